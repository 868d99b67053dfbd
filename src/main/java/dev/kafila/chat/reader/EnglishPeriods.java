package dev.kafila.chat.reader;

import dev.kafila.chat.reader.EnglishWords.Unit;
import dev.kafila.chat.reader.UnclearException.Reason;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Weeks, months and years, and parts of them: "next week", "mid April", "in March". */
final class EnglishPeriods {
  private static final Set<String> PREPOSITIONS =
      Set.of("on", "by", "before", "at", "over", "for", "until", "due", "this");

  private EnglishPeriods() {}

  /** Beginning, middle and end of a month, week, year or quarter. */
  static EnglishDates.Found partOfPeriod(Cursor c) {
    int mark = c.at();
    c.skip("the");
    boolean start = c.skipOneOf("start of", "beginning of", "first day of", "early in");
    boolean end = !start && c.skipOneOf("end of", "last day of", "last day in");
    boolean middle = !start && !end && c.skipOneOf("middle of", "mid", "mid -");
    if (middle) {
      c.skip("-");
    }
    if (start || end || middle) {
      EnglishDates.Found found = EnglishNthDays.inYear(c, ofPeriod(c, start, end));
      if (found != null) {
        return found;
      }
    }
    c.back(mark);
    EnglishDates.Found fromEnd = EnglishNthDays.dayFromEnd(c);
    if (fromEnd != null) {
      return fromEnd;
    }
    EnglishDates.Found week = weekOf(c);
    if (week != null) {
      return week;
    }
    EnglishDates.Found vague = vague(c);
    if (vague != null) {
      return vague;
    }
    if (c.skip("eom")) {
      return EnglishDates.sure(Dates.endOf(ChronoUnit.MONTHS, 0));
    }
    if (c.skip("eow")) {
      return EnglishDates.sure(Dates.unclear(Reason.END_OF_WEEK));
    }
    if (c.skip("eoy")) {
      return EnglishDates.sure(Dates.endOf(ChronoUnit.YEARS, 0));
    }
    return null;
  }

  /** "the first week of October" is no day. */
  private static EnglishDates.Found weekOf(Cursor c) {
    int mark = c.at();
    c.skip("the");
    if (c.skipOneOf("weekend of", "week of")) {
      EnglishDates.Found day = EnglishMonthDays.monthDay(c);
      day = day == null ? EnglishMonthDays.dayOfMonth(c) : day;
      if (day != null) {
        return EnglishDates.sure(Dates.unclear(Reason.WHICH_DAY));
      }
      c.back(mark);
      c.skip("the");
    }
    boolean which = c.skip("last") || EnglishAmounts.ordinal(c) != null;
    if (which && c.skipOneOf("week of", "week in", "weekend of", "weekend in", "half of")) {
      c.skip("the");
      boolean month = c.take(EnglishWords.MONTHS) != null;
      if (month) {
        EnglishMonthDays.year(c);
      }
      if (month || c.skipOneOf("month", "next month", "this month", "year", "next year")) {
        return EnglishDates.sure(Dates.unclear(Reason.WHICH_DAY));
      }
    }
    c.back(mark);
    return null;
  }

  /** "late April" is no day. */
  private static EnglishDates.Found vague(Cursor c) {
    int mark = c.at();
    if (c.skipOneOf("early in", "late in", "early", "late")
        && c.take(EnglishWords.MONTHS) != null) {
      return new EnglishDates.Found(
          Dates.unclear(Reason.WHICH_DAY), EnglishDates.Certainty.PERHAPS);
    }
    c.back(mark);
    if (c.skipOneOf("early", "late", "later")
        && (c.skipOneOf("next week", "next month", "next year", "in the week", "in the month")
            || c.skip("in") && c.take(EnglishWords.MONTHS) != null)) {
      return EnglishDates.sure(Dates.unclear(Reason.WHICH_DAY));
    }
    c.back(mark);
    return null;
  }

  private static EnglishDates.Found ofPeriod(Cursor c, boolean start, boolean end) {
    int mark = c.at();
    Month month = c.take(EnglishWords.MONTHS);
    if (month != null) {
      return EnglishDates.sure(
          start ? Dates.monthDay(month, 1) : end ? Dates.lastDayOf(month) : Dates.middleOf(month));
    }
    boolean digits = c.peek().isNumber() && c.peek().text().length() == 4;
    Integer year = digits && (start || end) ? EnglishMonthDays.year(c) : null;
    if (year != null) {
      return EnglishDates.sure(start ? Dates.on(year, 1, 1) : Dates.on(year, 12, 31));
    }
    int ahead = c.skipOneOf("the next", "next") ? 1 : 0;
    boolean present = ahead == 0 && c.skipOneOf("this", "the current", "current");
    if (ahead == 0) {
      c.skip("the");
    }
    if (present && start && c.skipOneOf("week", "month", "year", "quarter")) {
      return EnglishDates.sure(Dates.unclear(Reason.IN_THE_PAST));
    }
    if (c.skip("month")) {
      return EnglishDates.sure(
          start
              ? Dates.startOf(ChronoUnit.MONTHS, Math.max(1, ahead))
              : end ? Dates.endOf(ChronoUnit.MONTHS, ahead) : Dates.middleOfMonth(ahead));
    }
    if (c.skip("year") && (start || end)) {
      return EnglishDates.sure(
          start
              ? Dates.startOf(ChronoUnit.YEARS, Math.max(1, ahead))
              : Dates.endOf(ChronoUnit.YEARS, ahead));
    }
    if (c.skip("quarter") && (start || end)) {
      return EnglishDates.sure(
          start
              ? Dates.quarter(Math.max(1, ahead))
              : Dates.shifted(Dates.quarter(ahead + 1), Period.ofDays(-1)));
    }
    if (c.skip("week")) {
      if (start) {
        return EnglishDates.sure(Dates.startOf(ChronoUnit.WEEKS, Math.max(1, ahead)));
      }
      return EnglishDates.sure(
          end ? Dates.unclear(Reason.END_OF_WEEK) : Dates.ofWeek(DayOfWeek.WEDNESDAY, ahead));
    }
    c.back(mark);
    return null;
  }

