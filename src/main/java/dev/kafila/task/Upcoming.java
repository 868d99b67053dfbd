package dev.kafila.task;

import java.util.ArrayList;
import java.util.List;

/** The next dates of a task's recurrence. */
public final class Upcoming {
  private Upcoming() {}

  /**
   * The task's own due date first, then what its rule gives behind it; nothing for a task that
   * happens once.
   */
  public static List<Due> of(Task task, int limit) {
    List<Due> dates = new ArrayList<>();
    var series = task.series();
    if (series == null) {
      return dates;
    }
    var fields = task.fields();
    var rule = Recurrence.parse(fields.recurrenceRule()).in(fields.zone());
    dates.add(fields.due());
    var later = series.fields() == null ? fields.due() : series.fields().due();
    var next = rule.next(series.start(), series.slot());
    while (dates.size() < limit && next.isPresent()) {
      dates.add(later.movedTo(next.get()));
      next = rule.next(series.start(), next.get());
    }
    return dates;
  }
}
