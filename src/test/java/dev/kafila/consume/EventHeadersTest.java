package dev.kafila.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafila.event.CloudEvents;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class EventHeadersTest {
  @Test
  void the_last_of_a_name_counts_and_other_names_are_left_alone() {
    // Given
    var record =
        new RecordHeaders()
            .add("ce_id", bytes("first"))
            .add("CE_ID", bytes("foreign"))
            .add("ce_id", bytes("zw\u00f6lf"))
            .add("ce_subject", null);

    // When
    var headers = EventHeaders.of(record).decoded();

    // Then
    assertThat(headers.text("ce_id")).isEqualTo("zw\u00f6lf");
    assertThat(headers.text("ce_subject")).isNull();
    assertThat(headers.last("ce_subject")).isNotNull();
    assertThat(headers.text("ce_type")).isNull();
    assertThat(headers.last("ce_type")).isNull();
    assertThatThrownBy(() -> headers.text("CE_ID")).hasMessageContaining("CE_ID");
  }

  @Test
  void an_event_needs_no_header_that_is_not_looked_for() {
    // Given
    var record = new RecordHeaders();
    for (var name : "specversion id type source time userid".split(" ")) {
      record.add("ce_" + name, bytes(name.equals("specversion") ? "1.0" : "2026-01-01T00:00:00Z"));
    }

    // When
    var event = CloudEvents.read(EventHeaders.of(record).decoded()::text, bytes("{}"));

    // Then
    assertThat(event.subject()).isNull();
    assertThat(event.traceparent()).isNull();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
