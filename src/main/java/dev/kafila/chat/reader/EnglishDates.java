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
    "eod",
    "cob"
  };
  private static final Map<String, Integer> CALENDAR_WORDS =
      Map.of("today", 0, "tomorrow", 1, "tmr", 1, "tmrw", 1, "tomorow", 1, "tommorow", 1);
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
    c.skip("later");
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
    Integer workdays = workdays(c);
    if (workdays != null) {
      return sure(Dates.inWorkdays(workdays));
    }
    c.skip("the");
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
      if (back || on || c.skipOneOf("after", "from")) {
        Found base = baseOf(c);
        base = on && base != null && base.weekday() == null ? null : base;
        if (base != null) {
          return new Found(
              Dates.shifted(base.date(), back ? period.negated() : period), Certainty.SURE);
        }
      }
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
    boolean named =
        c.skipOneOf(
            "business days",
            "business day",
            "working days",
            "working day",
            "workdays",
            "workday",
            "weekdays");
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
    boolean prepared = EnglishPeriods.behindPreposition(c);
    boolean sure = c.peek().is("christmas") && c.peek(1).is("eve") || c.peek().is("new");
    if (!prepared && !sure) {
      // "plan Christmas" is work.
      return null;
    }
    int mark = c.at();
    DateMeaning holiday = EnglishHolidays.holiday(c);
    boolean alone = c.before().is("eve") || c.before().is("day");
    if (holiday == null || !prepared && !alone) {
      c.back(mark);
      return null;
    }
    return prepared ? new Found(holiday, Certainty.HARDLY) : sure(holiday);
  }
}
