package dev.kafila.notification;

import dev.kafila.task.InvalidFieldException;
import java.util.regex.Pattern;

/**
 * When a user wants to hear nothing, in the user's own zone; over midnight where the end comes
 * before the start.
 *
 * @param start {@code HH:MM}
 * @param end {@code HH:MM}, another time than the start
 */
public record QuietHours(String start, String end) {
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

  public QuietHours {
    if (!isTime(start) || !isTime(end)) {
      throw new InvalidFieldException(
          "quiet_hours", "needs start and end as times of the day such as 22:00");
    }
    if (start.equals(end)) {
      throw new InvalidFieldException("quiet_hours", "must not start and end at the same time");
    }
  }

  private static boolean isTime(String text) {
    return text != null && TIME.matcher(text).matches();
  }
}
