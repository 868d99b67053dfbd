package dev.kafila.chat.reader;

import dev.kafila.chat.reader.Phrase.Certainty;
import dev.kafila.chat.reader.UnclearException.Reason;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Days and months that a recurrence leaves out: "except weekends", "but not in August". */
final class EnglishExceptions {
  private static final EnumSet<DayOfWeek> WEEK = EnumSet.allOf(DayOfWeek.class);
  private static final List<DayOfWeek> WEEKEND = List.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

  private final EnglishDates dates;

  EnglishExceptions(EnglishDates dates) {
    this.dates = dates;
  }

  /**
   * What is left out.
   *
   * @param days weekdays; empty for none
   * @param months empty for none; with no days either it is something that no rule can say
   */
  record Omission(Set<DayOfWeek> days, Set<Month> months) {
    /** Takes the days out of a recurrence. */
    void apply(When when) {
      Reason reason = days.isEmpty() && months.isEmpty() ? Reason.HOW_OFTEN : apply(when.repeat);
      if (reason != null) {
        when.doubt(new UnclearException(reason));
      }
    }

    private Reason apply(RepeatMeaning repeat) {
      boolean plain =
          repeat.nth.isEmpty() && repeat.positions.isEmpty() && repeat.monthDays.isEmpty();
      boolean daily = repeat.unit == RepeatMeaning.Unit.DAILY && repeat.interval == 1;
      boolean weekly = repeat.unit == RepeatMeaning.Unit.WEEKLY;
      if (!days.isEmpty()) {
        boolean all = repeat.weekdays.isEmpty() && (daily || repeat.unit.withinDay());
        if (!plain || !all && !(weekly && !repeat.weekdays.isEmpty())) {
          return Reason.HOW_OFTEN;
        }
        repeat.weekdays.addAll(all ? WEEK : Set.of());
        repeat.weekdays.removeAll(days);
        repeat.unit = daily ? RepeatMeaning.Unit.WEEKLY : repeat.unit;
        return repeat.weekdays.isEmpty() ? Reason.REPEATS_NEVER : null;
      }
      boolean monthly = repeat.unit == RepeatMeaning.Unit.MONTHLY && repeat.interval == 1;
      if (!repeat.months.isEmpty() || !monthly && !daily && !(weekly && repeat.interval == 1)) {
        return Reason.HOW_OFTEN;
      }
      for (Month month : Month.values()) {
        if (!months.contains(month)) {
          repeat.months.add(month.getValue());
        }
      }
      return repeat.months.isEmpty() ? Reason.REPEATS_NEVER : null;
    }
  }

  /** An exception to the recurrence that was read before; null if none is here. */
  Phrase phrase(Cursor c) {
    Omission omission = omission(c);
    return omission == null
        ? null
        : new Phrase(Certainty.SURE, omission::apply, when -> when.repeat != null);
  }

  Omission omission(Cursor c) {
    int mark = c.at();
    c.skip(",");
    boolean sure =
        c.skipOneOf(
            "except for",
            "except",
            "excluding",
            "but not",
            "other than",
            "apart from",
            "besides",
            "excl",
            "bar",
            "not including");
    if (sure || c.skipOneOf("but", "not")) {
      Omission found = named(c, sure);
      if (found != null && c.wordEndsHere()) {
        return found;
      }
    }
    c.back(mark);
    return null;
  }

  private Omission named(Cursor c, boolean sure) {
    c.skipOneOf("for", "on", "in", "during");
    c.skip("the");
    if (c.skipOneOf("weekend", "weekends")) {
      return new Omission(Set.copyOf(WEEKEND), Set.of());
    }
    if (c.skipOneOf("weekdays", "workdays")) {
      return new Omission(Set.copyOf(EnglishRepeatDays.WORKDAYS), Set.of());
    }
    List<DayOfWeek> days = new ArrayList<>(EnglishRepeatDays.weekdayList(c, true));
    if (days.isEmpty()) {
      days.addAll(EnglishRepeatDays.weekdayList(c, false));
    }
    if (!days.isEmpty()) {
      return new Omission(EnumSet.copyOf(days), Set.of());
    }
    int mark = c.at();
    Set<Month> months = months(c);
    if (!months.isEmpty() && !c.peek().isNumber()) {
      return new Omission(Set.of(), months);
    }
    c.back(mark);
    boolean holidays =
        c.skipOneOf("holidays", "public holidays", "bank holidays", "school holidays", "holiday");
    holidays |= sure && EnglishHolidays.holiday(c) != null;
    holidays |= sure && c.skipOneOf("when", "if", "vacation", "vacations", "birthdays");
    return holidays || sure && dates.date(c) != null ? new Omission(Set.of(), Set.of()) : null;
  }

  /** Months joined by commas and "and"; empty if none is here. */
  static Set<Month> months(Cursor c) {
    Set<Month> months = EnumSet.noneOf(Month.class);
    int behind = c.at();
    do {
      c.skip("in");
      Month month = c.take(EnglishWords.MONTHS);
      if (month == null) {
        break;
      }
      months.add(month);
      behind = c.at();
    } while (c.skip(",") | c.skipOneOf("and", "or", "&"));
    c.back(behind);
    return months;
  }
}
