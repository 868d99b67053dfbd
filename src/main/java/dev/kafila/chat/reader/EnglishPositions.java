package dev.kafila.chat.reader;

import java.time.DayOfWeek;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Days by their place in a month, quarter or year: "the first and third Monday", "second to last
 * workday", "1st Wed of January".
 */
final class EnglishPositions {
  private static final String[] WORKDAY = {
    "workday", "weekday", "business day", "working day", "work day"
  };

  private EnglishPositions() {}

  /** What is counted. */
  enum Kind {
    /** Nothing was named: "the 15th". */
    NUMBER,
    DAY,
    WORKDAY,
    WEEKDAY
  }

  /**
   * One such day.
   *
   * @param number 1 for the first, -1 for the last
   * @param day the weekday counted; null for another kind
   * @param months the months named with it; empty for none
   */
  record Position(int number, Kind kind, DayOfWeek day, Set<Month> months) {}

  /**
   * What stands here.
   *
   * @param unsure whether it may mean something else: "the first Saturday or Sunday"
   */
  record Positions(List<Position> all, boolean unsure) {
    boolean allAre(Kind kind) {
      return all.stream().allMatch(position -> position.kind() == kind);
    }

    boolean single() {
      return all.size() == 1;
    }

    Position first() {
      return all.get(0);
    }
  }

  /**
   * Positions joined by commas and "and"; null if none is here.
   *
   * @param withMonths whether months may follow: "1st Wed Jan, 3rd Thu Jul"
   */
  static Positions positions(Cursor c, boolean withMonths) {
    List<Position> all = new ArrayList<>();
    boolean unsure = false;
    int behind = c.at();
    do {
      c.skip("the");
      c.skip("every");
      List<Integer> numbers = numbers(c);
      if (numbers.isEmpty()) {
        break;
      }
      int begin = c.at();
      Kind kind = kind(c);
      List<DayOfWeek> days =
          kind == Kind.NUMBER ? EnglishRepeatDays.weekdayList(c, false) : List.of();
      if (kind == Kind.NUMBER && days.isEmpty() && c.skip("weekend")) {
        days = List.of(DayOfWeek.SATURDAY);
      }
      if (!c.wordEndsHere()) {
        break;
      }
      unsure |= c.text(begin, c.at()).contains(" or ");
      // "The 15th and last Friday": the 15th of what?
      unsure |= kind != Kind.DAY && !days.isEmpty() && numbers.stream().anyMatch(n -> n > 5);
      Set<Month> months =
          withMonths && (kind != Kind.NUMBER || !days.isEmpty()) ? months(c) : Set.of();
      for (int number : numbers) {
        if (days.isEmpty()) {
          all.add(new Position(number, kind, null, months));
        }
        days.forEach(day -> all.add(new Position(number, Kind.WEEKDAY, day, months)));
      }
      behind = c.at();
    } while (c.skip(",") | c.skipOneOf("and", "&"));
    c.back(behind);
    return all.isEmpty() ? null : new Positions(all, unsure);
  }

  private static Kind kind(Cursor c) {
    if (c.skipOneOf(WORKDAY)) {
      return Kind.WORKDAY;
    }
    return c.skip("day") ? Kind.DAY : Kind.NUMBER;
  }

  /** "of January", "in March and September", "Jan". */
  static Set<Month> months(Cursor c) {
    int mark = c.at();
    c.skipOneOf("of", "in");
    Set<Month> months = EnglishExceptions.months(c);
    if (months.isEmpty() || c.peek().isNumber()) {
      c.back(mark);
      return Set.of();
    }
    return months;
  }

  private static List<Integer> numbers(Cursor c) {
    List<Integer> all = new ArrayList<>();
    int behind = c.at();
    do {
      c.skip("the");
      Integer number = number(c);
      if (number == null) {
        break;
      }
      all.add(number);
      behind = c.at();
    } while (c.skip(",") | c.skipOneOf("and", "&"));
    c.back(behind);
    return all;
  }

  /** "third", "last", "2nd to last", "third last"; null if none is here. */
  private static Integer number(Cursor c) {
    if (c.skipOneOf("penultimate", "next to last", "next - to - last", "last but one")) {
      return -2;
    }
    if (c.skip("last")) {
      return -1;
    }
    Integer nth = EnglishAmounts.ordinal(c);
    if (nth == null) {
      return null;
    }
    int behind = c.at();
    c.skip("-");
    if (c.skipOneOf("to", "from")) {
      c.skip("-");
      c.skip("the");
    }
    if (nth > 1 && c.skip("last")) {
      return -nth;
    }
    c.back(behind);
    return nth;
  }
}
