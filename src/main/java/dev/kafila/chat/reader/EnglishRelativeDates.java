package dev.kafila.chat.reader;

import dev.kafila.chat.reader.EnglishWords.Unit;
import dev.kafila.chat.reader.UnclearException.Reason;
import java.time.DayOfWeek;
import java.time.Period;

/** Days that count from another: "a week from Friday", "2 days before May 1", "3 days from now". */
final class EnglishRelativeDates {
  private static final String[] WORKDAYS = {
    "business days",
    "business day",
    "working days",
    "working day",
    "workdays",
    "workday",
    "weekdays"
  };

  private final EnglishNumericDates numbers;
  private final EnglishWeekdays weekdays;

  EnglishRelativeDates(EnglishNumericDates numbers, EnglishWeekdays weekdays) {
    this.numbers = numbers;
    this.weekdays = weekdays;
  }

  /** "in 3 days" as a date is an amount; here what counts from another day. */
  EnglishDates.Found relative(Cursor c) {
    int mark = c.at();
    if (c.skipOneOf("the eve of", "eve of")) {
      EnglishDates.Found eve = baseOf(c);
      if (eve != null) {
        return EnglishDates.sure(Dates.shifted(eve.date(), Period.ofDays(-1)));
      }
      c.back(mark);
    }
    boolean length = c.before().is("for");
    Integer workdays = workdays(c);
    if (workdays != null) {
      return EnglishDates.sure(Dates.inWorkdays(workdays));
    }
    EnglishDates.Found counted = counted(c);
    if (counted != null) {
      return counted;
    }
    boolean the = c.skip("the");
    Amount amount =
        c.peek().is("day") || c.peek().is("week") || c.peek().is("fortnight")
            ? oneUnit(c)
            : EnglishAmounts.amount(c);
    if (amount != null && amount.wholeDays()) {
      Period period = amount.period();
      if (c.skipOneOf("from now", "from today", "hence")) {
        return EnglishDates.sure(Dates.in(period));
      }
      boolean weeks = period.getDays() % 7 == 0;
      if (weeks && c.skip("today")) {
        return EnglishDates.sure(Dates.in(period));
      }
      if (weeks && c.skip("tomorrow")) {
        // A fortnight tomorrow.
        return EnglishDates.sure(Dates.in(period.plusDays(1)));
      }
      boolean back = c.skip("before");
      boolean on = !back && period.getDays() % 7 == 0 && c.skip("on");
      if (back || on || c.skipOneOf("after", "from") && !length) {
        EnglishDates.Found base = baseOf(c);
        base = on && base != null && base.weekday() == null ? null : base;
        if (base != null && the && weeks && !on) {
          // "The week after Easter" is no day, "a week after Easter" is.
          return EnglishDates.sure(Dates.unclear(Reason.WHICH_DAY));
        }
        if (base != null) {
          return new EnglishDates.Found(
              Dates.shifted(base.date(), back ? period.negated() : period),
              EnglishDates.Certainty.SURE);
        }
      }
    }
    c.back(mark);
    return null;
  }

  /** "three Fridays from now", "2 business days before April 15", "the Friday before Easter". */
  private EnglishDates.Found counted(Cursor c) {
    int mark = c.at();
    Integer count = EnglishAmounts.cardinal(c);
    if (count != null && count > 0 && count < 1_000) {
      DayOfWeek plural = c.take(EnglishWords.PLURAL_WEEKDAYS);
      plural = plural == null && count == 1 ? EnglishDates.weekdayName(c) : plural;
      if (plural != null && c.skipOneOf("from now", "from today", "hence")) {
        return EnglishDates.sure(Years.nthComing(count, plural));
      }
      if (c.skipOneOf(WORKDAYS)) {
        boolean before = c.skip("before");
        EnglishDates.Found base = before || c.skipOneOf("after", "from") ? baseOf(c) : null;
        if (base != null) {
          return EnglishDates.sure(Years.workdays(count, before, base.date()));
        }
      }
    }
    c.back(mark);
    c.skip("the");
    c.skip("first");
    DayOfWeek weekday = c.at() > mark ? EnglishDates.weekdayName(c) : null;
    boolean before = weekday != null && c.skip("before");
    EnglishDates.Found base = before || weekday != null && c.skip("after") ? baseOf(c) : null;
    if (base != null && base.weekday() == null) {
      return EnglishDates.sure(Years.beside(weekday, before, base.date()));
    }
    c.back(mark);
    return null;
  }

  private static Amount oneUnit(Cursor c) {
    Unit unit = c.take(EnglishWords.UNITS);
    return EnglishAmounts.of(1, unit);
  }

  private static Integer workdays(Cursor c) {
    int mark = c.at();
    boolean in = c.before().is("in") || c.before().is("within");
    Integer count = c.skip("a") ? Integer.valueOf(1) : EnglishAmounts.cardinal(c);
    boolean named = c.skipOneOf(WORKDAYS);
    if (count != null && named && (in || c.skipOneOf("from now", "from today"))) {
      return count;
    }
    c.back(mark);
    return null;
  }

  /** A day that others count from; never one that counts itself, so that nothing nests. */
  EnglishDates.Found baseOf(Cursor c) {
    c.skip("the");
    EnglishDates.Found found = EnglishDates.calendarDay(c);
    found = found == null ? EnglishNumericDates.iso(c) : found;
    found = found == null ? EnglishMonthDays.monthDay(c) : found;
    found = found == null ? numbers.numeric(c) : found;
    found = found == null ? EnglishPeriods.period(c) : found;
    found = found == null ? weekdays.weekday(c) : found;
    found = found == null ? EnglishMonthDays.dayOfMonth(c) : found;
    DateMeaning holiday = found == null ? EnglishHolidays.holiday(c) : null;
    return holiday == null ? found : EnglishDates.sure(holiday);
  }
}
