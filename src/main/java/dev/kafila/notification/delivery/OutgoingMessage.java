package dev.kafila.notification.delivery;

import dev.kafila.event.Json;
import dev.kafila.notification.Notification;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a channel's route sends: {@code ${body.title}} and the like in a route file.
 *
 * @param id the notification's: the same in each attempt, so that receivers can tell
 * @param address where the user wants it on this channel; null where the user named none
 * @param secret what the channel signs with; null where it signs nothing
 */
public record OutgoingMessage(
    String id, String channel, String address, String secret, Notification notification) {

  /** In one line, without control characters: fit for a header. */
  public String title() {
    return notification.title().replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }

  /** Text for a person. */
  public String text() {
    return notification.body();
  }

  /** Title and text in one. */
  public String titleAndText() {
    return title() + "\n" + text();
  }

  /** A page that says the same. */
  public String html() {
    return """
        <!DOCTYPE html>
        <html>
        <head><meta charset="utf-8"><title>%1$s</title></head>
        <body>
        <h1 style="font: bold 1.3em sans-serif">%1$s</h1>
        <p style="font: 1em sans-serif">%2$s</p>
        </body>
        </html>
        """
        .formatted(escaped(title()), escaped(text()).replace("\n", "<br>\n"));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /**
   * A JSON object of texts.
   *
   * @param fields each a name and what it is to hold, such as {@code "chat_id=address
   *     text=titleAndText"}; that is {@code id}, {@code address}, {@code title}, {@code text} or
   *     {@code titleAndText}
   * @throws IllegalArgumentException if one of them is none of these
   */
  public String json(String fields) {
    Map<String, String> object = new LinkedHashMap<>();
    for (var field : fields.strip().split("\\s+")) {
      var parts = field.split("=", 2);
      object.put(parts[0], part(parts.length == 2 ? parts[1] : parts[0]));
    }
    return Json.write(object);
  }

  private String part(String name) {
    return switch (name) {
      case "id" -> id;
      case "address" -> address;
      case "title" -> title();
      case "text" -> text();
      case "titleAndText" -> titleAndText();
      default ->
          throw new IllegalArgumentException(
              "a message has id, address, title, text and titleAndText, but no " + name);
    };
  }

  /** The whole notification as JSON, as the webhook sends it. */
  public String payload() {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("type", "notification");
    payload.put("timestamp", notification.createdAt());
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("notification_id", notification.notificationId());
    data.put("user_id", notification.userId());
    data.put("task_id", notification.taskId());
    data.put("kind", notification.kind());
    data.put("title", notification.title());
    data.put("body", notification.body());
    data.put("late", notification.late());
    data.put("created_at", notification.createdAt());
    data.put("items", notification.items());
    data.values().removeIf(Objects::isNull);
    payload.put("data", data);
    return Json.write(payload);
  }

  /** Names no address and no secret. */
  @Override
  public String toString() {
    return "OutgoingMessage[id=%s, channel=%s]".formatted(id, channel);
  }
}
