package dev.kafila.web.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.event.OutboxDesk;
import dev.kafila.testing.TestStore;
import dev.kafila.web.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxOpsIT {
  private final TestStore store = TestStore.open();
  private final OutboxOps ops = new OutboxOps(new OutboxDesk(store.transactions));

  @BeforeEach
  void oneIsSetAsideAndOneWaits() {
    store.execute(
        """
        insert into outbox (outbox_id, event_id, topic, type, source, subject, user_id, time,
          traceparent, data, set_aside_at, retry_at, last_error) overriding system value
        values
          (7, gen_random_uuid(), 'task-events', 'task.created', '/test', 'task/1', 'ann', now(),
            '', '{}', now(), now() + interval '1 min', 'too large'),
          (8, gen_random_uuid(), 'task-events', 'task.created', '/test', 'task/2', 'ann', now(),
            '', '{}', null, null, null)
        """);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static OpsRequest request(String json) throws Exception {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    Json.mapper()
        .readTree(json)
        .fields()
        .forEachRemaining(field -> fields.put(field.getKey(), field.getValue()));
    return new OpsRequest(Map.of(), fields, "somebody");
  }

  @Test
  void the_list_is_what_the_command_prints() throws Exception {
    // When
    var some = Json.tree(ops.list(request("{}")));
    var all = Json.tree(ops.list(request("{\"all\": \"true\", \"limit\": \"1\"}")));

    // Then
    assertThat(some.at("/events/0/id").asInt()).isEqualTo(7);
    assertThat(some.at("/events/0/reason").asText()).isEqualTo("too large");
    assertThat(some.has("topics")).isFalse();
    assertThat(all.path("more").asInt()).isOne();
    assertThat(all.at("/topics/0/waiting").asInt()).isEqualTo(2);
  }

  @Test
  void retry_takes_ids_as_numbers() throws Exception {
    // When
    var would = Json.tree(ops.retry(request("{\"ids\": [7, 8], \"dry_run\": true}")));
    var did = Json.tree(ops.retry(request("{\"ids\": [7, 8]}")));

    // Then
    assertThat(would.path("dry_run").asBoolean()).isTrue();
    assertThat(would.path("retried").asInt()).isOne();
    assertThat(did.path("retried").asInt()).isOne();
    assertThat(store.value(Integer.class, "select count(*) from outbox where retry_at > now()"))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"ids\": [7], \"all\": true}", "{\"ids\": [\"seven\"]}", "{\"ids\": 7}"})
  void what_is_to_be_retried_must_be_clear(String json) {
    assertThatThrownBy(() -> ops.retry(request(json)))
        .isInstanceOfSatisfying(
            ProblemException.class, problem -> assertThat(problem.status()).isEqualTo(422));
  }
}
