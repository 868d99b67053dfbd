package dev.kafila.task;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/** A pending task of a series, as a pause makes it and the end of the pause. */
final class Pausing {
  private Pausing() {}

  /**
   * @param until null: until it is resumed; otherwise the task moves to the rule's first date from
   *     that day on
   * @throws InvalidFieldException if it is no pending task of a series, or the day makes no sense
   */
  static Task paused(Task task, LocalDate until, Instant now) {
    check(task);
    var series = task.series();
    var slot = series.pause() == null ? series.slot() : series.pause().slot();
    var pausing = series.pausing(new Pause(until, slot));
    if (until == null) {
      return task.changed(task.fields(), pausing, now);
    }
    if (!until.isAfter(LocalDate.ofInstant(now, task.fields().zone()))) {
      throw new InvalidFieldException("until", "must lie in the future");
    }
    if (series.pause() == null && !task.fields().due().at().toLocalDate().isBefore(until)) {
      return task.changed(task.fields(), pausing, now);
    }
    var first =
        firstFrom(task, latest(slot, until.atStartOfDay()))
            .orElseThrow(() -> new InvalidFieldException("until", "the series has ended by then"));
    return moved(task, pausing, first, now);
  }

  /** Goes on with the rule's next date that has not passed; what does not pause stays as it is. */
  static Task resumed(Task task, Instant now) {
    check(task);
    var series = task.series();
    var pause = series.pause();
    if (pause == null) {
      return task;
    }
    var going = series.pausing(null);
    var fields = task.fields();
    var local = LocalDateTime.ofInstant(now, fields.zone());
    var from = fields.due().wholeDay() ? local.toLocalDate().atStartOfDay() : local.plusSeconds(1);
    boolean asItWas = pause.until() == null && !fields.due().at().isBefore(from);
    var next =
        asItWas ? Optional.<LocalDateTime>empty() : firstFrom(task, latest(pause.slot(), from));
    return next.isPresent()
        ? moved(task, going, next.get(), now)
        : task.changed(fields, going, now);
  }

  private static void check(Task task) {
    if (task.series() == null) {
      throw new InvalidFieldException("recurrence_rule", "only a task that recurs can be paused");
    }
    if (!task.isPending()) {
      throw new InvalidFieldException("status", "a completed task cannot be paused");
    }
  }

  private static Task moved(Task task, Series series, LocalDateTime slot, Instant now) {
    return task.changed(Successor.movedTo(task.fields(), slot), series.movedTo(slot), now);
  }

  private static Optional<LocalDateTime> firstFrom(Task task, LocalDateTime from) {
    var rule = Recurrence.parse(task.fields().recurrenceRule()).in(task.fields().zone());
    var start = task.series().start();
    return task.fields().due().wholeDay()
        ? rule.next(start.toLocalDate(), from.toLocalDate().minusDays(1))
            .map(LocalDate::atStartOfDay)
        : rule.next(start, from.minusSeconds(1));
  }

  private static LocalDateTime latest(LocalDateTime one, LocalDateTime other) {
    return one.isAfter(other) ? one : other;
  }
}
