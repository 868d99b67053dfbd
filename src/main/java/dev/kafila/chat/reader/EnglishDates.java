package dev.kafila.chat.reader;

import dev.kafila.chat.reader.EnglishWords.Unit;
import dev.kafila.chat.reader.UnclearException.Reason;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Days: "tomorrow", "next Friday", "the last Monday of May", "13/4/2026", "in two weeks". */
final class EnglishDates {
  private static final Set<String> PREPOSITIONS =
      Set.of("on", "by", "before", "at", "over", "for", "until", "due", "this");
  private static final String[] END_OF_DAY = {
    "the end of the day",
    "the end of day",
    "end of the day",
    "end of day",
    "close of business",
    "eod",
    "cob"
  };
  private static final Set<String> COMING = Set.of("this", "coming", "upcoming");
  private static final Map<String, Integer> CALENDAR_WORDS =
      Map.of("today", 0, "tomorrow", 1, "tmr", 1, "tmrw", 1, "tomorow", 1, "tommorow", 1);
  private static final Set<String> DAY_FIRST_COUNTRIES_NOT = Set.of("US", "PH", "FM", "MH", "PW");

  private final boolean dayFirst;

  EnglishDates(Locale locale) {
    this.dayFirst =
        !locale.getCountry().isEmpty() && !DAY_FIRST_COUNTRIES_NOT.contains(locale.getCountry());
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
    if (found == null || !c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    c.skipOneOf("at the latest", "the latest", "latest", "or so");
    if (c.skipOneOf(END_OF_DAY) && !c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    return found;
  }

  private Found any(Cursor c) {
    Found found = calendarDay(c);
    found = found == null ? endOfDay(c) : found;
    found = found == null ? relative(c) : found;
    found = found == null ? iso(c) : found;
    found = found == null ? numeric(c) : found;
    found = found == null ? partOfPeriod(c) : found;
    found = found == null ? nthWeekday(c) : found;
    found = found == null ? monthDay(c) : found;
    found = found == null ? period(c) : found;
    found = found == null ? weekday(c) : found;
    found = found == null ? holiday(c) : found;
    return found == null ? dayOfMonth(c) : found;
  }

  private static Found sure(DateMeaning date) {
    return new Found(date, Certainty.SURE);
  }

  private static Found calendarDay(Cursor c) {
    int mark = c.at();
    if (c.skipOneOf("the day after tomorrow", "day after tomorrow", "overmorrow")) {
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
        c.peek().is("day") || c.peek().is("week") ? oneUnit(c) : EnglishAmounts.amount(c);
    if (amount != null && amount.wholeDays()) {
      Period period = amount.period();
      if (c.skipOneOf("from now", "from today", "hence")) {
        return sure(Dates.in(period));
      }
      if (c.skip("today") && period.getDays() % 7 == 0) {
        return sure(Dates.in(period));
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
    found = found == null ? iso(c) : found;
    found = found == null ? monthDay(c) : found;
    found = found == null ? numeric(c) : found;
    found = found == null ? period(c) : found;
    found = found == null ? weekday(c) : found;
    found = found == null ? dayOfMonth(c) : found;
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

  static Found iso(Cursor c) {
    int mark = c.at();
    Token year = c.peek();
    String by = c.peek(1).is("/") ? "/" : "-";
    if (year.isNumber() && year.text().length() == 4 && joined(c, by) && joined(c, 2, by)) {
      c.take();
      c.take();
      int month = c.take().number();
      c.take();
      int day = c.take().number();
      return sure(Dates.on(year.number(), month, day));
    }
    c.back(mark);
    return null;
  }

  private static boolean joined(Cursor c, String by) {
    return joined(c, 0, by);
  }

  /** Whether the number some tokens ahead is glued to another one by this symbol. */
  private static boolean joined(Cursor c, int ahead, String by) {
    Token left = c.peek(ahead);
    Token join = c.peek(ahead + 1);
    Token right = c.peek(ahead + 2);
    return left.isNumber()
        && join.is(by)
        && right.isNumber()
        && left.touches(join)
        && join.touches(right)
        && right.text().length() <= 4;
  }

  /** 13/4/2026, 4/13, 13.4.2026, 13-04-2026. */
  private Found numeric(Cursor c) {
    for (String by : List.of("/", ".", "-")) {
      if (joined(c, by)) {
        boolean withYear = joined(c, 2, by);
        if (!withYear && !by.equals("/")) {
          return null;
        }
        return numeric(c, by, withYear);
      }
    }
    return null;
  }

  private Found numeric(Cursor c, String by, boolean withYear) {
    int mark = c.at();
    int first = c.take().number();
    c.take();
    Token secondToken = c.take();
    int second = secondToken.number();
    if (first == 0 || second == 0 || first > 31 || second > 31 || secondToken.text().length() > 2) {
      c.back(mark);
      return null;
    }
    int year = 0;
    if (withYear) {
      c.take();
      Token yearToken = c.take();
      year = yearToken.number() + (yearToken.text().length() == 2 ? 2000 : 0);
    }
    boolean dayComesFirst = first > 12 || second <= 12 && (dayFirst || by.equals("."));
    int day = dayComesFirst ? first : second;
    int month = dayComesFirst ? second : first;
    if (month > 12) {
      return new Found(
          Dates.unclear(Reason.NO_SUCH_DATE), withYear ? Certainty.SURE : Certainty.HARDLY);
    }
    return withYear
        ? sure(Dates.on(year, month, day))
        : new Found(
            Dates.monthDay(Month.of(month), day),
            isFraction(first, second) ? Certainty.HARDLY : Certainty.PERHAPS);
  }

  /** "3/4 inch": parts of a half, a third, a quarter, a fifth, an eighth, a sixteenth. */
  private static boolean isFraction(int part, int whole) {
    return part < whole && (whole < 6 || whole == 8 || whole == 16);
  }

  /** Beginning, middle and end of a month, week, year or quarter. */
  private static Found partOfPeriod(Cursor c) {
    int mark = c.at();
    c.skip("the");
    boolean start = c.skipOneOf("start of", "beginning of", "first day of", "early in");
    boolean end = !start && c.skipOneOf("end of", "last day of", "last day in");
    boolean middle = !start && !end && c.skipOneOf("middle of", "mid", "mid -");
    if (middle) {
      c.skip("-");
    }
    if (start || end || middle) {
      Found found = ofPeriod(c, start, end);
      if (found != null) {
        return found;
      }
    }
    c.back(mark);
    if (c.skip("eom")) {
      return sure(Dates.endOf(ChronoUnit.MONTHS, 0));
    }
    if (c.skip("eow")) {
      return sure(Dates.unclear(Reason.END_OF_WEEK));
    }
    if (c.skip("eoy")) {
      return sure(Dates.endOf(ChronoUnit.YEARS, 0));
    }
    return null;
  }

  private static Found ofPeriod(Cursor c, boolean start, boolean end) {
    int mark = c.at();
    Month month = c.take(EnglishWords.MONTHS);
    if (month != null) {
      return sure(
          start ? Dates.monthDay(month, 1) : end ? Dates.lastDayOf(month) : Dates.middleOf(month));
    }
    boolean digits = c.peek().isNumber() && c.peek().text().length() == 4;
    Integer year = digits && (start || end) ? year(c) : null;
    if (year != null) {
      return sure(start ? Dates.on(year, 1, 1) : Dates.on(year, 12, 31));
    }
    int ahead = c.skipOneOf("the next", "next") ? 1 : 0;
    if (ahead == 0) {
      c.skipOneOf("this", "the", "the current");
    }
    if (c.skip("month")) {
      return sure(
          start
              ? Dates.startOf(ChronoUnit.MONTHS, Math.max(1, ahead))
              : end ? Dates.endOf(ChronoUnit.MONTHS, ahead) : Dates.middleOfMonth(ahead));
    }
    if (c.skip("year") && (start || end)) {
      return sure(
          start
              ? Dates.startOf(ChronoUnit.YEARS, Math.max(1, ahead))
              : Dates.endOf(ChronoUnit.YEARS, ahead));
    }
    if (c.skip("quarter") && (start || end)) {
      return sure(
          start
              ? Dates.quarter(Math.max(1, ahead))
              : Dates.shifted(Dates.quarter(ahead + 1), Period.ofDays(-1)));
    }
    if (c.skip("week")) {
      if (start) {
        return sure(Dates.startOf(ChronoUnit.WEEKS, Math.max(1, ahead)));
      }
      return sure(
          end ? Dates.unclear(Reason.END_OF_WEEK) : Dates.ofWeek(DayOfWeek.WEDNESDAY, ahead));
    }
    c.back(mark);
    return null;
  }

  /** "the first Monday of April", "last Friday of next month". */
  private static Found nthWeekday(Cursor c) {
    int mark = c.at();
    c.skip("the");
    Integer nth = c.skip("last") ? Integer.valueOf(-1) : EnglishAmounts.ordinal(c);
    DayOfWeek weekday = nth == null ? null : weekdayName(c);
    if (weekday != null && nth <= 5 && c.skipOneOf("of", "in")) {
      Month month = c.take(EnglishWords.MONTHS);
      if (month != null) {
        return sure(Dates.weekdayOf(nth, weekday, month));
      }
      if (c.skipOneOf("next month", "the next month")) {
        return sure(Dates.weekdayOf(nth, weekday, 1));
      }
      if (c.skipOneOf("the month", "this month")) {
        return sure(Dates.weekdayOf(nth, weekday, 0));
      }
    }
    c.back(mark);
    return null;
  }

  /** "March 5", "5th of March 2027", "the 5th of next month". */
  private static Found monthDay(Cursor c) {
    int mark = c.at();
    Month month = c.take(EnglishWords.MONTHS);
    if (month != null) {
      boolean verb = isVerb(c.before());
      c.skip(".");
      c.skip("the");
      Integer day = dayNumber(c);
      if (day != null) {
        skipLastDay(c, day);
        Integer year = year(c);
        return dated(month, day, year, verb);
      }
      c.back(mark);
      return null;
    }
    c.skip("the");
    boolean ordinal = EnglishAmounts.ordinal(c) != null;
    c.back(mark);
    c.skip("the");
    Integer day = dayNumber(c);
    if (day != null) {
      skipLastDay(c, day);
      c.skip("of");
      month = c.take(EnglishWords.MONTHS);
      if (month != null) {
        boolean verb = isVerb(c.before()) && !ordinal;
        int behind = c.at();
        if (!c.skip(".") || c.atEnd() || !c.peek().isNumber()) {
          c.back(behind);
        }
        return dated(month, day, year(c), verb);
      }
      if (ordinal && c.skipOneOf("next month", "the next month")) {
        return sure(Dates.dayOfMonth(day, 1));
      }
      if (ordinal && c.skipOneOf("the month", "this month")) {
        return sure(Dates.dayOfMonth(day));
      }
    }
    c.back(mark);
    return null;
  }

  /** "-15" of "March 12-15": a task is due on one day, the first. */
  private static void skipLastDay(Cursor c, int first) {
    int mark = c.at();
    boolean dash = c.skipOneOf("-", "–", "—");
    Integer last = dash || c.skipOneOf("to", "through", "thru", "until") ? dayNumber(c) : null;
    boolean ends =
        c.atEnd() || !c.peek().isWord() || EnglishWords.MONTHS.containsKey(c.peek().word());
    if (last == null || last <= first || last > 31 || !dash && !ends) {
      c.back(mark);
    }
  }

  private static boolean isVerb(Token month) {
    return month.is("may") || month.is("march") || month.is("mar") || month.is("dec");
  }

  private static Found dated(Month month, int day, Integer year, boolean verb) {
    return year == null
        ? new Found(Dates.monthDay(month, day), verb ? Certainty.PERHAPS : Certainty.SURE)
        : sure(Dates.on(year, month.getValue(), day));
  }

  /** 5, 5th, fifth; null where the number is a time or no day. */
  private static Integer dayNumber(Cursor c) {
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

  private static Integer year(Cursor c) {
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

  /** "next week", "this weekend", "next month", "in March". */
  private static Found period(Cursor c) {
    int mark = c.at();
    c.skipOneOf("sometime", "some time", "later", "any time", "anytime");
    int begin = c.at();
    if (c.skipOneOf("next weekend")) {
      return sure(Dates.ofWeek(DayOfWeek.SATURDAY, 1));
    }
    if (c.skipOneOf(
        "this weekend", "this coming weekend", "the coming weekend", "coming weekend")) {
      return sure(Dates.weekend());
    }
    if (behindPreposition(c) && c.skipOneOf("the weekend", "weekend")) {
      return new Found(Dates.weekend(), Certainty.HARDLY);
    }
    if (c.skipOneOf("the week after next", "week after next")) {
      return sure(Dates.startOf(ChronoUnit.WEEKS, 2));
    }
    if (c.skipOneOf("the month after next", "month after next")) {
      return sure(Dates.startOf(ChronoUnit.MONTHS, 2));
    }
    if (c.skip("next")) {
      Unit unit = c.take(EnglishWords.UNITS);
      if (unit == Unit.WEEK) {
        return sure(weekdayBehind(c, 1));
      }
      if (unit == Unit.MONTH) {
        return sure(Dates.startOf(ChronoUnit.MONTHS, 1));
      }
      if (unit == Unit.YEAR) {
        return sure(Dates.startOf(ChronoUnit.YEARS, 1));
      }
      if (unit == Unit.QUARTER) {
        return sure(Dates.quarter(1));
      }
      if (unit == Unit.WORKDAY || c.skipOneOf("business day", "working day")) {
        return sure(Dates.inWorkdays(1));
      }
      Month month = unit == null ? c.take(EnglishWords.MONTHS) : null;
      if (month != null) {
        return sure(Dates.monthDay(month, 1));
      }
    }
    c.back(begin);
    if (c.skipOneOf("this week", "this month", "this year")) {
      return sure(Dates.unclear(Reason.WHICH_DAY));
    }
    boolean inMonth = c.before().is("in") || c.before().is("by") || c.before().is("before");
    if (inMonth || c.before().is("until")) {
      Month month = c.take(EnglishWords.MONTHS);
      if (month != null && c.before().word().length() > 2) {
        Integer year = year(c);
        return year == null
            ? new Found(Dates.month(month), Certainty.PERHAPS)
            : sure(Dates.on(year, month.getValue(), 1));
      }
    }
    c.back(mark);
    return null;
  }

  /** "next week on Tuesday", "next week Tuesday". */
  private static DateMeaning weekdayBehind(Cursor c, int weeks) {
    int mark = c.at();
    c.skip("on");
    DayOfWeek weekday = weekdayName(c);
    if (weekday != null && c.wordEndsHere()) {
      return Dates.ofWeek(weekday, weeks);
    }
    c.back(mark);
    return Dates.startOf(ChronoUnit.WEEKS, weeks);
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

  private Found weekday(Cursor c) {
    int mark = c.at();
    if (c.skip("last") && weekdayName(c) != null) {
      return new Found(Dates.unclear(Reason.IN_THE_PAST), Certainty.PERHAPS);
    }
    c.back(mark);
    if (c.skip("next")) {
      DayOfWeek weekday = weekdayName(c);
      if (weekday != null) {
        return sure(agreeing(c, weekday, Dates.ofWeek(weekday, 1)));
      }
      c.back(mark);
      return null;
    }
    c.skip("the");
    boolean coming = c.skipAny(COMING);
    if (coming) {
      c.skipAny(COMING);
    } else {
      c.back(mark);
    }
    boolean isLong = EnglishWords.WEEKDAYS.containsKey(c.peek().word());
    DayOfWeek weekday = weekdayName(c);
    if (weekday == null) {
      c.back(mark);
      return null;
    }
    if (c.peek().is("week") && (c.at() + 1 >= c.end() || c.peek(1).isSymbol())) {
      // "Friday week" is a week behind the coming one.
      c.take();
      return sure(Dates.shifted(Dates.coming(weekday), Period.ofDays(7)));
    }
    if (c.skipOneOf("next week", "of next week", "in next week")) {
      return sure(Dates.ofWeek(weekday, 1));
    }
    if (c.skipOneOf("after next", "in two weeks", "in 2 weeks")) {
      return sure(Dates.ofWeek(weekday, 2));
    }
    if (c.skip("this")) {
      if (c.skip("week")) {
        return sure(Dates.ofWeek(weekday, 0));
      }
      c.back(c.at() - 1);
    }
    int behind = c.at();
    DateMeaning agreeing = agreeing(c, weekday, null);
    if (agreeing != null) {
      return sure(agreeing);
    }
    c.back(behind);
    Certainty certainty = isLong ? Certainty.PERHAPS : Certainty.HARDLY;
    return new Found(Dates.coming(weekday), coming ? Certainty.SURE : certainty, weekday);
  }

  /**
   * "Friday, March 13", "Friday the 13th": both must be the same day.
   *
   * @param alone what the weekday means if no date follows
   */
  private DateMeaning agreeing(Cursor c, DayOfWeek weekday, DateMeaning alone) {
    int mark = c.at();
    c.skip(",");
    Found date = monthDay(c);
    date = date == null ? iso(c) : date;
    date = date == null ? numeric(c) : date;
    if (date != null && c.wordEndsHere()) {
      DateMeaning meaning = date.date();
      return (now, time) -> {
        LocalDate day = meaning.resolve(now, time);
        if (day.getDayOfWeek() != weekday) {
          throw new UnclearException(Reason.TWO_DATES, day, weekday);
        }
        return day;
      };
    }
    c.back(mark);
    boolean named = c.skip("the");
    if (named || c.peek().isNumber()) {
      Integer day = EnglishAmounts.ordinal(c);
      if (day != null && day >= 1 && day <= 31 && c.wordEndsHere()) {
        return (now, time) -> {
          LocalDate date1 = Dates.dayOfMonth(day).resolve(now, time);
          for (int i = 0; i < 60 && date1.getDayOfWeek() != weekday; i++) {
            date1 = Dates.dayOfMonth(day).resolve(date1.plusDays(1).atStartOfDay(), null);
          }
          return date1;
        };
      }
    }
    c.back(mark);
    return alone;
  }

  private static boolean behindPreposition(Cursor c) {
    return PREPOSITIONS.contains(c.before().word());
  }

  private static Found holiday(Cursor c) {
    boolean prepared = behindPreposition(c);
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

  /** "the 5th", "5th". */
  private static Found dayOfMonth(Cursor c) {
    int mark = c.at();
    c.skip("the");
    boolean digits = c.peek().isNumber();
    Integer day = EnglishAmounts.ordinal(c);
    if (day != null && (digits || c.before().is("first") || c.before().is("fifteenth"))) {
      return new Found(Dates.dayOfMonth(day), Certainty.HARDLY);
    }
    c.back(mark);
    return null;
  }
}
