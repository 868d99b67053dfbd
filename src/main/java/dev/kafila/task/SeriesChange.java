package dev.kafila.task;

import dev.kafila.event.Ids;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** What a change of a task makes of its series. */
final class SeriesChange {
  private SeriesChange() {}

  /**
   * The series after a change; null if there is none.
   *
   * @param fields the task's fields after it
   * @param change what made them, for those of later occurrences
   * @throws InvalidFieldException if the scope does not go with the change
   */
  static Series of(Task before, TaskFields fields, UnaryOperator<TaskFields> change, Scope scope) {
    if (fields.recurrenceRule() == null) {
      checkRuleStays(before, scope);
      return null;
    }
    var series = before.series();
    if (series == null) {
      checkRuleStays(before, scope);
      return Series.startingAt(Ids.next(), fields.due());
    }
    var old = before.fields();
    if (!fields.recurrenceRule().equals(old.recurrenceRule())) {
      checkRuleStays(before, scope);
      // A new rule counts from the due date.
      var later = later(series, change, fields);
      return series.restartedAt(fields.due().at()).with(later);
    }
    var next = fields.due().equals(old.due()) ? series : series.pausing(null);
    return switch (scope) {
      case THIS -> ofThis(before, fields, next);
      case USUAL -> ofUsual(before, fields, change, next);
      case SERIES -> ofAll(before, fields, change, next);
    };
  }

  private static void checkRuleStays(Task before, Scope scope) {
    boolean recurs = before.series() != null;
    if (scope == Scope.THIS && recurs) {
      throw new InvalidFieldException("recurrence_rule", "is the whole series' and not of one");
    }
  }

  /**
   * Later ones stay as they would have been. A date alone needs no mention: they have their own.
   */
  private static Series ofThis(Task before, TaskFields fields, Series series) {
    if (!Objects.equals(fields.recurrenceAnchor(), before.fields().recurrenceAnchor())) {
      throw new InvalidFieldException("recurrence_anchor", "is the whole series' and not of one");
    }
    boolean differs = !sameButDue(fields, before.fields());
    return series.fields() == null && differs ? series.with(before.fields()) : series;
  }

  private static boolean sameButDue(TaskFields one, TaskFields other) {
    return one.due().wholeDay() == other.due().wholeDay()
        && one.but().due(other.due()).build().equals(other);
  }

  /** Moving one occurrence keeps the rule, and a new kind of due date is the series'. */
  private static Series ofUsual(
      Task before, TaskFields fields, UnaryOperator<TaskFields> change, Series series) {
    if (series.fields() != null) {
      var own = series.fields();
      return series.with(change.apply(own).but().due(own.due()).zone(own.zone()).build());
    }
    boolean sameKind = fields.due().wholeDay() == before.fields().due().wholeDay();
    return sameKind ? series : series.at(fields.due().at().toLocalTime());
  }

  private static Series ofAll(
      Task before, TaskFields fields, UnaryOperator<TaskFields> change, Series series) {
    var changed = series.with(later(series, change, fields));
    var due = fields.due().at();
    if (due.equals(before.fields().due().at())) {
      return changed;
    }
    if (due.toLocalDate().equals(before.fields().due().at().toLocalDate())) {
      if (names(fields, "BYHOUR", "BYMINUTE", "BYSECOND")) {
        throw needsRule("names its times");
      }
      return changed.at(due.toLocalTime());
    }
    boolean counted = names(fields, "COUNT") && series.occurrence() > 1;
    if (counted || names(fields, "BY") && !isOfRule(fields)) {
      throw needsRule("names its days or counts them");
    }
    return changed.restartedAt(due);
  }

  /** Whether its date is one that its rule names. */
  private static boolean isOfRule(TaskFields fields) {
    var due = fields.due().at();
    return Recurrence.parse(fields.recurrenceRule())
        .next(due, due.minusSeconds(1))
        .filter(due::equals)
        .isPresent();
  }

  private static boolean names(TaskFields fields, String... parts) {
    for (var part : parts) {
      if (fields.recurrenceRule().contains(";" + part)) {
        return true;
      }
    }
    return false;
  }

  private static InvalidFieldException needsRule(String what) {
    return new InvalidFieldException(
        "recurrence_rule", what + ": to move the whole series give the rule that it has then");
  }

  /** What later occurrences take, with their due date where this one's is. */
  private static TaskFields later(
      Series series, UnaryOperator<TaskFields> change, TaskFields fields) {
    return series.fields() == null
        ? null
        : change.apply(series.fields()).but().due(fields.due()).zone(fields.zone()).build();
  }
}
