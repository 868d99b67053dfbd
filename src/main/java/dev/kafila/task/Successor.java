package dev.kafila.task;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The next occurrence of a series, computed from the one that was completed. */
record Successor(TaskFields fields, Series series) {

  /**
   * @param completed a completed task of a series
   * @return empty where the series has ended
   */
  static Optional<Successor> of(Task completed) {
    var fields = completed.fields();
    var rule = Recurrence.parse(fields.recurrenceRule()).in(fields.zone());
    return fields.recurrenceAnchor() == Anchor.COMPLETION
        ? afterCompletion(completed, rule)
        : onSchedule(completed, rule);
  }

  /** Never before the due date, never a date that has passed: early and late completion agree. */
  private static Optional<Successor> onSchedule(Task completed, Recurrence rule) {
    var series = completed.series();
    var due = completed.fields().due().at();
    var latest =
        Stream.of(series.slot(), due, localCompletion(completed))
            .max(LocalDateTime::compareTo)
            .orElseThrow();
    return rule.next(series.start(), latest)
        .map(next -> at(completed, series.next(series.start(), next)));
  }

  private static Optional<Successor> afterCompletion(Task completed, Recurrence rule) {
    var series = completed.series();
    if (series.occurrence() >= rule.count()) {
      return Optional.empty();
    }
    var done = localCompletion(completed);
    var start =
        rule.isWithinDay()
            ? done
            : done.toLocalDate().atTime(completed.fields().due().at().toLocalTime());
    return rule.next(start, start).map(next -> at(completed, series.next(next, next)));
  }

  /** On whole days the day of completion counts as used. */
  private static LocalDateTime localCompletion(Task completed) {
    var local = completed.completedAt().atZone(completed.fields().zone()).toLocalDateTime();
    return completed.fields().due().wholeDay() ? local.toLocalDate().atStartOfDay() : local;
  }

  private static Successor at(Task completed, Series series) {
    var fields = completed.fields();
    var moved = Duration.between(fields.due().at(), series.slot());
    return new Successor(
        fields
            .but()
            .due(fields.due().movedTo(series.slot()))
            .reminders(reminders(fields, moved))
            .build(),
        series);
  }

  /** Relative ones stay, absolute ones move along; what was snoozed past the due date is over. */
  private static List<Reminder> reminders(TaskFields fields, Duration moved) {
    var due = fields.due().instant(fields.zone());
    return fields.reminders().stream()
        .filter(r -> r.remindAt() == null || !r.remindAt().toInstant().isAfter(due))
        .map(r -> r.remindAt() == null ? r : Reminder.at(r.remindAt().plus(moved)))
        .toList();
  }
}
