package dev.kafila.chat.reader;

import dev.kafila.chat.reader.UnclearException.Reason;
import java.time.DayOfWeek;
import java.time.MonthDay;
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
  private final EnglishNumericDates numbers;
  private final EnglishWeekdays weekdays;
  private final EnglishRelativeDates relative;

  EnglishDates(Locale locale) {
    this.numbers = new EnglishNumericDates(locale);
    this.weekdays = new EnglishWeekdays(numbers);
    this.relative = new EnglishRelativeDates(numbers, weekdays);
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

  /** "4/15", each year; null if none is here. */
  MonthDay monthDay(Cursor c) {
    return numbers.monthDay(c);
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
    int day = c.at();
    boolean by = c.skipOneOf("by", "before");
    if (by && !c.skipOneOf(END_OF_DAY)) {
      c.back(day);
    }
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
    found = found == null ? relative.relative(c) : found;
    found = found == null ? EnglishNumericDates.iso(c) : found;
    found = found == null ? numbers.numeric(c) : found;
    found = found == null ? EnglishPeriods.partOfPeriod(c) : found;
    found = found == null ? EnglishNthDays.nthWeekday(c) : found;
    found = found == null ? EnglishMonthDays.monthDay(c) : found;
    found = found == null ? EnglishPeriods.period(c) : found;
    found = found == null ? weekdays.weekday(c) : found;
    found = found == null ? EnglishHolidays.date(c) : found;
    return found == null ? EnglishMonthDays.dayOfMonth(c) : found;
  }

  static Found sure(DateMeaning date) {
    return new Found(date, Certainty.SURE);
  }

  static Found calendarDay(Cursor c) {
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
    Found day = relative.baseOf(c);
    if (day == null || !c.wordEndsHere()) {
      c.back(mark);
      return sure(Dates.in(Period.ZERO));
    }
    return sure(day.date());
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
}
