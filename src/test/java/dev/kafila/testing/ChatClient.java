package dev.kafila.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A person at the HTTP interface of a running process. */
public final class ChatClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KafilaProcess kafila;
  private final String user;

  public ChatClient(KafilaProcess kafila, String user) {
    this.kafila = kafila;
    this.user = user;
  }

  /** The answer to a message, in one conversation throughout. */
  public JsonNode say(String message) throws IOException, InterruptedException {
    var body = JSON.writeValueAsString(Map.of("message", message, "conversation_id", "test"));
    var answer = kafila.post(kafila.http("/api/" + user + "/chat"), body);
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /** Adds a task with a reminder. */
  public void add(String title, OffsetDateTime remindAt) throws IOException, InterruptedException {
    var reminders = List.of(Map.of("remind_at", remindAt.toString()));
    var body = JSON.writeValueAsString(Map.of("title", title, "reminders", reminders));
    var answer = kafila.post(kafila.http("/api/" + user + "/tasks"), body);
    if (answer.statusCode() != 201) {
      throw new AssertionError(answer.statusCode() + ": " + answer.body());
    }
  }

  /** Replaces the preferences. */
  public void prefer(String json) throws InterruptedException {
    var answer =
        kafila.send(
            HttpRequest.newBuilder(kafila.http("/api/" + user + "/preferences"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)));
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + ": " + answer.body());
    }
  }

  public List<JsonNode> tasks() throws IOException, InterruptedException {
    return list("/tasks?limit=200", "tasks");
  }

  /** Tasks with this title. */
  public List<JsonNode> tasks(String title) throws IOException, InterruptedException {
    return tasks().stream().filter(task -> task.path("title").asText().equals(title)).toList();
  }

  public List<JsonNode> notifications() throws IOException, InterruptedException {
    return list("/notifications", "notifications");
  }

  private List<JsonNode> list(String path, String field) throws IOException, InterruptedException {
    var answer = kafila.get(kafila.http("/api/" + user + path));
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + ": " + answer.body());
    }
    return StreamSupport.stream(JSON.readTree(answer.body()).path(field).spliterator(), false)
        .toList();
  }
}
