package dev.kafila.faults.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads what the program answers. */
public final class Answers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Answers() {}

  /** The task that an answer shows, or that the chat did something to; null if there is none. */
  public static JsonNode task(String body) {
    if (body == null || body.isEmpty()) {
      return null;
    }
    var answer = json(body);
    if (answer.has("task_id")) {
      return answer;
    }
    var result = answer.path("tool_calls").path(0).path("result");
    return result.has("task_id") ? result : null;
  }

  /** The tasks of a page; none of a fault. */
  static JsonNode tasks(String body) {
    return body == null ? JSON.createArrayNode() : json(body).path("tasks");
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(body, e);
    }
  }
}
