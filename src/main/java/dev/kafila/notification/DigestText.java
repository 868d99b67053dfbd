package dev.kafila.notification;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a digest says, for a person; times are the tasks' own. */
final class DigestText {
  private static final int MOST_LINES = 20;
  private static final int LONGEST_TITLE = 100;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, d MMMM", Locale.ENGLISH);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEEE, d MMMM 'at' HH:mm", Locale.ENGLISH);

  private DigestText() {}

  /**
   * @param pushes two or more
   */
  static String titleOfReminders(List<Push> pushes) {
    int count = pushes.size();
    if (pushes.stream().allMatch(push -> push.heldFor() == Push.HeldFor.QUIET_HOURS)) {
      return count + " reminders while you were quiet";
    }
    return count + (pushes.stream().allMatch(Push::late) ? " late reminders" : " reminders");
  }

  static String bodyOfReminders(List<DigestItem> items) {
    return String.join("\n", lines(items));
  }

  static String titleOfDay(int due, int overdue) {
    var today = due == 0 ? "Today: nothing due" : "Today: " + due + " due";
    return overdue == 0 ? today : today + ", " + overdue + " overdue";
  }

  static String bodyOfDay(List<DigestItem> due, List<DigestItem> overdue, int finished) {
    var parts = new ArrayList<String>();
    if (!due.isEmpty()) {
      parts.add("Due today:\n" + String.join("\n", lines(due)));
    }
    if (!overdue.isEmpty()) {
      parts.add("Overdue:\n" + String.join("\n", lines(overdue)));
    }
    if (finished > 0) {
      parts.add("Yesterday you finished " + finished + (finished == 1 ? " task." : " tasks."));
    }
    return String.join("\n\n", parts);
  }

  private static List<String> lines(List<DigestItem> items) {
    var lines = new ArrayList<String>();
    items.stream().limit(MOST_LINES).map(DigestText::line).forEach(lines::add);
    if (items.size() > MOST_LINES) {
      lines.add("and " + (items.size() - MOST_LINES) + " more");
    }
    return lines;
  }

  private static String line(DigestItem item) {
    var notes = new ArrayList<String>();
    if (item.dueDate() != null) {
      notes.add("due " + item.dueDate().format(DAY));
    } else if (item.dueAt() != null) {
      notes.add("due " + item.dueAt().format(TIME));
    }
    if (item.late() != null) {
      notes.add("late");
    }
    var title = shortened(item.title());
    return notes.isEmpty() ? "- " + title : "- " + title + " (" + String.join(", ", notes) + ")";
  }

  private static String shortened(String title) {
    if (title.codePointCount(0, title.length()) <= LONGEST_TITLE) {
      return title;
    }
    return title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE - 1)) + "…";
  }
}
