package dev.kafila.faults.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/**
 * An event of a user, by its first copy in its topic.
 *
 * @param id its {@code ce_id}
 */
record SeenEvent(
    Recorded record, String id, String type, String source, Instant time, JsonNode data) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REPLAY = "kafila-replay-group";

  /** Empty for what is no event, and for what was replayed for one group. */
  static Optional<SeenEvent> of(Recorded record) {
    var id = record.header("ce_id");
    if (id.isEmpty() || record.header(REPLAY).isPresent()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SeenEvent(
              record,
              id.get(),
              record.header("ce_type").orElseThrow(),
              record.header("ce_source").orElseThrow(),
              Instant.parse(record.header("ce_time").orElseThrow()),
              JSON.readTree(Recorded.bytes(record.value()))));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(record.where() + " is no JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode task() {
    return data.path("task");
  }

  String taskId() {
    return task().path("task_id").asText();
  }

  long version() {
    return task().path("version").asLong();
  }

  boolean is(String wanted) {
    return type.equals(wanted);
  }

  String where() {
    return record.where();
  }
}
