package dev.kafila.chat.reader;

import dev.kafila.chat.reader.UnclearException.Reason;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Period;
import java.util.Set;

/** Weekdays: "next Friday", "Friday week", "Friday the 13th". */
final class EnglishWeekdays {
  private static final Set<String> COMING = Set.of("this", "coming", "upcoming");
  private final EnglishNumericDates numbers;

  EnglishWeekdays(EnglishNumericDates numbers) {
    this.numbers = numbers;
  }

  EnglishDates.Found weekday(Cursor c) {
    int mark = c.at();
    boolean lastWeek = c.skipOneOf("last week on", "last week", "last week's");
    if ((lastWeek || c.skipOneOf("last", "past")) && EnglishDates.weekdayName(c) != null) {
      return new EnglishDates.Found(
          Dates.unclear(Reason.IN_THE_PAST), EnglishDates.Certainty.PERHAPS);
    }
    c.back(mark);
    if (c.skip("next")) {
      DayOfWeek weekday = EnglishDates.weekdayName(c);
      if (weekday != null) {
        return EnglishDates.sure(agreeing(c, weekday, Dates.ofWeek(weekday, 1)));
      }
      c.back(mark);
      return null;
    }
    boolean the = c.skip("the");
    boolean coming = c.skipAny(COMING);
    if (coming) {
      c.skipAny(COMING);
    }
    boolean isLong = EnglishWords.WEEKDAYS.containsKey(c.peek().word());
    DayOfWeek weekday = EnglishDates.weekdayName(c);
    if (weekday == null) {
      c.back(mark);
      return null;
    }
    boolean fortnight = c.peek().is("fortnight");
    if ((fortnight || c.peek().is("week")) && (c.at() + 1 >= c.end() || endsWeek(c.peek(1)))) {
      // "Friday week" is a week behind the coming one.
      c.take();
      Period later = Period.ofDays(fortnight ? 14 : 7);
      return EnglishDates.sure(Dates.shifted(Dates.coming(weekday), later));
    }
    if (c.skipOneOf("next week", "of next week", "in next week")) {
      return EnglishDates.sure(Dates.ofWeek(weekday, 1));
    }
    if (c.skipOneOf("after next")) {
      return EnglishDates.sure(Dates.ofWeek(weekday, 2));
    }
    Integer weeks = weeksAhead(c);
    if (weeks != null) {
      return EnglishDates.sure(Dates.ofWeek(weekday, weeks));
    }
    if (c.skipOneOf("of last week", "from last week", "last week", "before last")) {
      return EnglishDates.sure(Dates.unclear(Reason.IN_THE_PAST));
    }
    if (c.skipOneOf("of this", "this")) {
      if (c.skip("week")) {
        return EnglishDates.sure(Dates.ofWeek(weekday, 0));
      }
      c.back(c.at() - (c.peek(-2).is("of") ? 2 : 1));
    }
    if (the && !coming) {
      // "the Friday" alone may be anything's.
      c.back(mark);
      return null;
    }
    int behind = c.at();
    DateMeaning agreeing = agreeing(c, weekday, null);
    if (agreeing != null) {
      // "Friday the 13th" is a film, too.
      boolean day = c.peek(behind - c.at()).is("the") && !c.before().isNumber();
      return new EnglishDates.Found(
          agreeing, day ? EnglishDates.Certainty.PERHAPS : EnglishDates.Certainty.SURE);
    }
    c.back(behind);
    EnglishDates.Certainty certainty =
        isLong ? EnglishDates.Certainty.PERHAPS : EnglishDates.Certainty.HARDLY;
    return new EnglishDates.Found(
        Dates.coming(weekday), coming ? EnglishDates.Certainty.SURE : certainty, weekday);
  }

  /** "in two weeks", "in 2 weeks"; null if it is not here. */
  private static Integer weeksAhead(Cursor c) {
    int mark = c.at();
    Amount amount = c.skip("in") ? EnglishAmounts.amount(c) : null;
    int days = amount == null || !amount.wholeDays() ? 0 : amount.period().getDays();
    if (days < 7 || days % 7 != 0 || days > 700 || !c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    return days / 7;
  }

  /** "Friday week at 10", but not "Friday week planning". */
  private static boolean endsWeek(Token behind) {
    return behind.isSymbol()
        || behind.is("at")
        || behind.is("by")
        || behind.is("in")
        || behind.is("about")
        || behind.is("with")
        || behind.is("for")
        || behind.is("to");
  }

  static DateMeaning agreeing(DateMeaning date, DayOfWeek weekday) {
    return (now, time) -> {
      LocalDate day = date.resolve(now, time);
      if (day.getDayOfWeek() != weekday) {
        throw new UnclearException(Reason.TWO_DATES, day, weekday);
      }
      return day;
    };
  }

  /**
   * "Friday, March 13", "Friday the 13th": both must be the same day.
   *
   * @param alone what the weekday means if no date follows
   */
  private DateMeaning agreeing(Cursor c, DayOfWeek weekday, DateMeaning alone) {
    int mark = c.at();
    c.skip(",");
    EnglishDates.Found date = EnglishMonthDays.monthDay(c);
    date = date == null ? EnglishNumericDates.iso(c) : date;
    date = date == null ? numbers.numeric(c) : date;
    if (date != null && c.wordEndsHere()) {
      return agreeing(date.date(), weekday);
    }
    c.back(mark);
    boolean named = c.skip("the");
    if (named || c.peek().isNumber()) {
      Integer day = EnglishAmounts.ordinal(c);
      if (day != null && day >= 1 && day <= 31 && c.wordEndsHere()) {
        return (now, time) -> {
          LocalDate first = Dates.dayOfMonth(day).resolve(now, time);
          LocalDate second = Dates.dayOfMonth(day).resolve(first.plusDays(1).atStartOfDay(), null);
          if (first.getDayOfWeek() != weekday && second.getDayOfWeek() != weekday) {
            // The next such day may be years away: one of the two is a slip.
            throw new UnclearException(Reason.TWO_DATES, first, weekday);
          }
          return first.getDayOfWeek() == weekday ? first : second;
        };
      }
    }
    c.back(mark);
    return alone;
  }
}
