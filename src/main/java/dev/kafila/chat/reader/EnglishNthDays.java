package dev.kafila.chat.reader;

import java.time.DayOfWeek;
import java.time.Month;

/**
 * Days counted within a month: "the last Friday of May 2027", "the second to last day of April".
 */
final class EnglishNthDays {
  private EnglishNthDays() {}

  /** "the first Monday of April", "last Friday of next month". */
  static EnglishDates.Found nthWeekday(Cursor c) {
    int mark = c.at();
    c.skip("the");
    Integer end = fromEnd(c);
    Integer nth = end != null ? Integer.valueOf(-end) : ordinalOrLast(c);
    if (nth != null
        && c.skipOneOf("workday", "weekday", "business day", "working day")
        && c.skipOneOf("of", "in")) {
      Month month = c.take(EnglishWords.MONTHS);
      if (month != null) {
        return inYear(c, EnglishDates.sure(Dates.workdayOf(nth, month)));
      }
      int ahead = c.skipOneOf("next month") ? 1 : c.skipOneOf("the month", "this month") ? 0 : -1;
      if (ahead >= 0) {
        return EnglishDates.sure(Dates.workdayOf(nth, ahead));
      }
    }
    DayOfWeek weekday = nth == null ? null : EnglishDates.weekdayName(c);
    if (weekday != null && nth <= 5 && c.skipOneOf("of", "in", "this")) {
      Month month = c.take(EnglishWords.MONTHS);
      if (month != null) {
        return inYear(c, EnglishDates.sure(Dates.weekdayOf(nth, weekday, month)));
      }
      if (c.skipOneOf("next month", "the next month")) {
        return EnglishDates.sure(Dates.weekdayOf(nth, weekday, 1));
      }
      if (c.skipOneOf("the month", "this month")) {
        return EnglishDates.sure(Dates.weekdayOf(nth, weekday, 0));
      }
    }
    c.back(mark);
    return null;
  }

  static EnglishDates.Found dayFromEnd(Cursor c) {
    int mark = c.at();
    c.skip("the");
    Integer nth = fromEnd(c);
    Month month =
        nth != null && c.skipOneOf("day of", "day in") ? c.take(EnglishWords.MONTHS) : null;
    if (month == null) {
      c.back(mark);
      return null;
    }
    return inYear(c, EnglishDates.sure(Years.dayFromEnd(nth, month)));
  }

  /** "the fifth last day of May", "the second to last Friday": how far from the end. */
  private static Integer fromEnd(Cursor c) {
    int mark = c.at();
    Integer nth = c.skip("penultimate") ? Integer.valueOf(2) : EnglishAmounts.ordinal(c);
    if (nth != null && (c.before().is("penultimate") || c.skipOneOf("to last", "last"))) {
      return nth;
    }
    c.back(mark);
    return null;
  }

  private static Integer ordinalOrLast(Cursor c) {
    return c.skip("last") ? Integer.valueOf(-1) : EnglishAmounts.ordinal(c);
  }

  /** The same day of the year that follows: "the last Sunday of March 2027". */
  static EnglishDates.Found inYear(Cursor c, EnglishDates.Found found) {
    if (found == null || !EnglishWords.MONTHS.containsKey(c.before().word())) {
      return found;
    }
    Integer year = EnglishMonthDays.year(c);
    if (year != null) {
      return EnglishDates.sure(Years.in(year, found.date()));
    }
    return found;
  }
}
