package dev.kafila.chat.reader;

import dev.kafila.chat.reader.UnclearException.Reason;
import dev.kafila.task.Anchor;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A recurrence as a sentence speaks of it; filled while it is read, written out as a rule. */
final class RepeatMeaning {
  enum Unit {
    MINUTELY(60),
    HOURLY(3_600),
    DAILY(86_400),
    WEEKLY(7 * 86_400),
    MONTHLY(0),
    YEARLY(0);

    /** 0 where it varies. */
    final long seconds;

    Unit(long seconds) {
      this.seconds = seconds;
    }

    boolean withinDay() {
      return this == MINUTELY || this == HOURLY;
    }
  }

  private static final long MOST_TIMES = 1_000_000;
  private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd");

  Unit unit;
  int interval = 1;
  final TreeSet<DayOfWeek> weekdays = new TreeSet<>();

  /** The weekdays by which of them it is in the month (or year), -1 the last; empty for all. */
  final TreeMap<Integer, TreeSet<DayOfWeek>> nth = new TreeMap<>();

  /** Which of the days so far in each month; empty for all: "the last workday". */
  final TreeSet<Integer> positions = new TreeSet<>();

  final TreeSet<Integer> monthDays = new TreeSet<>();
  final TreeSet<Integer> months = new TreeSet<>();
  Anchor anchor = Anchor.DUE;
  DateMeaning start;
  DateMeaning until;
  Amount during;
  int times;

  /** The hours at which it happens, where it was spoken of as every so many hours of a day. */
  final List<LocalTime> hours = new ArrayList<>();

  /** "After 10 days": the first is that far ahead. */
  boolean startsAfterInterval;

  RepeatMeaning(Unit unit) {
    this.unit = unit;
  }

  static RepeatMeaning every(int interval, Unit unit) {
    RepeatMeaning meaning = new RepeatMeaning(unit);
    meaning.interval = interval;
    return meaning;
  }

  RepeatMeaning on(List<DayOfWeek> days) {
    weekdays.addAll(days);
    return this;
  }

  void onNth(int number, DayOfWeek day) {
    weekdays.add(day);
    nth.computeIfAbsent(number, any -> new TreeSet<>()).add(day);
  }

  /** Takes over the days of another, or the doubt about them. */
  void takeDays(EnglishRepeats.Found found) {
    if (found.doubt() != null) {
      start = Dates.unclear(found.doubt().reason());
      return;
    }
    RepeatMeaning other = found.repeat();
    unit = other.unit;
    weekdays.addAll(other.weekdays);
    nth.putAll(other.nth);
    positions.addAll(other.positions);
    monthDays.addAll(other.monthDays);
    months.addAll(other.months);
  }

  /** Whether it names its days itself, rather than taking them from its start. */
  boolean namesDays() {
    return !weekdays.isEmpty() || !monthDays.isEmpty() || !months.isEmpty();
  }

  Period period() {
    return switch (unit) {
      case WEEKLY -> Period.ofWeeks(interval);
      case MONTHLY -> Period.ofMonths(interval);
      case YEARLY -> Period.ofYears(interval);
      default -> Period.ofDays(interval);
    };
  }

  /**
   * The rule without its end.
   *
   * @param every the interval to write
   * @param hours BYHOUR where it happens more than once a day; empty otherwise
   */
  String rule(int every, List<Integer> hours, int minute) {
    StringBuilder rule = new StringBuilder("FREQ=").append(unit);
    if (every > 1) {
      rule.append(";INTERVAL=").append(every);
    }
    if (!months.isEmpty()) {
      rule.append(";BYMONTH=").append(joined(months));
    }
    if (!monthDays.isEmpty()) {
      rule.append(";BYMONTHDAY=").append(joined(monthDays));
    }
    if (!weekdays.isEmpty()) {
      rule.append(";BYDAY=").append(weekdayList());
    }
    if (!hours.isEmpty()) {
      rule.append(";BYHOUR=").append(joined(hours)).append(";BYMINUTE=").append(minute);
    }
    if (!positions.isEmpty()) {
      rule.append(";BYSETPOS=").append(joined(positions));
    }
    return rule.toString();
  }

  private String weekdayList() {
    if (nth.isEmpty()) {
      return weekdays.stream().map(RepeatMeaning::code).collect(Collectors.joining(","));
    }
    return nth.entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(day -> entry.getKey() + code(day)))
        .collect(Collectors.joining(","));
  }

  private static String code(DayOfWeek day) {
    return day.name().substring(0, 2);
  }

  private static String joined(Iterable<Integer> numbers) {
    StringBuilder list = new StringBuilder();
    for (int number : numbers) {
      list.append(list.isEmpty() ? "" : ",").append(number);
    }
    return list.toString();
  }

  /** COUNT or UNTIL as a part to append; empty where there is no end. */
  String end(LocalDate first, LocalDate untilDate, int timesADay) {
    if (untilDate != null && (times > 0 || during != null)) {
      throw new UnclearException(Reason.TWO_ENDS);
    }
    if (times > 0) {
      return ";COUNT=" + times;
    }
    if (untilDate != null) {
      return ";UNTIL=" + BASIC.format(untilDate);
    }
    if (during == null) {
      return "";
    }
    long count = countDuring(timesADay);
    if (count > MOST_TIMES) {
      throw new UnclearException(Reason.NO_SUCH_DATE);
    }
    if (count > 0) {
      return ";COUNT=" + count;
    }
    LocalDate behind = first.plus(during.period()).plusDays(during.duration().toDays());
    LocalDate last = behind.isAfter(first) ? behind.minusDays(1) : first;
    return ";UNTIL=" + BASIC.format(Dates.known(last));
  }

  /** How often it happens in the given length of time; 0 where that is not always the same. */
  private long countDuring(int timesADay) {
    Period period = during.period();
    long perPeriod = Math.max(1, Math.max(weekdays.size(), monthDays.size())) * (long) timesADay;
    if (unit == Unit.MONTHLY || unit == Unit.YEARLY) {
      long length = (unit == Unit.MONTHLY ? 1L : 12L) * interval;
      boolean whole = period.getDays() == 0 && during.duration().isZero() && months.isEmpty();
      boolean plain = nth.size() <= 1 || !positions.isEmpty();
      long all = positions.isEmpty() ? perPeriod : (long) timesADay * positions.size();
      return whole && plain && period.toTotalMonths() % length == 0
          ? period.toTotalMonths() / length * all
          : 0;
    }
    if (period.toTotalMonths() != 0 || !months.isEmpty() || !monthDays.isEmpty()) {
      return 0;
    }
    long seconds = period.getDays() * 86_400L + during.duration().toSeconds();
    long length = unit.seconds * interval;
    return unit == Unit.WEEKLY && seconds % length != 0
        ? 0
        : (seconds + length - 1) / length * perPeriod;
  }
}
