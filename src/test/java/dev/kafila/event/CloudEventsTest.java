package dev.kafila.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsTest {
  private static final String TRACEPARENT =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private static Map<String, String> binary() {
    return new HashMap<>(
        Map.of(
            "ce_specversion", "1.0",
            "ce_id", "0199",
            "ce_type", "task.created",
            "ce_source", "/kafila",
            "ce_subject", "task/1",
            "ce_time", "2026-03-10T09:00:00.5-05:00",
            "ce_userid", "ada",
            "content-type", "application/json; charset=utf-8",
            "traceparent", TRACEPARENT));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Event read(Map<String, String> headers, String value) {
    return CloudEvents.read(headers::get, bytes(value));
  }

  @Test
  void binary_mode_is_read_from_the_headers_and_unknown_fields_are_kept() {
    // When
    Event event = read(binary(), "{\"task\": {\"title\": \"\u2600\"}, \"new\": [1.10]}");

    // Then
    assertThat(event.id()).isEqualTo("0199");
    assertThat(event.type()).isEqualTo("task.created");
    assertThat(event.source()).isEqualTo("/kafila");
    assertThat(event.subject()).isEqualTo("task/1");
    assertThat(event.time()).isEqualTo(Instant.parse("2026-03-10T14:00:00.5Z"));
    assertThat(event.userId()).isEqualTo("ada");
    assertThat(event.traceparent()).isEqualTo(TRACEPARENT);
    assertThat(event.data().at("/task/title").textValue()).isEqualTo("\u2600");
    assertThat(event.data().get("new")).hasSize(1);
  }

  @Test
  void a_trace_context_that_is_none_is_left_out() {
    // Given
    var headers = binary();
    headers.put("traceparent", "00-1-2-01");

    // When
    Event event = read(headers, "{}");

    // Then
    assertThat(event.traceparent()).isNull();
  }

  @Test
  void structured_mode_is_read_from_the_value() {
    // Given
    Map<String, String> headers =
        Map.of("content-type", "application/cloudevents+json; charset=UTF-8");
    String value =
        """
        {"specversion": "1.0", "id": "1", "type": "task.created", "source": "/x",
         "time": "2026-03-10T09:00:00Z", "userid": "ada", "traceparent": "%s",
         "data": {"task": {}}, "extension": 7}
        """
            .formatted(TRACEPARENT);

    // When
    Event event = read(headers, value);

    // Then
    assertThat(event.userId()).isEqualTo("ada");
    assertThat(event.subject()).isNull();
    assertThat(event.traceparent()).isEqualTo(TRACEPARENT);
    assertThat(event.data().has("task")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "ce_specversion,, not a CloudEvent: header ce_specversion is missing",
    "ce_specversion, 0.3, 'specversion is 0.3, not 1.0'",
    "ce_id,, id is missing",
    "ce_id, ' ', id is missing",
    "ce_type,, type is missing",
    "ce_source,, source is missing",
    "ce_userid,, userid is missing",
    "ce_time,, time is missing",
    "ce_time, yesterday, time is not RFC 3339: yesterday",
    "ce_time, 2026-02-30T09:00:00Z, time is not RFC 3339: 2026-02-30T09:00:00Z",
    "content-type, text/plain, 'data is text/plain, not application/json'",
    "content-type, application/cloudevents+avro, cannot read application/cloudevents+avro",
    "content-type, application/cloudevents-batch+json, "
        + "cannot read application/cloudevents-batch+json"
  })
  void a_wrong_header_is_named(String header, String value, String message) {
    // Given
    var headers = binary();
    headers.put(header, value);

    // Then
    assertThatThrownBy(() -> read(headers, "{}"))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "[]", "7", "null", "{", "{} {}", "{\"a\": tru}", "\u0000"})
  void data_must_be_one_json_object(String value) {
    // Then
    assertThatThrownBy(() -> read(binary(), value))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageStartingWith("data is not ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"specversion\": 1.0}",
        "{\"specversion\": \"1.0\", \"data\": []}",
        "{\"specversion\": \"1.0\", \"data_base64\": \"AA==\"}",
        "{\"specversion\": \"1.0\", \"data\": {}, \"id\": {}}"
      })
  void a_structured_event_must_be_whole(String value) {
    // Given
    var headers = Map.of("content-type", "application/cloudevents+json");

    // Then
    assertThatThrownBy(() -> read(headers, value)).isInstanceOf(UnreadableEventException.class);
  }

  @Test
  void nothing_is_unreadable() {
    // Then
    assertThatThrownBy(() -> CloudEvents.read(binary()::get, null))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage("the record has no value");
  }

  @Test
  void control_characters_in_attributes_are_refused() {
    // Given
    var headers = binary();
    headers.put("ce_userid", "a\u0000b");

    // Then
    assertThatThrownBy(() -> read(headers, "{}"))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessage("userid contains control characters");
  }

  @Test
  void depth_is_bounded() {
    // Given
    String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);

    // Then
    assertThatThrownBy(() -> read(binary(), deep)).isInstanceOf(UnreadableEventException.class);
  }

  @Property
  void any_bytes_are_an_event_or_unreadable(@ForAll byte[] value, @ForAll boolean structured) {
    // Given
    Map<String, String> headers =
        structured ? Map.of("content-type", "application/cloudevents+json") : binary();

    // Then
    try {
      assertThat(CloudEvents.read(headers::get, value)).isNotNull();
    } catch (UnreadableEventException e) {
      assertThat(e).hasMessageNotContaining("\n");
    }
  }
}
