package dev.kafila.chat.reader;

import dev.kafila.chat.reader.EnglishPositions.Kind;
import dev.kafila.chat.reader.EnglishPositions.Position;
import dev.kafila.chat.reader.EnglishPositions.Positions;
import dev.kafila.chat.reader.EnglishRepeats.Found;
import dev.kafila.chat.reader.EnglishWords.Unit;
import dev.kafila.chat.reader.UnclearException.Reason;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.List;
import java.util.Set;

/**
 * Days of every month, quarter or year: "the first Monday of every month", "every last workday",
 * "at the end of each month".
 */
final class EnglishEachPeriod {
  static final String[] EACH_YEAR = {"every year", "each year", "yearly", "annually"};
  private static final String[] EACH_MONTH = {"every month", "each month", "monthly"};

  private EnglishEachPeriod() {}

  /**
   * The periods whose days are counted.
   *
   * @param months those of a year that were named; empty for none
   */
  private record Each(int interval, Unit unit, Set<Month> months) {
    static final Each MONTH = new Each(1, Unit.MONTH, Set.of());
  }

  /** "on the first Monday of every month", "the 15th of each month", "end of every month". */
  static Found ofEach(Cursor c) {
    int mark = c.at();
    // "The day after the first Monday of each month" is another day.
    boolean shifted = c.before().is("after") || c.before().is("before");
    c.skipOneOf("on", "at", "by", "in");
    c.skip("the");
    Found found = partOfEach(c);
    if (found == null) {
      c.back(mark);
      c.skip("on");
      c.skip("the");
      found = positionOfEach(c);
    }
    if (found == null) {
      c.back(mark);
      return null;
    }
    return shifted ? Found.doubtful(Reason.HOW_OFTEN) : found;
  }

  private static Found partOfEach(Cursor c) {
    boolean end = c.skip("end");
    boolean start = !end && c.skipOneOf("start", "beginning");
    boolean middle = !end && !start && c.skipOneOf("middle", "mid -", "mid");
    if (!end && !start && !middle) {
      return null;
    }
    int mark = c.at();
    c.skip("of");
    if (c.skipOneOf("every", "each")) {
      Found daily = EnglishIntervals.single(c);
      boolean days = daily != null && daily.part() == null && !middle && ofDays(daily.repeat());
      if (days) {
        return daily;
      }
    }
    c.back(mark);
    Each each = each(c, false);
    if (each == null) {
      return null;
    }
    if (each.unit() == Unit.QUARTER || middle && each.unit() != Unit.MONTH) {
      // Which day that is isn't said.
      return Found.doubtful(Reason.HOW_OFTEN);
    }
    int number = middle ? 15 : end ? -1 : 1;
    return on(List.of(new Position(number, Kind.DAY, null, each.months())), each);
  }

  private static boolean ofDays(RepeatMeaning repeat) {
    return repeat.unit == RepeatMeaning.Unit.DAILY
        || repeat.weekdays.size() == EnglishRepeatDays.WORKDAYS.size();
  }

  private static Found positionOfEach(Cursor c) {
    Positions positions = EnglishPositions.positions(c, false);
    if (positions == null) {
      return null;
    }
    Each each = each(c, false);
    if (each == null && !positions.allAre(Kind.NUMBER)) {
      Set<Month> months = EnglishPositions.months(c);
      c.skip(",");
      if (!months.isEmpty() && c.skipOneOf(EACH_YEAR)) {
        each = new Each(1, Unit.YEAR, months);
      }
    }
    boolean several = !positions.single() && positions.allAre(Kind.WEEKDAY);
    if (each == null && several && c.skipAll("of the month")) {
      each = Each.MONTH;
    }
    return each == null ? null : on(positions, each);
  }

