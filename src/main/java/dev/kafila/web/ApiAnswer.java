package dev.kafila.web;

import dev.kafila.event.Json;
import dev.kafila.task.Task;
import dev.kafila.task.TaskView;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered.
 *
 * @param headers with {@code Content-Type} where there is a body
 * @param body null: none
 */
public record ApiAnswer(int status, Map<String, String> headers, String body) {
  private static final String CONTENT_TYPE = "Content-Type";

  /** A value as JSON. */
  public static ApiAnswer json(int status, Object value) {
    return new ApiAnswer(status, Map.of(CONTENT_TYPE, "application/json"), Json.write(value));
  }

  /** One task, with its version as ETag. */
  public static ApiAnswer task(int status, Task task) {
    return json(status, TaskView.of(task)).with("ETag", "\"" + task.version() + "\"");
  }

  /** A text of some media type. */
  public static ApiAnswer text(String mediaType, String text) {
    return new ApiAnswer(200, Map.of(CONTENT_TYPE, mediaType), text);
  }

  /** Done, and nothing to say. */
  public static ApiAnswer nothing() {
    return new ApiAnswer(204, Map.of(), null);
  }

  static ApiAnswer problem(Problem problem, Map<String, String> headers) {
    var answer =
        new ApiAnswer(
            problem.status(), Map.of(CONTENT_TYPE, Problem.MEDIA_TYPE), Json.write(problem));
    for (var header : headers.entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }

  /** The same answer with one header more. */
  public ApiAnswer with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new ApiAnswer(status, all, body);
  }
}
