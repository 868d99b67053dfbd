package dev.kafila.task;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Comparator;
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
    var fields = seriesFields(completed);
    var rule = Recurrence.parse(fields.recurrenceRule()).in(fields.zone());
    return fields.recurrenceAnchor() == Anchor.COMPLETION
        ? afterCompletion(completed, rule)
        : onSchedule(completed, rule);
  }

  /** What is not of the completed occurrence alone. */
  private static TaskFields seriesFields(Task completed) {
    var series = completed.series();
    return series.fields() == null ? completed.fields() : series.fields();
  }

  /** Never before the due date, never a date that has passed: early and late completion agree. */
  private static Optional<Successor> onSchedule(Task completed, Recurrence rule) {
    var series = completed.series();
    var latest = latest(series.slot(), completed.fields().due().at(), localCompletion(completed));
    return next(rule, series.start(), latest, completed)
        .map(slot -> at(completed, series.next(series.start(), slot)));
  }

  /** Counts from the completion, at the time of day that it was due. */
  private static Optional<Successor> afterCompletion(Task completed, Recurrence rule) {
    var series = completed.series();
    if (series.occurrence() >= rule.count()) {
      return Optional.empty();
    }
    var done = localCompletion(completed);
    var start =
        rule.isWithinDay()
            ? done
            : done.toLocalDate().atTime(seriesFields(completed).due().at().toLocalTime());
    return next(rule, start, latest(start, done), completed)
        .map(slot -> at(completed, series.next(slot, slot)));
  }

  private static LocalDateTime latest(LocalDateTime... times) {
    return Stream.of(times).max(Comparator.naturalOrder()).orElseThrow();
  }

  private static Optional<LocalDateTime> next(
      Recurrence rule, LocalDateTime start, LocalDateTime after, Task completed) {
    if (seriesFields(completed).due().wholeDay()) {
      // A rule that repeats within the day gives each day once.
      return rule.next(start.toLocalDate(), after.toLocalDate()).map(LocalDate::atStartOfDay);
    }
    var next = rule.next(start, after);
    while (next.isPresent() && hasPassed(next.get(), completed)) {
      next = rule.next(start, next.get());
    }
    return next;
  }

  /** Where the clocks go back, a later wall time may be an earlier moment. */
  private static boolean hasPassed(LocalDateTime wallTime, Task completed) {
    var moment = wallTime.atZone(seriesFields(completed).zone()).toInstant();
    return !moment.isAfter(completed.completedAt());
  }

  /** On whole days the day of completion counts as used. */
  private static LocalDateTime localCompletion(Task completed) {
    var fields = seriesFields(completed);
    var local = completed.completedAt().atZone(fields.zone()).toLocalDateTime();
    return fields.due().wholeDay() ? local.toLocalDate().atStartOfDay() : local;
  }

  private static Successor at(Task completed, Series series) {
    return new Successor(movedTo(seriesFields(completed), series.slot()), series);
  }

  /** Due at another slot of the series, with its reminders. */
  static TaskFields movedTo(TaskFields fields, LocalDateTime slot) {
    var moved = Duration.between(fields.due().at(), slot);
    return fields.but().due(fields.due().movedTo(slot)).reminders(reminders(fields, moved)).build();
  }

  /** Relative ones stay, absolute ones move along; what was snoozed past the due date is over. */
  private static List<Reminder> reminders(TaskFields fields, Duration moved) {
    var due = fields.due().instant(fields.zone());
    return fields.reminders().stream()
        .filter(r -> r.remindAt() == null || !r.remindAt().toInstant().isAfter(due))
        .map(r -> r.remindAt() == null ? r : moved(r.remindAt(), moved, fields.zone()))
        .toList();
  }

  /** By wall time: a reminder at nine stays one at nine when the clocks change. */
  private static Reminder moved(OffsetDateTime moment, Duration by, ZoneId zone) {
    var wallTime = moment.atZoneSameInstant(zone).toLocalDateTime().plus(by);
    return Reminder.at(wallTime.atZone(zone).toOffsetDateTime());
  }
}