  /** "last Friday", "third workday of the month", "1st Wed Jan" behind "every". */
  static Found everyPosition(Cursor c) {
    int mark = c.at();
    Positions positions = EnglishPositions.positions(c, true);
    if (positions == null) {
      return null;
    }
    Each each = each(c, true);
    if (each == null && !positions.first().months().isEmpty()) {
      each = new Each(1, Unit.YEAR, positions.first().months());
    }
    if (each != null) {
      return on(positions, each);
    }
    Position first = positions.first();
    boolean day = positions.single() && first.kind() == Kind.DAY;
    if (positions.allAre(Kind.NUMBER) || day && first.number() > 1) {
      Unit unit = day ? Unit.DAY : positions.single() ? c.take(EnglishWords.UNITS) : null;
      if (unit != null && unit != Unit.WORKDAY && first.number() > 0) {
        // "every third day"
        return Found.of(EnglishIntervals.of(first.number(), unit));
      }
      c.back(mark);
      return null;
    }
    if (day && first.number() == 1) {
      return Found.doubtful(Reason.HOW_OFTEN);
    }
    if (first.number() == 2 && positions.all().stream().allMatch(p -> p.number() == 2)) {
      // Every second week, or the second of each month? From the third on only the latter is said.
      return positions.single() && first.kind() == Kind.WEEKDAY
          ? Found.doubtful(Reason.REPEATS_TWO_WAYS, 2, first.day())
          : Found.doubtful(Reason.HOW_OFTEN);
    }
    return on(positions, Each.MONTH);
  }

  /** "of every month", "each quarter", "of every other month"; null if none is here. */
  private static Each each(Cursor c, boolean behindEvery) {
    int mark = c.at();
    c.skip(",");
    if (c.skipOneOf("of the month", "in the month", "of a month")) {
      c.skip(",");
      c.skip("repeating");
      if (c.skipOneOf(EACH_MONTH) || behindEvery) {
        return Each.MONTH;
      }
    } else if (behindEvery && c.skipOneOf("of the quarter", "in the quarter")) {
      return new Each(1, Unit.QUARTER, Set.of());
    } else if (behindEvery && c.skipOneOf("of the year", "in the year")) {
      return new Each(1, Unit.YEAR, Set.of());
    } else if (behindEvery && c.skipOneOf("of the week", "in the week")) {
      return new Each(1, Unit.WEEK, Set.of());
    } else if (c.skip("monthly")) {
      return Each.MONTH;
    }
    boolean of = c.skipOneOf("of", "in");
    if (c.skipOneOf("every", "each")) {
      int interval = c.skipOneOf("other", "second", "alternate") ? 2 : 1;
      Integer number = interval == 1 ? EnglishAmounts.cardinal(c) : null;
      number = interval == 1 && number == null ? EnglishAmounts.ordinal(c) : number;
      Unit unit = c.take(EnglishWords.UNITS);
      boolean months = unit == Unit.MONTH || unit == Unit.QUARTER || unit == Unit.YEAR;
      boolean fits = months && (of || unit != Unit.YEAR) || of && unit == Unit.WEEK;
      if (fits && (number == null || number > 0)) {
        return new Each(number == null ? interval : number, unit, Set.of());
      }
    }
    c.back(mark);
    return null;
  }

  private static Found on(Positions positions, Each each) {
    return positions.unsure() ? Found.doubtful(Reason.HOW_OFTEN) : on(positions.all(), each);
  }

  private static Found on(List<Position> all, Each each) {
    Kind kind = all.get(0).kind();
    boolean mixed = all.stream().anyMatch(p -> p.kind() != kind && !plain(p, kind));
    if (mixed) {
      return Found.doubtful(Reason.HOW_OFTEN);
    }
    if (all.stream().anyMatch(EnglishEachPeriod::isNone)) {
      return Found.doubtful(Reason.NO_SUCH_DATE);
    }
    return switch (each.unit()) {
      case MONTH -> Found.of(placed(each.interval(), RepeatMeaning.Unit.MONTHLY, all));
      case QUARTER -> ofQuarter(all, each);
      case YEAR -> ofYear(all, each);
      default -> ofWeek(all, each);
    };
  }

  private static boolean plain(Position position, Kind kind) {
    boolean number = position.kind() == Kind.NUMBER || position.kind() == Kind.DAY;
    return number && (kind == Kind.NUMBER || kind == Kind.DAY);
  }

  /** There is no 32nd, no sixth Friday and no 24th workday. */
  private static boolean isNone(Position position) {
    int most =
        switch (position.kind()) {
          case WEEKDAY -> 5;
          case WORKDAY -> 23;
          default -> 31;
        };
    return position.number() == 0 || Math.abs(position.number()) > most;
  }

