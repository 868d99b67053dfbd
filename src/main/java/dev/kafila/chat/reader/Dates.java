package dev.kafila.chat.reader;

import dev.kafila.chat.reader.UnclearException.Reason;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.Period;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/** The days that people speak of, in any language; the policies of what they mean stand here. */
final class Dates {
  private static final int LAST_YEAR = 9999;
  private static final int YEARS_TO_LOOK_AHEAD = 8;

  private Dates() {}

  /** A day that there is only once. */
  private record Once(DateMeaning day) implements DateMeaning {
    @Override
    public LocalDate resolve(LocalDateTime now, LocalTime time) {
      return day.resolve(now, time);
    }

    @Override
    public boolean comesAgain() {
      return false;
    }
  }

  static DateMeaning in(Period period) {
    return new Once((now, time) -> plus(now.toLocalDate(), period));
  }

  static DateMeaning on(LocalDate date) {
    return (now, time) -> date;
  }

  /** A date with its year, which may have passed: then it is asked about. */
  static DateMeaning on(int year, int month, int day) {
    return new Once(
        (now, time) -> {
          LocalDate date = exists(year, month, day);
          if (date.isBefore(now.toLocalDate())) {
            throw new UnclearException(Reason.IN_THE_PAST, date);
          }
          return date;
        });
  }

  /** The next coming such weekday; today only with a time still ahead. */
  static DateMeaning coming(DayOfWeek weekday) {
    return (now, time) -> {
      LocalDate today = now.toLocalDate();
      boolean ahead = time != null && today.atTime(time).isAfter(now);
      return today.with(
          ahead ? TemporalAdjusters.nextOrSame(weekday) : TemporalAdjusters.next(weekday));
    };
  }

  /** That weekday of a later calendar week, Monday first. */
  static DateMeaning ofWeek(DayOfWeek weekday, int weeksAhead) {
    return (now, time) -> monday(now.toLocalDate()).plusWeeks(weeksAhead).with(weekday);
  }

