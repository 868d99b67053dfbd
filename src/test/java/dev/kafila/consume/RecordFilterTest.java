package dev.kafila.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.consume.RecordFilter.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RecordFilterTest {
  private final RecordFilter filter =
      new RecordFilter("recurring", Set.of("task.completed"), Map.of());

  private static EventHeaders headers(String... namesAndValues) {
    var headers = new RecordHeaders();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return EventHeaders.of(headers);
  }

  @Test
  void tells_from_the_headers_whom_a_record_concerns() {
    // Then
    assertThat(filter.judge(headers("ce_type", "task.completed"))).isEqualTo(Verdict.HANDLE);
    assertThat(filter.judge(headers("ce_type", "task.created"))).isEqualTo(Verdict.OTHER_TYPE);
    assertThat(filter.judge(headers("ce_type", "task.eaten"))).isEqualTo(Verdict.UNKNOWN_TYPE);
    assertThat(filter.judge(headers())).isEqualTo(Verdict.HANDLE);
    assertThat(filter.judge(EventHeaders.of(new RecordHeaders().add("ce_type", null))))
        .isEqualTo(Verdict.HANDLE);
  }

  @Test
  void a_replay_is_for_its_own_group_alone() {
    // Then
    assertThat(filter.judge(headers("kafila-replay-group", "audit", "ce_type", "task.completed")))
        .isEqualTo(Verdict.OTHER_GROUP);
    assertThat(
            filter.judge(headers("kafila-replay-group", "recurring", "ce_type", "task.completed")))
        .isEqualTo(Verdict.HANDLE);
    assertThat(
            new RecordFilter("audit", Set.of(), Map.of()).judge(headers("ce_type", "task.eaten")))
        .isEqualTo(Verdict.HANDLE);
  }

  @Test
  void an_attribute_with_another_text_is_for_another_route() {
    // Given
    var email = new RecordFilter("g", Set.of("notification.requested"), Map.of("channel", "email"));

    // Then
    assertThat(email.judge(headers("ce_type", "notification.requested", "ce_channel", "email")))
        .isEqualTo(Verdict.HANDLE);
    assertThat(email.judge(headers("ce_type", "notification.requested", "ce_channel", "webhook")))
        .isEqualTo(Verdict.OTHER_TYPE);
    assertThat(email.judge(headers("ce_type", "notification.requested"))).isEqualTo(Verdict.HANDLE);
    assertThat(email.judge(headers("ce_type", "notification.read", "ce_channel", "email")))
        .isEqualTo(Verdict.OTHER_TYPE);
    assertThat(
            new RecordFilter("g", Set.of(), Map.of("channel", "email"))
                .judge(headers("ce_channel", "webhook")))
        .isEqualTo(Verdict.OTHER_TYPE);
  }

  @Test
  void without_types_everything_is_wanted() {
    // Given
    var all = new RecordFilter("audit", Set.of(), Map.of());

    // Then
    assertThat(all.wants("task.created")).isTrue();
    assertThat(filter.wants("task.created")).isFalse();
    assertThat(filter.wants("task.completed")).isTrue();
  }
}