  private static RepeatMeaning placed(
      int interval, RepeatMeaning.Unit unit, List<Position> positions) {
    RepeatMeaning repeat = RepeatMeaning.every(interval, unit);
    for (Position position : positions) {
      switch (position.kind()) {
        case WEEKDAY -> repeat.onNth(position.number(), position.day());
        case WORKDAY -> {
          repeat.on(EnglishRepeatDays.WORKDAYS);
          repeat.positions.add(position.number());
        }
        default -> repeat.monthDays.add(position.number());
      }
    }
    return repeat;
  }

  private static Found ofQuarter(List<Position> all, Each each) {
    boolean first = all.stream().allMatch(p -> p.number() > 0);
    boolean last = all.stream().allMatch(p -> p.number() < 0);
    boolean day = all.stream().anyMatch(p -> p.day() == null && Math.abs(p.number()) > 1);
    if (each.interval() > 1 || first == last || day) {
      return Found.doubtful(Reason.HOW_OFTEN);
    }
    RepeatMeaning repeat = placed(1, RepeatMeaning.Unit.MONTHLY, all);
    repeat.months.addAll(first ? List.of(1, 4, 7, 10) : List.of(3, 6, 9, 12));
    return Found.of(repeat);
  }

  private static Found ofYear(List<Position> all, Each each) {
    boolean oneSet = all.stream().allMatch(p -> p.months().equals(all.get(0).months()));
    boolean sameDay =
        all.stream()
            .allMatch(p -> p.number() == all.get(0).number() && p.day() == all.get(0).day());
    if (!oneSet && !sameDay) {
      return Found.doubtful(Reason.TWO_REPEATS);
    }
    RepeatMeaning repeat = placed(each.interval(), RepeatMeaning.Unit.YEARLY, all);
    each.months().forEach(month -> repeat.months.add(month.getValue()));
    all.forEach(p -> p.months().forEach(month -> repeat.months.add(month.getValue())));
    if (!repeat.positions.isEmpty()) {
      // Positions would be those of the whole year.
      if (each.interval() > 1) {
        return Found.doubtful(Reason.HOW_OFTEN);
      }
      repeat.unit = RepeatMeaning.Unit.MONTHLY;
    }
    if (repeat.months.isEmpty()) {
      boolean first = all.stream().allMatch(p -> p.number() == 1);
      boolean last = all.stream().allMatch(p -> p.number() == -1);
      if (first || last) {
        repeat.months.add(first ? 1 : 12);
      } else if (repeat.nth.isEmpty()) {
        return Found.doubtful(Reason.HOW_OFTEN);
      }
    }
    return Found.of(repeat);
  }

  private static Found ofWeek(List<Position> all, Each each) {
    Position only = all.get(0);
    boolean first = only.number() == 1 && only.kind() != Kind.WEEKDAY;
    boolean lastWorkday = only.number() == -1 && only.kind() == Kind.WORKDAY;
    if (all.size() > 1 || !first && !lastWorkday) {
      return Found.doubtful(Reason.HOW_OFTEN);
    }
    RepeatMeaning weekly =
        EnglishRepeatDays.weekly(List.of(first ? DayOfWeek.MONDAY : DayOfWeek.FRIDAY));
    weekly.interval = each.interval();
    return Found.of(weekly);
  }

  /** "on the 1st and 15th", "on the last Friday" behind "every month" or "every year". */
  static boolean onDays(Cursor c, RepeatMeaning repeat) {
    int mark = c.at();
    c.skip("the");
    int begin = c.at();
    boolean yearly = repeat.unit == RepeatMeaning.Unit.YEARLY;
    if (EnglishDates.weekdayName(c) != null && c.skipOneOf("after", "before", "following")) {
      // "on the Wednesday after the second Monday"
      c.skip("the");
      EnglishPositions.positions(c, yearly);
      repeat.start = Dates.unclear(Reason.HOW_OFTEN);
      return true;
    }
    c.back(begin);
    Positions positions = EnglishPositions.positions(c, yearly);
    boolean last = positions != null && positions.all().stream().anyMatch(p -> p.number() < 0);
    if (positions != null && c.wordEndsHere() && (!positions.allAre(Kind.NUMBER) || last)) {
      Unit unit = yearly ? Unit.YEAR : Unit.MONTH;
      repeat.takeDays(on(positions, new Each(repeat.interval, unit, Set.of())));
      return true;
    }
    c.back(mark);
    if (yearly) {
      return false;
    }
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
}
