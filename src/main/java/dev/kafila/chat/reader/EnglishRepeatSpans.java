package dev.kafila.chat.reader;

import dev.kafila.chat.reader.UnclearException.Reason;
import java.time.LocalTime;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** The hours, months or week within which something recurs: "in April", "between 9 and 5". */
final class EnglishRepeatSpans {
  private EnglishRepeatSpans() {}

  /** "every 4 hours between 8 and 20": so many times a day. */
  static boolean betweenHours(Cursor c, RepeatMeaning repeat) {
    int mark = c.at();
    boolean minutely = repeat.unit == RepeatMeaning.Unit.MINUTELY;
    if (!repeat.unit.withinDay() || repeat.namesDays() || !minutely && repeat.interval > 12) {
      return false;
    }
    boolean between = c.skip("between");
    if (between || c.skip("from")) {
      ClockTime first = EnglishTimes.endOfSpan(c);
      boolean link = between ? c.skip("and") : c.skipOneOf("to", "until", "till", "-", "through");
      ClockTime last = first != null && link ? EnglishTimes.endOfSpan(c) : null;
      if (last != null && c.wordEndsHere() && minutely) {
        // No rule says whether the last hour is full.
        repeat.start = Dates.unclear(Reason.HOW_OFTEN);
        return true;
      }
      if (last != null && c.wordEndsHere()) {
        LocalTime end = last.resolve(null);
        LocalTime hour = first.resolve(null);
        for (int i = 0; i < 24 && !hour.isAfter(end); i++) {
          repeat.hours.add(hour);
          boolean nextDay = hour.getHour() + repeat.interval > 23;
          hour = nextDay ? end.plusNanos(1) : hour.plusHours(repeat.interval);
        }
        if (!repeat.hours.isEmpty()) {
          repeat.unit = RepeatMeaning.Unit.DAILY;
          repeat.interval = 1;
          return true;
        }
      }
    }
    return c.back(mark);
  }

  /** "every Monday in April"; of a monthly or yearly rule the days still come. */
  static boolean inMonths(Cursor c, RepeatMeaning repeat) {
    int mark = c.at();
    boolean fits =
        repeat.unit == RepeatMeaning.Unit.WEEKLY
            || repeat.unit == RepeatMeaning.Unit.DAILY
            || repeat.unit == RepeatMeaning.Unit.MONTHLY;
    if (fits && !repeat.startsAfterInterval && repeat.months.isEmpty() && c.skip("in")) {
      Set<Month> months = EnglishExceptions.months(c);
      months.forEach(month -> repeat.months.add(month.getValue()));
      if (!months.isEmpty() && c.wordEndsHere()) {
        return true;
      }
      repeat.months.clear();
    }
    return c.back(mark);
  }

  /** "every day next week": from its first day, or today, until its last. */
  static boolean inPeriod(Cursor c, RepeatMeaning repeat) {
    int mark = c.at();
    c.skipOneOf("in", "for", "during", "of");
    boolean rest = c.skipOneOf("the rest of");
    boolean next = c.skip("next");
    if (next || c.skip("this") || rest && c.skip("the")) {
      ChronoUnit unit =
          c.skip("week") ? ChronoUnit.WEEKS : c.skip("month") ? ChronoUnit.MONTHS : null;
      unit = unit == null && c.skip("year") ? ChronoUnit.YEARS : unit;
      boolean free = repeat.start == null && repeat.until == null && repeat.during == null;
      if (unit != null && c.wordEndsHere() && free && isWithin(repeat.unit, unit)) {
        repeat.start = next ? Dates.startOf(unit, 1) : null;
        repeat.until = Dates.endOf(unit, next ? 1 : 0);
        return true;
      }
    }
    return c.back(mark);
  }

  private static boolean isWithin(RepeatMeaning.Unit unit, ChronoUnit period) {
    return switch (unit) {
      case DAILY -> true;
      case WEEKLY -> true;
      case MONTHLY -> period == ChronoUnit.YEARS;
      default -> false;
    };
  }
}
