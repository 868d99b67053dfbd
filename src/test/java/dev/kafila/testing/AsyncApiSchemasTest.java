package dev.kafila.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.event.EventTopics;
import dev.kafila.event.EventTypes;
import dev.kafila.event.Ids;
import dev.kafila.event.TraceContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The events' contract, and that its judge can tell good from bad. */
class AsyncApiSchemasTest {
  private static final String TASK =
      """
      {"task": {"task_id": "0199d2a0-0000-7000-8000-000000000001", "user_id": "ann",
        "title": "Water plants", "priority": "medium", "tags": [], "status": "pending",
        "time_zone": "UTC", "reminders": [], "created_at": "2026-03-10T09:00:00Z",
        "updated_at": "2026-03-10T09:00:00Z", "version": 1}}
      """;

  private final AsyncApiSchemas schemas = AsyncApiSchemas.load();

  private static Map<String, String> headers(String type) {
    Map<String, String> headers = new HashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", Ids.next().toString());
    headers.put("ce_type", type);
    headers.put("ce_source", "/kafila/chat");
    headers.put("ce_subject", "task/0199d2a0-0000-7000-8000-000000000001");
    headers.put("ce_time", "2026-03-10T09:00:00Z");
    headers.put("ce_userid", "ann");
    headers.put("content-type", "application/json");
    headers.put("traceparent", TraceContext.newTraceparent());
    return headers;
  }

  @Test
  void it_knows_every_type_there_is_and_no_other() {
    // When
    Set<String> types = new HashSet<>();
    EventTopics.ALL.forEach(topic -> types.addAll(schemas.typesOn(topic)));

    // Then
    assertThat(types).isEqualTo(EventTypes.KNOWN);
  }

  @Test
  void every_topic_has_its_dead_letters() {
    assertThat(EventTopics.ALL)
        .allSatisfy(
            topic ->
                assertThat(schemas.typesOn(EventTopics.deadLettersOf(topic)))
                    .containsExactly("deadLetter"));
  }

  @Test
  void a_good_record_passes() {
    assertThat(schemas.validate("task-events", "task.created", headers("task.created"), TASK))
        .isEmpty();
  }

  @Test
  void a_record_on_the_wrong_topic_does_not() {
    assertThat(schemas.validate("reminder-events", "task.created", headers("task.created"), TASK))
        .isNotEmpty();
  }

  @Test
  void another_type_in_the_headers_does_not() {
    assertThat(schemas.validate("task-events", "task.created", headers("task.deleted"), TASK))
        .isNotEmpty();
  }

  @Test
  void a_missing_header_does_not() {
    // Given
    var headers = headers("task.created");
    headers.remove("traceparent");

    // Then
    assertThat(schemas.validate("task-events", "task.created", headers, TASK))
        .singleElement()
        .asString()
        .contains("traceparent");
  }

  @Test
  void a_field_of_the_wrong_kind_does_not() {
    // Given
    var json = TASK.replace("\"version\": 1", "\"version\": \"1\"");

    // Then
    assertThat(schemas.validate("task-events", "task.created", headers("task.created"), json))
        .singleElement()
        .asString()
        .contains("version");
  }

  @Test
  void an_update_says_what_has_changed() {
    assertThat(schemas.validate("task-events", "task.updated", headers("task.updated"), TASK))
        .singleElement()
        .asString()
        .contains("changes");
  }

  @Test
  void a_dead_letter_tells_where_it_comes_from() {
    assertThat(schemas.validateDeadLetter("dlq.task-events", headers("task.created")))
        .anySatisfy(problem -> assertThat(problem).contains("__dlq.errors.offset"));
  }
}
