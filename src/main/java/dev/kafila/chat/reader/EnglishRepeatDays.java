package dev.kafila.chat.reader;

import dev.kafila.chat.reader.ClockTime.DayPart;
import dev.kafila.chat.reader.UnclearException.Reason;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;

/** The days on which something recurs: weekdays, days of the month and of the year. */
final class EnglishRepeatDays {
  private static final int LONGEST_MONTH = 31;

  static final List<DayOfWeek> WORKDAYS =
      List.of(
          DayOfWeek.MONDAY,
          DayOfWeek.TUESDAY,
          DayOfWeek.WEDNESDAY,
          DayOfWeek.THURSDAY,
          DayOfWeek.FRIDAY);

  private EnglishRepeatDays() {}

  static RepeatMeaning weekly(List<DayOfWeek> days) {
    return new RepeatMeaning(RepeatMeaning.Unit.WEEKLY).on(days);
  }

  static DayPart dayPart(Cursor c) {
    int mark = c.at();
    DayPart part = c.take(EnglishWords.DAY_PARTS);
    if (part != null && !c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    return part;
  }

  /** Weekdays joined by commas, "and", "or", "/"; or a span of them. Empty if none is here. */
  static List<DayOfWeek> weekdayList(Cursor c, boolean plural) {
    List<DayOfWeek> days = new ArrayList<>();
    int mark = c.at();
    while (true) {
      DayOfWeek day = plural ? c.take(EnglishWords.PLURAL_WEEKDAYS) : EnglishDates.weekdayName(c);
      day = day == null && !plural ? EnglishDayLetters.day(c) : day;
      if (day == null && !plural && !days.isEmpty()) {
        day = c.take(EnglishWords.PLURAL_WEEKDAYS);
      }
      if (day == null || !c.wordEndsHere() && !c.peek().isSymbol()) {
        c.back(mark);
        return days;
      }
      days.add(day);
      EnglishDayLetters.skipDot(c);
      mark = c.at();
      if (days.size() == 1 && c.skipOneOf("-", "–", "through", "thru", "to")) {
        DayOfWeek last = EnglishDates.weekdayName(c);
        if (last == null) {
          last = c.take(EnglishWords.PLURAL_WEEKDAYS);
        }
        if (last != null) {
          for (DayOfWeek d = day.plus(1); d != last.plus(1) && days.size() < 7; d = d.plus(1)) {
            days.add(d);
          }
          return days;
        }
        c.back(mark);
        return days;
      }
      boolean more = c.skip(",") | c.skip("and") | c.skip("&") | c.skip("/") | c.skip("or");
      if (!more && (plural || !EnglishDates.isWeekdayName(c.peek()))) {
        return days;
      }
      c.skip("every");
      c.skip("on");
    }
  }

  /** "every January 15", "every 14 Jan and 14 Apr", "every April and October on the 1st". */
  static EnglishRepeats.Found yearlyDay(Cursor c) {
    int mark = c.at();
    RepeatMeaning yearly = monthsOrDay(c);
    if (yearly == null) {
      c.back(mark);
      return null;
    }
    if (yearly.monthDays.isEmpty()) {
      if (yearly.months.size() > 1 && c.peek().isNumber()) {
        // "April, June and September 15": the 15th of each, or of the last?
        return EnglishRepeats.Found.doubtful(Reason.HOW_OFTEN);
      }
      int behind = c.at();
      if (c.skip("on") && EnglishEachPeriod.onDays(c, yearly)) {
        return yearly.monthDays.isEmpty() ? EnglishRepeats.Found.of(yearly) : checkedYearly(yearly);
      }
      c.back(behind);
      c.skip("on");
      c.skip("the");
      List<Integer> days = c.before().is("on") || c.before().is("the") ? dayList(c) : List.of();
      c.back(days.isEmpty() ? behind : c.at());
      yearly.monthDays.addAll(days.isEmpty() ? List.of(1) : days);
      return checkedYearly(yearly);
    }
    int behind = c.at();
    while (c.skip(",") | c.skipOneOf("and", "&")) {
      RepeatMeaning next = monthsOrDay(c);
      if (next == null || next.monthDays.isEmpty()) {
        break;
      }
      boolean sameMonth = next.months.equals(yearly.months);
      if (!sameMonth && !next.monthDays.equals(yearly.monthDays)) {
        return EnglishRepeats.Found.doubtful(Reason.TWO_REPEATS);
      }
      yearly.months.addAll(next.months);
      yearly.monthDays.addAll(next.monthDays);
      behind = c.at();
    }
    c.back(behind);
    return checkedYearly(yearly);
  }

  static RepeatMeaning eachYear(MonthDay day) {
    RepeatMeaning yearly = new RepeatMeaning(RepeatMeaning.Unit.YEARLY);
    yearly.months.add(day.getMonthValue());
    yearly.monthDays.add(day.getDayOfMonth());
    return yearly;
  }

  /** "January 15", "15th of January", or months with no day; null if none of it is here. */
  private static RepeatMeaning monthsOrDay(Cursor c) {
    RepeatMeaning yearly = new RepeatMeaning(RepeatMeaning.Unit.YEARLY);
    Month month = c.take(EnglishWords.MONTHS);
    if (month != null) {
      c.skip("the");
      int mark = c.at();
      Integer day = dayNumber(c);
      yearly.months.add(month.getValue());
      while (day != null) {
        yearly.monthDays.add(day);
        mark = c.at();
        boolean more = c.skip(",") | c.skipOneOf("and", "&");
        day = more ? dayNumber(c) : null;
        if (day != null && EnglishWords.MONTHS.containsKey(c.peek().word())) {
          // "Jan 14, 14 Apr"
          day = null;
        }
      }
      c.back(mark);
      while (yearly.monthDays.isEmpty() && c.skip(",") | c.skip("and")) {
        Month next = c.take(EnglishWords.MONTHS);
        if (next == null) {
          c.back(c.at() - 1);
          break;
        }
        yearly.months.add(next.getValue());
      }
      return yearly;
    }
    Integer day = dayNumber(c);
    c.skip("of");
    month = day == null ? null : c.take(EnglishWords.MONTHS);
    if (month == null) {
      return null;
    }
    yearly.months.add(month.getValue());
    yearly.monthDays.add(day);
    return yearly;
  }

  private static EnglishRepeats.Found checkedYearly(RepeatMeaning yearly) {
    for (int month : yearly.months) {
      if (yearly.monthDays.last() > Month.of(month).maxLength() || yearly.monthDays.first() < 1) {
        return EnglishRepeats.Found.doubtful(Reason.NO_SUCH_DATE);
      }
    }
    return EnglishRepeats.Found.of(yearly);
  }

  /** "every 2, 15, 27", "every 15th and 30th". */
  static EnglishRepeats.Found dayNumbers(Cursor c) {
    int mark = c.at();
    c.skip("the");
    List<Integer> days = dayList(c);
    boolean unit = !c.atEnd() && EnglishWords.UNITS.containsKey(c.peek().word());
    // "every second" is a moment.
    boolean suffixed =
        c.before().isWord() && EnglishWords.ORDINAL_ENDINGS.contains(c.before().word());
    if (days.size() == 1 && !suffixed && c.atEnd() && !unit && days.get(0) <= 31) {
      // "every 27" is a day of the month, "every 5" may be one, or days, or hours.
      return days.get(0) > 12 ? EnglishRepeats.Found.of(onDaysOfMonth(days)) : doubtfulOften();
    }
    if (days.isEmpty() || unit || days.size() == 1 && !suffixed) {
      c.back(mark);
      return null;
    }
    c.skipOneOf(
        "of the month",
        "of each month",
        "of every month",
        "in the month",
        "each month",
        "every month",
        "of a month",
        "in every month",
        "in each month",
        "monthly");
    if (days.stream().anyMatch(day -> day < 1 || day > 31)) {
      return EnglishRepeats.Found.doubtful(Reason.NO_SUCH_DATE);
    }
    return EnglishRepeats.Found.of(onDaysOfMonth(days));
  }

  private static RepeatMeaning onDaysOfMonth(List<Integer> days) {
    RepeatMeaning monthly = new RepeatMeaning(RepeatMeaning.Unit.MONTHLY);
    monthly.monthDays.addAll(days);
    return monthly;
  }

  private static EnglishRepeats.Found doubtfulOften() {
    return EnglishRepeats.Found.doubtful(Reason.HOW_OFTEN);
  }

  /** Empty if no day is named here; at most as many as a month has. */
  static List<Integer> dayList(Cursor c) {
    List<Integer> days = new ArrayList<>();
    int mark = c.at();
    while (days.size() < LONGEST_MONTH) {
      Integer day = dayNumber(c);
      if (day == null) {
        c.back(mark);
        return days;
      }
      days.add(day);
      mark = c.at();
      boolean more = c.skip(",") | c.skip("and") | c.skip("&");
      if (!more) {
        return days;
      }
      c.skip("the");
      c.skip("on");
    }
    return days;
  }

  private static Integer dayNumber(Cursor c) {
    int mark = c.at();
    Integer day = EnglishAmounts.ordinal(c);
    if (day == null && c.peek().isNumber() && c.peek().text().length() <= 2) {
      day = c.take().number();
      if (!c.wordEndsHere()
          || c.peek().is(":")
          || c.peek().is("am")
          || c.peek().is("pm")
          || c.peek().is("times")) {
        day = null;
      }
    }
    if (day == null) {
      c.back(mark);
    }
    return day;
  }
}
