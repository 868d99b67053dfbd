package dev.kafila.notification;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.notification.policy.Burst;
import dev.kafila.notification.policy.ChannelNames;
import dev.kafila.notification.policy.DailyDigest;
import dev.kafila.notification.policy.KindChannels;
import dev.kafila.notification.policy.QuietHours;
import dev.kafila.task.InvalidFieldException;
import dev.kafila.task.TaskInput;
import java.util.List;
import java.util.Set;

/**
 * What a user prefers. Checked when made, so an instance always makes sense.
 *
 * @param timeZone IANA; null: the user named none
 * @param channels where notifications go, each once; null: {@code in_app}; empty: nowhere
 * @param kinds channels for some kinds; null: none
 * @param quietHours null: none
 * @param digest the daily one; null: none
 * @param burst null: the usual one
 * @param defaultReminderMinutes before {@code due_at}, for tasks without reminders of their own;
 *     null: none
 */
public record UserPreferences(
    String timeZone,
    List<String> channels,
    KindChannels kinds,
    QuietHours quietHours,
    DailyDigest digest,
    Burst burst,
    Integer defaultReminderMinutes) {
  private static final Set<String> FIELDS =
      Set.of(
          "time_zone",
          "channels",
          "kinds",
          "quiet_hours",
          "digest",
          "burst",
          "default_reminder_minutes");
  private static final int MOST_MINUTES = 525_600;

  /** Who never chose anything. */
  public static final UserPreferences DEFAULT =
      new UserPreferences(null, null, null, null, null, null, null);

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
            : ChannelNames.checked("channels", channels);
    burst = burst == null ? Burst.DEFAULT : burst;
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
    var fields = PreferenceFields.of(json, FIELDS);
    return new UserPreferences(
        fields.text("time_zone"),
        fields.names("channels"),
        fields.object(
            "kinds",
            Set.of("reminder", "digest"),
            kinds -> new KindChannels(kinds.names("reminder"), kinds.names("digest"))),
        fields.object(
            "quiet_hours",
            Set.of("start", "end"),
            hours -> new QuietHours(hours.text("start"), hours.text("end"))),
        fields.object(
            "digest", Set.of("daily_at"), digest -> new DailyDigest(digest.text("daily_at"))),
        fields.object(
            "burst",
            Set.of("enabled", "more_than", "minutes"),
            burst ->
                new Burst(
                    burst.flag("enabled"), burst.number("more_than"), burst.number("minutes"))),
        fields.number("default_reminder_minutes"));
  }

  /** Where reminders go. */
  public List<String> reminderChannels() {
    return kinds == null || kinds.reminder() == null ? channels : kinds.reminder();
  }

  /** Where notifications of a kind go. */
  List<String> channelsOf(String kind) {
    return kind.equals(Notification.DIGEST) ? digestChannels() : reminderChannels();
  }

  /** Where the daily digest goes. */
  public List<String> digestChannels() {
    return kinds == null || kinds.digest() == null ? channels : kinds.digest();
  }
}
