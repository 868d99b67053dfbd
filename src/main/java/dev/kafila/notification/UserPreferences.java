package dev.kafila.notification;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.task.InvalidFieldException;
import dev.kafila.task.TaskInput;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a user prefers. Checked when made, so an instance always makes sense.
 *
 * @param timeZone IANA; null: the user named none
 * @param channels where notifications go, each once; null: {@code in_app}; empty: nowhere
 * @param quietHours null: none
 * @param defaultReminderMinutes before {@code due_at}, for tasks without reminders of their own;
 *     null: none
 */
public record UserPreferences(
    String timeZone, List<String> channels, QuietHours quietHours, Integer defaultReminderMinutes) {
  private static final Set<String> FIELDS =
      Set.of("time_zone", "channels", "quiet_hours", "default_reminder_minutes");
  private static final Set<String> QUIET_HOURS = Set.of("start", "end");
  private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9_-]{0,49}");
  private static final int MOST_CHANNELS = 10;
  private static final int MOST_MINUTES = 525_600;

  /** Who never chose anything. */
  public static final UserPreferences DEFAULT = new UserPreferences(null, null, null, null);

  /**
   * @throws InvalidFieldException names the first field that makes no sense
   */
  public UserPreferences {
    if (timeZone != null) {
      TaskInput.zone(timeZone);
    }
    channels =
        channels == null
            ? List.of(InAppDelivery.CHANNEL)
            : List.copyOf(new LinkedHashSet<>(channels));
    if (channels.size() > MOST_CHANNELS) {
      throw new InvalidFieldException("channels", "at most " + MOST_CHANNELS + " are allowed");
    }
    if (!channels.stream().allMatch(name -> CHANNEL.matcher(name).matches())) {
      throw new InvalidFieldException("channels", "must be names of channels such as in_app");
    }
    if (defaultReminderMinutes != null
        && (defaultReminderMinutes < 0 || defaultReminderMinutes > MOST_MINUTES)) {
      throw new InvalidFieldException(
          "default_reminder_minutes", "must lie between 0 and " + MOST_MINUTES);
    }
  }

  /**
   * Reads the whole of a user's preferences; what is absent or null goes back to its default.
   *
   * @throws InvalidFieldException names the first field that makes no sense
   */
  public static UserPreferences of(JsonNode json) {
    known("", json, FIELDS);
    known("quiet_hours.", json.path("quiet_hours"), QUIET_HOURS);
    return new UserPreferences(
        read(json, "time_zone", new TypeReference<String>() {}),
        channels(json),
        read(json, "quiet_hours", new TypeReference<QuietHours>() {}),
        minutes(json));
  }

  private static void known(String prefix, JsonNode json, Set<String> fields) {
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!fields.contains(name)) {
                throw new InvalidFieldException(
                    prefix + name, "is not a preference that can be set");
              }
            });
  }

  private static List<String> channels(JsonNode json) {
    json.path("channels")
        .forEach(
            channel -> {
              if (!channel.isTextual()) {
                throw new InvalidFieldException("channels", "must be a list of names");
              }
            });
    return read(json, "channels", new TypeReference<List<String>>() {});
  }

  private static Integer minutes(JsonNode json) {
    var node = json.get("default_reminder_minutes");
    if (node != null && !node.isNull() && !node.canConvertToExactIntegral()) {
      throw new InvalidFieldException("default_reminder_minutes", "must be a whole number");
    }
    return read(json, "default_reminder_minutes", new TypeReference<Integer>() {});
  }

  private static <T> T read(JsonNode json, String field, TypeReference<T> type) {
    if (!json.hasNonNull(field)) {
      return null;
    }
    try {
      return Json.mapper().readerFor(type).readValue(json.get(field));
    } catch (IOException e) {
      if (e.getCause() instanceof InvalidFieldException invalid) {
        throw invalid;
      }
      throw new InvalidFieldException(field, "has a value of the wrong kind");
    }
  }
}
