package dev.kafila.chat.reader;

import dev.kafila.chat.reader.UnclearException.Reason;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;

/** Days whose year is said, in any language. */
final class Years {
  private Years() {}

  /** A day of this year or a later one, which must be ahead. */
  static DateMeaning dayOf(int ahead, Month month, int day) {
    return (now, time) -> Dates.on(now.getYear() + ahead, month.getValue(), day).resolve(now, time);
  }

  /** A month's first day; of the present month no day is said. */
  static DateMeaning month(int year, Month month) {
    return (now, time) -> {
      if (YearMonth.from(now).equals(YearMonth.of(year, month))) {
        throw new UnclearException(Reason.WHICH_DAY);
      }
      return Dates.on(year, month.getValue(), 1).resolve(now, time);
    };
  }

  /** The next quarter that begins with this month; of the present one no day is said. */
  static DateMeaning quarter(Month first) {
    return (now, time) -> {
      if (now.getMonth().firstMonthOfQuarter() == first) {
        throw new UnclearException(Reason.WHICH_DAY);
      }
      return Dates.monthDay(first, 1).resolve(now, time);
    };
  }

  /** A day as it falls in one year: "the last Sunday of March 2027". */
  static DateMeaning in(int year, DateMeaning day) {
    return (now, time) -> {
      LocalDate date = day.resolve(LocalDate.of(year, 1, 1).atStartOfDay(), time);
      if (date.getYear() != year) {
        throw new UnclearException(Reason.NO_SUCH_DATE);
      }
      if (date.isBefore(now.toLocalDate())) {
        throw new UnclearException(Reason.IN_THE_PAST, date);
      }
      return date;
    };
  }

  /** The n-th day of a month, counted from its end: 1 is the last. */
  static DateMeaning dayFromEnd(int nth, Month month) {
    return (now, time) -> {
      LocalDate last = Dates.lastDayOf(month).resolve(now, time);
      return last.minusDays(nth - 1L);
    };
  }

  /** The nearest such weekday before or after another day. */
  static DateMeaning beside(DayOfWeek weekday, boolean before, DateMeaning day) {
    return (now, time) -> {
      LocalDate base = day.resolve(now, null);
      return base.with(
          before ? TemporalAdjusters.previous(weekday) : TemporalAdjusters.next(weekday));
    };
  }

  /** Some days from Monday to Friday before or after another day. */
  static DateMeaning workdays(int count, boolean before, DateMeaning day) {
    return (now, time) -> {
      LocalDate date = day.resolve(now, null);
      for (int left = Math.min(count, 5_000); left > 0; ) {
        date = date.plusDays(before ? -1 : 1);
        left -= Dates.isWorkday(date) ? 1 : 0;
      }
      return date;
    };
  }

  /** The n-th coming such weekday: "three Fridays from now". */
  static DateMeaning nthComing(int nth, DayOfWeek weekday) {
    return (now, time) ->
        Dates.known(now.toLocalDate().with(TemporalAdjusters.next(weekday)).plusWeeks(nth - 1L));
  }
}
