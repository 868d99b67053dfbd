package dev.kafila.chat.reader;

import dev.kafila.chat.reader.EnglishWords.Unit;
import dev.kafila.chat.reader.UnclearException.Reason;
import java.time.DayOfWeek;
import java.time.Period;
import java.util.Locale;
import java.util.Map;

/** Days: "tomorrow", "next Friday", "the last Monday of May", "13/4/2026", "in two weeks". */
final class EnglishDates {
  private static final String[] END_OF_DAY = {
    "the end of the day",
    "the end of day",
    "end of the day",
    "end of day",
    "close of business",
    "close of play",
    "end of business",
    "the eod",
    "the cob",
    "eod",
    "cob"
  };
  private static final Map<String, Integer> CALENDAR_WORDS =
      Map.of("today", 0, "tomorrow", 1, "tmr", 1, "tmrw", 1, "tomorow", 1, "tommorow", 1);
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

  EnglishDates(Locale locale) {
    this.numbers = new EnglishNumericDates(locale);
    this.weekdays = new EnglishWeekdays(numbers);
  }

  /** How surely a piece of text is a date. */
  enum Certainty {
    SURE,
    /** A weekday, or a day with a month that is a verb: where the sentence uses it as a date. */
    PERHAPS,
    /** "sun", "3/4", "the 5th": only behind a preposition, or with more of the kind around. */
    HARDLY
  }

  /**
   * @param weekday the weekday that is all it says; null where it says another day
   */
  record Found(DateMeaning date, Certainty certainty, DayOfWeek weekday) {
    Found(DateMeaning date, Certainty certainty) {
      this(date, certainty, null);
    }
  }

