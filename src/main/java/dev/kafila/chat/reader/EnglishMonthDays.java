package dev.kafila.chat.reader;

import java.time.Month;

/** Days of months: "March 5", "5th of March 2027", "the 5th of next month". */
final class EnglishMonthDays {
  private EnglishMonthDays() {}

  /** "March 5", "5th of March 2027", "the 5th of next month". */
  static EnglishDates.Found monthDay(Cursor c) {
    int mark = c.at();
    boolean things = EnglishWords.DETERMINERS.contains(c.before().word());
    if (!c.before().is("in")) {
      c.skipOneOf("this coming", "this");
    }
    Month month = c.take(EnglishWords.MONTHS);
    if (month != null) {
      // "the April 1 draft"
      boolean verb = things || isVerb(c.before());
      boolean joined = joint(c, c.peek(1).isNumber());
      c.skip(".");
      if (c.peek(1).isNumber() && EnglishWords.ORDINAL_ENDINGS.contains(c.peek(2).word())) {
        c.skip(",");
      }
      c.skip("the");
      Integer day = dayNumber(c);
      if (day != null) {
        skipLastDay(c, day);
        return dated(c, month, day, verb && !joined);
      }
      c.back(mark);
      return null;
    }
    if (year(c) != null && c.peek().isWord()) {
      // "2027 May 22nd"
      Integer year = c.before().number();
      Month named = c.take(EnglishWords.MONTHS);
      Integer day = named == null ? null : dayNumber(c);
      if (day != null) {
        return EnglishDates.sure(Dates.on(year, named.getValue(), day));
      }
    }
    c.back(mark);
    c.back(mark);
    c.skip("the");
    boolean ordinal = EnglishAmounts.ordinal(c) != null;
    c.back(mark);
    c.skip("the");
    Integer day = dayNumber(c);
    if (day != null) {
      skipLastDay(c, day);
      boolean joined = joint(c, EnglishWords.MONTHS.containsKey(c.peek(1).word()));
      if (ordinal && c.peek(1).is("of")) {
        c.skip("day");
      }
      boolean of = c.skip("of");
      month = c.take(EnglishWords.MONTHS);
      if (month != null) {
        boolean verb = isVerb(c.before()) && !ordinal && !joined;
        int behind = c.at();
        if (!c.skip(".") || c.atEnd() || !c.peek().isNumber()) {
          c.back(behind);
        }
        return dated(c, month, day, verb);
      }
      if ((ordinal || of) && c.skipOneOf("next month", "the next month")) {
        return EnglishDates.sure(Dates.dayOfMonth(day, 1));
      }
      if ((ordinal || of) && c.skipOneOf("the month", "this month", "the current month")) {
        return EnglishDates.sure(Dates.dayOfMonth(day));
      }
      if (of && c.skipOneOf("last month", "the last month", "the previous month")) {
        return EnglishDates.sure(Dates.unclear(UnclearException.Reason.IN_THE_PAST));
      }
    }
    c.back(mark);
    return null;
  }

  /** "-15" of "March 12-15": a task is due on one day, the first. */
  private static void skipLastDay(Cursor c, int first) {
    int mark = c.at();
    boolean dash = c.skipOneOf("-", "–", "—");
    boolean on = dash || c.skipOneOf("to", "through", "thru", "until", "till");
    boolean the = on && !dash && c.skip("the");
    Integer last = on ? dayNumber(c) : null;
    boolean ends =
        c.atEnd() || !c.peek().isWord() || EnglishWords.MONTHS.containsKey(c.peek().word());
    boolean month = EnglishWords.MONTHS.containsKey(c.peek(c.peek().is("of") ? 1 : 0).word());
    ends = month || ends && !the;
    if (last == null || last <= first || last > 31 || !dash && !ends) {
      c.back(mark);
    }
  }

  static boolean isVerb(Token month) {
    return month.is("may") || month.is("march") || month.is("mar") || month.is("dec");
  }

  /** "-" or "/" between a day and a month that touch it: "10-Aug-2026", "Nov/2". */
  private static boolean joint(Cursor c, boolean fits) {
    boolean joins = fits && c.glued() && (c.peek().is("-") || c.peek().is("/"));
    return joins && c.peek().touches(c.peek(1)) && (c.skip("-") || c.skip("/"));
  }

  /** A day of a month with what says its year, if anything does. */
  private static EnglishDates.Found dated(Cursor c, Month month, int day, boolean verb) {
    int mark = c.at();
    boolean joined = joint(c, c.peek(1).isNumber() && !c.peek(2).is(":"));
    Integer year = joined ? shortYear(c) : year(c);
    year = year == null ? shortYear(c) : year;
    if (year != null) {
      return EnglishDates.sure(Dates.on(year, month.getValue(), day));
    }
    c.back(mark);
    Integer ahead = EnglishYears.ahead(c);
    if (ahead != null) {
      return EnglishDates.sure(Years.dayOf(ahead, month, day));
    }
    return new EnglishDates.Found(
        Dates.monthDay(month, day),
        verb ? EnglishDates.Certainty.PERHAPS : EnglishDates.Certainty.SURE);
  }

  /** "'27", "-27" of "21-APR-27", "82" at the end: too much for an hour. */
  private static Integer shortYear(Cursor c) {
    int mark = c.at();
    boolean sign = c.skip("'") || c.before().is("-") || c.before().is("/");
    Token digits = c.peek();
    if (digits.isNumber() && digits.text().length() == 4) {
      return year(c);
    }
    if (digits.isNumber() && digits.text().length() == 2 && (sign || digits.number() > 24)) {
      c.take();
      if (c.wordEndsHere() && (sign || c.atEnd() || c.peek().isSymbol() && !c.peek().is("%"))) {
        return digits.number() + (digits.number() < 70 ? 2000 : 1900);
      }
    }
    c.back(mark);
    return null;
  }

  /** 5, 5th, fifth; null where the number is a time or no day. */
  static Integer dayNumber(Cursor c) {
    int mark = c.at();
    Integer day = EnglishAmounts.ordinal(c);
    if (day == null && c.peek().isNumber() && c.peek().text().length() <= 2) {
      day = c.take().number();
      boolean time = c.glued() && (c.peek().is(":") || c.peek().is(".") && c.peek(1).isNumber());
      if (time || c.peek().is("am") || c.peek().is("pm")) {
        day = null;
      }
    }
    if (day == null) {
      c.back(mark);
    }
    return day;
  }

  static Integer year(Cursor c) {
    int mark = c.at();
    boolean comma = c.skip(",") || c.skip("'");
    Token year = c.peek();
    boolean plausible =
        year.isNumber()
            && year.text().length() == 4
            && (year.text().startsWith("20") || year.text().startsWith("19"))
            && !(c.peek(1).is(":"));
    if (plausible) {
      c.take();
      if (c.wordEndsHere()) {
        return year.number();
      }
    }
    c.back(comma || plausible ? mark : c.at());
    return null;
  }

  /** "the 5th", "5th". */
  static EnglishDates.Found dayOfMonth(Cursor c) {
    int mark = c.at();
    boolean prepared = EnglishPeriods.behindPreposition(c) && c.peek().is("the");
    c.skip("the");
    boolean digits = c.peek().isNumber();
    Integer day = EnglishAmounts.ordinal(c);
    if (day != null
        && (digits
            || prepared && day > 3
            || c.before().is("first") && !c.peek().isWord()
            || c.before().is("fifteenth"))) {
      return new EnglishDates.Found(Dates.dayOfMonth(day), EnglishDates.Certainty.HARDLY);
    }
    c.back(mark);
    return null;
  }
}
