package dev.kafila.faults.load;

import com.fasterxml.jackson.databind.JsonNode;

/** A task as its user knows it. */
record KnownTask(String id, String title, long version, boolean pending, boolean inSeries) {
  static KnownTask of(JsonNode task) {
    return new KnownTask(
        task.path("task_id").textValue(),
        task.path("title").textValue(),
        task.path("version").longValue(),
        task.path("status").textValue().equals("pending"),
        task.has("series_id"));
  }
}