  /** Saturday; on a weekend, today. */
  static DateMeaning weekend() {
    return (now, time) -> {
      LocalDate today = now.toLocalDate();
      return today.getDayOfWeek() == DayOfWeek.SUNDAY
          ? today
          : today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SATURDAY));
    };
  }

  /** The first day of a calendar period, some periods ahead; 0 is the one that contains today. */
  static DateMeaning startOf(ChronoUnit unit, int ahead) {
    return (now, time) -> start(now.toLocalDate(), unit, ahead);
  }

  static DateMeaning endOf(ChronoUnit unit, int ahead) {
    return (now, time) -> start(now.toLocalDate(), unit, ahead + 1).minusDays(1);
  }

  /** The 15th of a month, some months ahead; of the next one if it has passed. */
  static DateMeaning middleOfMonth(int ahead) {
    return (now, time) -> {
      LocalDate middle = start(now.toLocalDate(), ChronoUnit.MONTHS, ahead).withDayOfMonth(15);
      return ahead == 0 && passed(middle, now, time) ? middle.plusMonths(1) : middle;
    };
  }

  /** The next day of this number that a month has. */
  static DateMeaning dayOfMonth(int day) {
    return (now, time) -> {
      if (day < 1 || day > 31) {
        throw new UnclearException(Reason.NO_SUCH_DATE);
      }
      YearMonth month = YearMonth.from(now);
      while (!month.isValidDay(day) || passed(month.atDay(day), now, time)) {
        month = month.plusMonths(1);
      }
      return month.atDay(day);
    };
  }

  /** A day of a month some months ahead, which must exist. */
  static DateMeaning dayOfMonth(int day, int monthsAhead) {
    return (now, time) -> {
      YearMonth month = YearMonth.from(now).plusMonths(monthsAhead);
      return exists(month.getYear(), month.getMonthValue(), day);
    };
  }

  /** The next such day; Feb 29 is that of the next leap year. */
  static DateMeaning monthDay(Month month, int day) {
    return (now, time) -> {
      if (day < 1 || day > month.maxLength()) {
        throw new UnclearException(Reason.NO_SUCH_DATE);
      }
      MonthDay wanted = MonthDay.of(month, day);
      for (int year = now.getYear(); year <= now.getYear() + YEARS_TO_LOOK_AHEAD; year++) {
        if (wanted.isValidYear(year) && !passed(wanted.atYear(year), now, time)) {
          return wanted.atYear(year);
        }
      }
      throw new UnclearException(Reason.NO_SUCH_DATE);
    };
  }

  static DateMeaning lastDayOf(Month month) {
    return (now, time) -> nextYearly(now, time, year -> YearMonth.of(year, month).atEndOfMonth());
  }

  static DateMeaning middleOf(Month month) {
    return monthDay(month, 15);
  }

  /** The n-th such weekday of a named month; -1 is the last. */
  static DateMeaning weekdayOf(int nth, DayOfWeek weekday, Month month) {
    return (now, time) ->
        nextYearly(now, time, year -> inMonth(YearMonth.of(year, month), nth, weekday));
  }

  /** The n-th such weekday of a month; with 0 ahead, of the next month once it has passed. */
  static DateMeaning weekdayOf(int nth, DayOfWeek weekday, int monthsAhead) {
    return (now, time) -> {
      YearMonth month = YearMonth.from(now).plusMonths(monthsAhead);
      LocalDate date = inMonth(month, nth, weekday);
      return monthsAhead == 0 && passed(date, now, time)
          ? inMonth(month.plusMonths(1), nth, weekday)
          : date;
    };
  }

  /** The n-th day from Monday to Friday of a month; -1 is the last. */
  static DateMeaning workdayOf(int nth, int monthsAhead) {
    return (now, time) -> {
      YearMonth month = YearMonth.from(now).plusMonths(monthsAhead);
      LocalDate date = workday(month, nth);
      return monthsAhead == 0 && passed(date, now, time) ? workday(month.plusMonths(1), nth) : date;
    };
  }

  static DateMeaning workdayOf(int nth, Month month) {
    return (now, time) -> nextYearly(now, time, year -> workday(YearMonth.of(year, month), nth));
  }

  private static LocalDate workday(YearMonth month, int nth) {
    List<LocalDate> days =
        month.atDay(1).datesUntil(month.plusMonths(1).atDay(1)).filter(Dates::isWorkday).toList();
    int index = nth < 0 ? days.size() + nth : nth - 1;
    if (index < 0 || index >= days.size()) {
      throw new UnclearException(Reason.NO_SUCH_DATE);
    }
    return days.get(index);
  }

  /** A month alone is its first day. */
  static DateMeaning month(Month month) {
    return (now, time) -> {
      if (now.getMonth() == month) {
        throw new UnclearException(Reason.WHICH_DAY);
      }
      return monthDay(month, 1).resolve(now, time);
    };
  }

  /** Some days from Monday to Friday ahead. */
  static DateMeaning inWorkdays(int days) {
    return (now, time) -> {
      LocalDate date = now.toLocalDate();
      for (int left = Math.min(days, 5_000); left > 0; ) {
        date = date.plusDays(1);
        if (isWorkday(date)) {
          left--;
        }
      }
      return date;
    };
  }

  /** A length of time before or after another day. */
  static DateMeaning shifted(DateMeaning base, Period by) {
    return (now, time) -> plus(base.resolve(now, time), by);
  }

  static DateMeaning unclear(Reason reason) {
    return (now, time) -> {
      throw new UnclearException(reason);
    };
  }

  static LocalDate exists(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) {
      throw new UnclearException(Reason.NO_SUCH_DATE);
    }
    YearMonth yearMonth = YearMonth.of(year, month);
    if (!yearMonth.isValidDay(day)) {
      throw new UnclearException(Reason.NO_SUCH_DATE);
    }
    return yearMonth.atDay(day);
  }

  static boolean isWorkday(LocalDate date) {
    return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
  }

  private interface OfYear {
    LocalDate in(int year);
  }

  private static LocalDate nextYearly(LocalDateTime now, LocalTime time, OfYear day) {
    LocalDate date = day.in(now.getYear());
    return passed(date, now, time) ? day.in(now.getYear() + 1) : date;
  }

  private static boolean passed(LocalDate date, LocalDateTime now, LocalTime time) {
    return time == null ? date.isBefore(now.toLocalDate()) : !date.atTime(time).isAfter(now);
  }

  private static LocalDate inMonth(YearMonth month, int nth, DayOfWeek weekday) {
    LocalDate date = month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(nth, weekday));
    if (!YearMonth.from(date).equals(month)) {
      throw new UnclearException(Reason.NO_SUCH_DATE);
    }
    return date;
  }

  private static LocalDate monday(LocalDate date) {
    return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private static LocalDate start(LocalDate today, ChronoUnit unit, int ahead) {
    return switch (unit) {
      case WEEKS -> monday(today).plusWeeks(ahead);
      case MONTHS -> today.withDayOfMonth(1).plusMonths(ahead);
      case YEARS -> today.withDayOfYear(1).plusYears(ahead);
      default -> today.plusDays(ahead);
    };
  }

  /** The first day of a quarter of the year. */
  static DateMeaning quarter(int ahead) {
    return (now, time) ->
        now.toLocalDate()
            .withDayOfMonth(1)
            .withMonth(now.getMonth().firstMonthOfQuarter().getValue())
            .plusMonths(3L * ahead);
  }

  private static LocalDate plus(LocalDate date, Period period) {
    return known(date.plus(period));
  }

  /** The date, which must lie in a year of four digits. */
  static LocalDate known(LocalDate date) {
    if (date.getYear() > LAST_YEAR || date.getYear() < 1) {
      throw new UnclearException(Reason.NO_SUCH_DATE);
    }
    return date;
  }
}