  /** "next week", "this weekend", "next month", "in March". */
  static EnglishDates.Found period(Cursor c) {
    int mark = c.at();
    if (c.skipOneOf(
        "sometime",
        "some time",
        "later",
        "any time",
        "anytime",
        "one day",
        "some day",
        "any day")) {
      c.skipOneOf("in", "over", "during");
    }
    if (c.before().is("for")
        && c.peek().is("the")
        && c.peek(1).is("next")
        && !c.peek(2).isNumber()) {
      c.take();
    }
    int begin = c.at();
    if (c.skipOneOf("the weekend after next", "weekend after next")) {
      return EnglishDates.sure(Dates.ofWeek(DayOfWeek.SATURDAY, 2));
    }
    if (c.skipOneOf("the following week", "the coming week", "the upcoming week")) {
      return EnglishDates.sure(Dates.startOf(ChronoUnit.WEEKS, 1));
    }
    if (c.skipOneOf("next weekend")) {
      return EnglishDates.sure(Dates.ofWeek(DayOfWeek.SATURDAY, 1));
    }
    if (c.skipOneOf(
        "all weekend",
        "all of the weekend",
        "this weekend",
        "this week - end",
        "this coming weekend",
        "the coming weekend",
        "coming weekend")) {
      return EnglishDates.sure(Dates.weekend());
    }
    if (behindPreposition(c) && c.skipOneOf("the weekend", "weekend")) {
      return new EnglishDates.Found(Dates.weekend(), EnglishDates.Certainty.HARDLY);
    }
    if (c.skipOneOf("the week after next", "week after next")) {
      return EnglishDates.sure(Dates.startOf(ChronoUnit.WEEKS, 2));
    }
    if (c.skipOneOf("the month after next", "month after next")) {
      return EnglishDates.sure(Dates.startOf(ChronoUnit.MONTHS, 2));
    }
    if (c.skip("next")) {
      Unit unit = c.take(EnglishWords.UNITS);
      if (unit == Unit.WEEK) {
        return EnglishDates.sure(weekdayBehind(c, 1));
      }
      if (unit == Unit.MONTH) {
        return EnglishDates.sure(dayBehind(c));
      }
      if (unit == Unit.YEAR) {
        DateMeaning day = EnglishYears.dayOf(c, 1);
        return EnglishDates.sure(day == null ? Dates.startOf(ChronoUnit.YEARS, 1) : day);
      }
      if (unit == Unit.QUARTER) {
        return EnglishDates.sure(Dates.quarter(1));
      }
      if (unit == Unit.WORKDAY || c.skipOneOf("business day", "working day")) {
        return EnglishDates.sure(Dates.inWorkdays(1));
      }
      Month month = unit == null ? c.take(EnglishWords.MONTHS) : null;
      if (month != null) {
        return EnglishDates.sure(Dates.monthDay(month, 1));
      }
    }
    c.back(begin);
    if (c.skipOneOf("this week", "this month", "this year", "this quarter")) {
      return EnglishDates.sure(Dates.unclear(Reason.WHICH_DAY));
    }
    EnglishDates.Found dated = EnglishYears.month(c);
    dated = dated == null ? EnglishYears.monthInDigits(c) : dated;
    dated = dated == null ? EnglishYears.quarter(c) : dated;
    dated = dated == null ? EnglishYears.year(c) : dated;
    if (dated != null) {
      return dated;
    }
    boolean inMonth =
        c.before().is("in")
            || c.before().is("during")
            || c.before().is("by")
            || c.before().is("before");
    if (inMonth || c.before().is("until")) {
      Month month = c.take(EnglishWords.MONTHS);
      if (month != null && c.before().word().length() > 2) {
        Integer year = EnglishMonthDays.year(c);
        return year == null
            ? new EnglishDates.Found(Dates.month(month), EnglishDates.Certainty.PERHAPS)
            : EnglishDates.sure(Dates.on(year, month.getValue(), 1));
      }
    }
    c.back(mark);
    return null;
  }

  /** "next week on Tuesday", "next week Tuesday". */
  private static DateMeaning weekdayBehind(Cursor c, int weeks) {
    int mark = c.at();
    c.skip("on");
    DayOfWeek weekday = EnglishDates.weekdayName(c);
    if (weekday != null && c.wordEndsHere()) {
      return Dates.ofWeek(weekday, weeks);
    }
    c.back(mark);
    return Dates.startOf(ChronoUnit.WEEKS, weeks);
  }

  /** "next month on the 15th", behind "next month". */
  private static DateMeaning dayBehind(Cursor c) {
    int mark = c.at();
    c.skipOneOf("on", ",");
    Integer day = c.skip("the") ? EnglishAmounts.ordinal(c) : null;
    if (day != null && c.wordEndsHere() && !c.peek().is("of")) {
      return Dates.dayOfMonth(day, 1);
    }
    c.back(mark);
    return Dates.startOf(ChronoUnit.MONTHS, 1);
  }

  static boolean behindPreposition(Cursor c) {
    return PREPOSITIONS.contains(c.before().word());
  }
}
