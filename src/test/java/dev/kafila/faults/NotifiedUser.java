package dev.kafila.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.testing.KafilaProcess;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Somebody who is reminded, and looks at the inbox over HTTP. */
record NotifiedUser(KafilaProcess process, String name) {

  /**
   * Wants reminders on one channel only.
   *
   * @param more further fields of the preferences, as JSON, each with a comma before it
   */
  void prefer(String channel, String address, String more) throws InterruptedException {
    var body =
        "{\"time_zone\":\"UTC\",\"channels\":[\"%1$s\"],\"addresses\":{\"%1$s\":\"%2$s\"}%3$s}"
            .formatted(channel, address, more);
    var answer =
        process.send(
            HttpRequest.newBuilder(process.http("/api/" + name + "/preferences"))
                .header("content-type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Adds tasks that each remind at a moment. */
  void remind(Instant at, String... titles) throws InterruptedException {
    for (var title : titles) {
      var body = Map.of("title", title, "reminders", List.of(Map.of("remind_at", at.toString())));
      var answer = process.post(process.http("/api/" + name + "/tasks"), Json.write(body));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
  }

  /** Notifications, newest first. */
  List<JsonNode> inbox() throws InterruptedException {
    var answer = process.get(process.http("/api/" + name + "/notifications"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return list(Json.read(answer.body(), JsonNode.class).path("notifications"));
  }

  /** Of the newest notification. */
  String notificationId() throws InterruptedException {
    return inbox().get(0).path("notification_id").asText();
  }

  /** Of all notifications on a channel, newest first; empty texts where one does not go there. */
  List<String> statuses(String channel) throws InterruptedException {
    return inbox().stream().map(one -> on(one, channel).path("status").asText()).toList();
  }

  /** Of the newest notification on a channel. */
  int attempts(String channel) throws InterruptedException {
    return on(inbox().get(0), channel).path("attempts").asInt();
  }

  private static JsonNode on(JsonNode notification, String channel) {
    return list(notification.path("channels")).stream()
        .filter(one -> one.path("channel").asText().equals(channel))
        .findFirst()
        .orElse(Json.mapper().missingNode());
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
