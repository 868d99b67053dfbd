package dev.kafila.chat.reader;

import dev.kafila.chat.reader.ClockTime.DayPart;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;

/** Days on which tasks are due or were completed: "this week", "the last 3 days". */
final class EnglishRanges {
  private EnglishRanges() {}

  static LocalDate[] pastDays(Cursor c, LocalDate today) {
    int mark = c.at();
    c.skip("last");
    DayOfWeek weekday = EnglishDates.weekdayName(c);
    if (weekday != null) {
      LocalDate day = today.with(TemporalAdjusters.previous(weekday));
      return new LocalDate[] {day, day};
    }
    c.back(mark);
    return null;
  }

  /** The day that "Tuesday's" speaks of; null if none is here. */
  static LocalDate possessed(Cursor c, LocalDate today) {
    String word = c.peek().word();
    boolean possessive = c.peek().isWord() && word.endsWith("'s");
    DayOfWeek day =
        possessive ? EnglishWords.WEEKDAYS.get(word.substring(0, word.length() - 2)) : null;
    if (day == null) {
      return null;
    }
    c.take();
    return today.with(TemporalAdjusters.next(day));
  }

  /** "this evening", "tonight"; null if none is here. */
  static DayPart partOfToday(Cursor c) {
    int mark = c.at();
    if (c.skipOneOf("tonight", "tonite")) {
      return DayPart.NIGHT;
    }
    DayPart part = c.skip("this") ? c.take(EnglishWords.DAY_PARTS) : null;
    if (part == null) {
      c.back(mark);
    }
    return part;
  }

  static Filter.Hours hours(DayPart part) {
    LocalTime last = LocalTime.of(23, 59);
    return switch (part) {
      case MORNING -> new Filter.Hours(LocalTime.MIDNIGHT, LocalTime.of(11, 59));
      case AFTERNOON -> new Filter.Hours(LocalTime.NOON, LocalTime.of(17, 59));
      case EVENING -> new Filter.Hours(LocalTime.of(17, 0), last);
      case NIGHT -> new Filter.Hours(LocalTime.of(18, 0), last);
    };
  }

  static LocalDate[] days(Cursor c, LocalDate today) {
    LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    LocalDate first = today.withDayOfMonth(1);
    if (c.skip("today")) {
      return span(today, 1);
    }
    if (c.skip("yesterday")) {
      return span(today.minusDays(1), 1);
    }
    if (c.skipOneOf("this week", "the week", "current week")) {
      return span(monday, 7);
    }
    if (c.skipOneOf("next week", "following week")) {
      return span(monday.plusWeeks(1), 7);
    }
    if (c.skipOneOf("last week", "past week", "previous week")) {
      return span(monday.minusWeeks(1), 7);
    }
    if (c.skipOneOf("this weekend", "weekend")) {
      return span(monday.plusDays(5), 2);
    }
    if (c.skipAll("next weekend")) {
      return span(monday.plusDays(12), 2);
    }
    if (c.skipOneOf("this month", "current month")) {
      return new LocalDate[] {first, first.plusMonths(1).minusDays(1)};
    }
    if (c.skipAll("next month")) {
      return new LocalDate[] {first.plusMonths(1), first.plusMonths(2).minusDays(1)};
    }
    if (c.skipOneOf("last month", "past month", "previous month")) {
      return new LocalDate[] {first.minusMonths(1), first.minusDays(1)};
    }
    return nextDays(c, today);
  }

  /** "week", behind "the" or "my". */
  static LocalDate[] thisWeek(Cursor c, LocalDate today) {
    c.take();
    return span(today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), 7);
  }

  /** "the next 3 days", "the last two weeks". */
  private static LocalDate[] nextDays(Cursor c, LocalDate today) {
    int mark = c.at();
    boolean next = c.skipOneOf("next", "coming");
    boolean last = !next && c.skipOneOf("last", "past", "previous");
    Amount amount = next || last ? EnglishAmounts.amount(c) : null;
    if (amount == null || !amount.wholeDays() || amount.period().toTotalMonths() > 1_200) {
      c.back(mark);
      return null;
    }
    return next
        ? new LocalDate[] {today, today.plus(amount.period())}
        : new LocalDate[] {today.minus(amount.period()), today};
  }

  static LocalDate[] span(LocalDate first, int days) {
    return new LocalDate[] {first, first.plusDays(days - 1L)};
  }
}