  /** A date without prepositions; null if none is here. */
  Found date(Cursor c) {
    int mark = c.at();
    Found found = any(c);
    boolean span = c.peek().is("-") && isWeekdayName(c.peek(1));
    if (found == null || !span && !c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    if (moreMonths(c)) {
      return sure(Dates.unclear(Reason.WHICH_DAY));
    }
    found = withWeekday(c, mark, found);
    if (found.certainty() != Certainty.HARDLY || isNamedDay(c)) {
      found = c.skip("weekend") ? sure(Dates.unclear(Reason.WHICH_DAY)) : found;
    }
    c.skipOneOf("at the latest", "the latest", "latest", "or so");
    if (c.skipOneOf(END_OF_DAY) && !c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    return found;
  }

  /** "Jul 17, Fri", "7/17 (Friday)": both must be the same day. */
  private static Found withWeekday(Cursor c, int first, Found found) {
    Token last = c.before();
    boolean dated = last.isNumber() || EnglishWords.ORDINAL_ENDINGS.contains(last.word());
    if (!dated || isWeekdayName(c.peek(first - c.at()))) {
      return found;
    }
    int mark = c.at();
    boolean bracket = c.skip("(");
    DayOfWeek weekday = bracket || c.skip(",") ? weekdayName(c) : null;
    if (weekday != null && (bracket ? c.skip(")") : c.atEnd() || !c.peek().isWord())) {
      return new Found(EnglishWeekdays.agreeing(found.date(), weekday), found.certainty());
    }
    c.back(mark);
    return found;
  }

  /** Moves past ", April and July" behind "the 1st of January"; whether there was such a thing. */
  private static boolean moreMonths(Cursor c) {
    if (!EnglishWords.MONTHS.containsKey(c.before().word())) {
      return false;
    }
    int mark = c.at();
    int behind = mark;
    while (c.skip(",") | c.skipOneOf("and", "&")
        && c.take(EnglishWords.MONTHS) != null
        && !c.peek().isNumber()) {
      behind = c.at();
    }
    c.back(behind);
    return behind > mark;
  }

  /** "Easter weekend", "July 4th weekend": which of its days isn't said. */
  private static boolean isNamedDay(Cursor c) {
    return !isWeekdayName(c.before()) && !isCalendarWord(c.before());
  }

  private Found any(Cursor c) {
    Found found = calendarDay(c);
    found = found == null ? endOfDay(c) : found;
    found = found == null ? relative(c) : found;
    found = found == null ? EnglishNumericDates.iso(c) : found;
    found = found == null ? numbers.numeric(c) : found;
    found = found == null ? EnglishPeriods.partOfPeriod(c) : found;
    found = found == null ? EnglishPeriods.nthWeekday(c) : found;
    found = found == null ? EnglishMonthDays.monthDay(c) : found;
    found = found == null ? EnglishPeriods.period(c) : found;
    found = found == null ? weekdays.weekday(c) : found;
    found = found == null ? holiday(c) : found;
    return found == null ? EnglishMonthDays.dayOfMonth(c) : found;
  }

  static Found sure(DateMeaning date) {
    return new Found(date, Certainty.SURE);
  }

  private static Found calendarDay(Cursor c) {
    int mark = c.at();
    if (c.skipOneOf(
        "the day after tomorrow", "day after tomorrow", "overmorrow", "the day after next")) {
      return sure(Dates.in(Period.ofDays(2)));
    }
    if (c.skipOneOf("the day before yesterday", "day before yesterday")) {
      return sure(Dates.unclear(Reason.IN_THE_PAST));
    }
    if (c.skip("yesterday")) {
      return sure(Dates.unclear(Reason.IN_THE_PAST));
    }
    c.skipOneOf("later", "sometime", "some time", "anytime", "any time");
    Integer days = c.take(CALENDAR_WORDS);
    if (days != null) {
      if (c.peek().is("week") && days > 0) {
        c.take();
        return sure(Dates.in(Period.ofDays(days + 7)));
      }
      return sure(Dates.in(Period.ofDays(days)));
    }
    c.back(mark);
    return null;
  }

  /** "EOD" is today's, "EOD Friday" and "the end of the day on Friday" another day's. */
  private Found endOfDay(Cursor c) {
    int start = c.at();
    if (c.skipOneOf("the end of", "end of")) {
      Found day = calendarDay(c);
      day = day == null && isWeekdayName(c.peek()) ? weekdays.weekday(c) : day;
      if (day != null && c.wordEndsHere()) {
        return sure(day.date());
      }
      c.back(start);
    }
    if (!c.skipOneOf(END_OF_DAY)) {
      return null;
    }
    int mark = c.at();
    c.skipOneOf("on", "of", ",");
    Found day = baseOf(c);
    if (day == null || !c.wordEndsHere()) {
      c.back(mark);
      return sure(Dates.in(Period.ZERO));
    }
    return sure(day.date());
  }

  /** "in 3 days" as a date is an amount; here what counts from another day. */
  private Found relative(Cursor c) {
    int mark = c.at();
    if (c.skipOneOf("the eve of", "eve of")) {
      Found eve = baseOf(c);
      if (eve != null) {
        return sure(Dates.shifted(eve.date(), Period.ofDays(-1)));
      }
      c.back(mark);
    }
    boolean length = c.before().is("for");
    Integer workdays = workdays(c);
    if (workdays != null) {
      return sure(Dates.inWorkdays(workdays));
    }
    Found counted = counted(c);
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
        return sure(Dates.in(period));
      }
      boolean weeks = period.getDays() % 7 == 0;
      if (weeks && c.skip("today")) {
        return sure(Dates.in(period));
      }
      if (weeks && c.skip("tomorrow")) {
        // A fortnight tomorrow.
        return sure(Dates.in(period.plusDays(1)));
      }
      boolean back = c.skip("before");
      boolean on = !back && period.getDays() % 7 == 0 && c.skip("on");
      if (back || on || c.skipOneOf("after", "from") && !length) {
        Found base = baseOf(c);
        base = on && base != null && base.weekday() == null ? null : base;
        if (base != null && the && weeks && !on) {
          // "The week after Easter" is no day, "a week after Easter" is.
          return sure(Dates.unclear(Reason.WHICH_DAY));
        }
        if (base != null) {
          return new Found(
              Dates.shifted(base.date(), back ? period.negated() : period), Certainty.SURE);
        }
      }
    }
    c.back(mark);
    return null;
  }

