package dev.kafila.chat.reader;

import dev.kafila.chat.reader.UnclearException.Reason;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;

/** Days of every month: "the first Monday of every month", "every month on the 1st and 15th". */
final class EnglishEachMonth {
  private EnglishEachMonth() {}

  /** "on the first Monday of every month", "the 15th of each month", "last day of every month". */
  static EnglishRepeats.Found ofEachMonth(Cursor c) {
    int mark = c.at();
    c.skip("on");
    c.skip("the");
    boolean last = c.skip("last");
    Integer nth = last ? Integer.valueOf(-1) : EnglishAmounts.ordinal(c);
    if (nth != null) {
      Integer second = secondOrdinal(c);
      boolean workday = c.skipOneOf("workday", "weekday", "business day", "working day");
      boolean day = !workday && c.skip("day");
      List<DayOfWeek> days = workday || day ? List.of() : EnglishRepeatDays.weekdayList(c, false);
      boolean two = second != null && !days.isEmpty();
      if (eachMonth(c) || two && c.skipAll("of the month")) {
        if (workday) {
          return EnglishRepeats.Found.of(EnglishRepeatDays.workdayOfMonth(nth));
        }
        List<Integer> all = second == null ? List.of(nth) : List.of(nth, second);
        if (!days.isEmpty()) {
          return EnglishRepeats.Found.of(EnglishRepeatDays.nthOfMonth(all, days));
        }
        RepeatMeaning monthly = new RepeatMeaning(RepeatMeaning.Unit.MONTHLY);
        monthly.monthDays.addAll(all);
        boolean exists = all.stream().allMatch(number -> number <= 31 && number != 0);
        return exists
            ? EnglishRepeats.Found.of(monthly)
            : EnglishRepeats.Found.doubtful(Reason.NO_SUCH_DATE);
      }
    }
    c.back(mark);
    return null;
  }

  /** "and third" of "the first and third Monday". */
  static Integer secondOrdinal(Cursor c) {
    int mark = c.at();
    if (c.skipOneOf("and", "&")) {
      c.skip("the");
      Integer second = c.skip("last") ? Integer.valueOf(-1) : EnglishAmounts.ordinal(c);
      if (second != null) {
        return second;
      }
    }
    c.back(mark);
    return null;
  }

  private static boolean eachMonth(Cursor c) {
    int mark = c.at();
    if (c.skipOneOf("of the month", "in the month")) {
      c.skip(",");
      c.skip("repeating");
      return c.skipOneOf("every month", "each month", "monthly") || c.back(mark);
    }
    return c.skipOneOf(
        "of every month",
        "of each month",
        "every month",
        "each month",
        "in every month",
        "monthly",
        "in each month");
  }

  /** "on the 1st and 15th", "on the last Friday" behind "every month". */
  static boolean onDays(Cursor c, RepeatMeaning repeat) {
    int mark = c.at();
    c.skip("the");
    boolean last = c.skip("last");
    Integer nth = last ? Integer.valueOf(-1) : EnglishAmounts.ordinal(c);
    if (nth != null && c.skipOneOf("workday", "weekday", "business day", "working day")) {
      repeat.on(EnglishRepeatDays.WORKDAYS);
      repeat.position = nth;
      return true;
    }
    List<Integer> all = nth == null ? List.of() : ordinals(c, nth);
    if (all.contains(-1) && c.skip("day")) {
      repeat.monthDays.addAll(all);
      return true;
    }
    if (!all.isEmpty() && all.stream().allMatch(number -> number <= 5)) {
      List<DayOfWeek> days = EnglishRepeatDays.weekdayList(c, false);
      if (!days.isEmpty() && c.wordEndsHere()) {
        repeat.on(days);
        repeat.nth.addAll(all);
        return true;
      }
    }
    c.back(mark);
    c.skip("the");
    c.skip("day");
    List<Integer> days = EnglishRepeatDays.dayList(c);
    if (!days.isEmpty()) {
      c.skip("day");
      if (days.stream().anyMatch(day -> day < 1 || day > 31)) {
        repeat.start = Dates.unclear(Reason.NO_SUCH_DATE);
      }
      repeat.monthDays.addAll(days);
      return true;
    }
    return c.back(mark);
  }

  /** "and third" behind "the first". */
  private static List<Integer> ordinals(Cursor c, int first) {
    List<Integer> all = new ArrayList<>(List.of(first));
    int behind = c.at();
    while (c.skip(",") | c.skipOneOf("and", "&")) {
      c.skip("the");
      Integer more = c.skip("last") ? Integer.valueOf(-1) : EnglishAmounts.ordinal(c);
      if (more == null) {
        break;
      }
      all.add(more);
      behind = c.at();
    }
    c.back(behind);
    return all;
  }
}