  /** "three Fridays from now", "2 business days before April 15", "the Friday before Easter". */
  private Found counted(Cursor c) {
    int mark = c.at();
    Integer count = EnglishAmounts.cardinal(c);
    if (count != null && count > 0 && count < 1_000) {
      DayOfWeek plural = c.take(EnglishWords.PLURAL_WEEKDAYS);
      plural = plural == null && count == 1 ? weekdayName(c) : plural;
      if (plural != null && c.skipOneOf("from now", "from today", "hence")) {
        return sure(Years.nthComing(count, plural));
      }
      if (c.skipOneOf(WORKDAYS)) {
        boolean before = c.skip("before");
        Found base = before || c.skipOneOf("after", "from") ? baseOf(c) : null;
        if (base != null) {
          return sure(Years.workdays(count, before, base.date()));
        }
      }
    }
    c.back(mark);
    c.skip("the");
    c.skip("first");
    DayOfWeek weekday = c.at() > mark ? weekdayName(c) : null;
    boolean before = weekday != null && c.skip("before");
    Found base = before || weekday != null && c.skip("after") ? baseOf(c) : null;
    if (base != null && base.weekday() == null) {
      return sure(Years.beside(weekday, before, base.date()));
    }
    c.back(mark);
    return null;
  }

  private static Amount oneUnit(Cursor c) {
    Unit unit = c.take(EnglishWords.UNITS);
    return EnglishAmounts.of(1, unit);
  }

  /** A day that others count from; never one that counts itself, so that nothing nests. */
  private Found baseOf(Cursor c) {
    c.skip("the");
    Found found = calendarDay(c);
    found = found == null ? EnglishNumericDates.iso(c) : found;
    found = found == null ? EnglishMonthDays.monthDay(c) : found;
    found = found == null ? numbers.numeric(c) : found;
    found = found == null ? EnglishPeriods.period(c) : found;
    found = found == null ? weekdays.weekday(c) : found;
    found = found == null ? EnglishMonthDays.dayOfMonth(c) : found;
    DateMeaning holiday = found == null ? EnglishHolidays.holiday(c) : null;
    return holiday == null ? found : sure(holiday);
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

  static boolean isCalendarWord(Token token) {
    return token.isWord() && CALENDAR_WORDS.containsKey(token.word());
  }

  static boolean isWeekdayName(Token token) {
    return token.isWord()
        && (EnglishWords.WEEKDAYS.containsKey(token.word())
            || EnglishWords.SHORT_WEEKDAYS.containsKey(token.word()));
  }

  static DayOfWeek weekdayName(Cursor c) {
    DayOfWeek day = c.take(EnglishWords.WEEKDAYS);
    if (day == null) {
      day = c.take(EnglishWords.SHORT_WEEKDAYS);
      if (day != null && c.peek().is(".") && c.glued()) {
        c.skip(".");
      }
    }
    return day;
  }

  private static Found holiday(Cursor c) {
    int mark = c.at();
    boolean prepared = EnglishPeriods.behindPreposition(c) || c.before().is("in");
    boolean coming = c.skipOneOf("this coming", "this", "the coming", "next");
    boolean sure = c.peek().is("christmas") && c.peek(1).is("eve") || c.peek().is("new");
    Token before = c.peek(coming ? -2 : -1);
    DateMeaning holiday = EnglishHolidays.holiday(c);
    if (holiday == null) {
      c.back(mark);
      return null;
    }
    boolean alone = c.before().is("eve") || c.before().is("day") || c.before().isNumber();
    boolean timed = timeBehind(c);
    boolean begins = before.text().isEmpty() && (c.atEnd() || c.peek().isSymbol());
    boolean after = before.is("after") || before.is("of");
    if (!prepared && !coming && !timed && !begins && !after && !(sure && alone)) {
      // "plan Christmas" is work.
      c.back(mark);
      return null;
    }
    if (timed && EnglishWords.DETERMINERS.contains(before.word())) {
      c.back(mark);
      return null;
    }
    return prepared && !timed && !coming || begins
        ? new Found(holiday, begins ? Certainty.PERHAPS : Certainty.HARDLY)
        : sure(holiday);
  }

  /** Whether "at 6" or "morning" follows: then even a bare holiday is when. */
  private static boolean timeBehind(Cursor c) {
    int mark = c.at();
    boolean timed = EnglishTimes.partBehindDay(c) != null && (c.atEnd() || !c.peek().isWord());
    c.back(mark);
    timed |= (c.skip("at") || c.skip("@")) && c.peek().isNumber();
    c.back(mark);
    return timed;
  }
}
