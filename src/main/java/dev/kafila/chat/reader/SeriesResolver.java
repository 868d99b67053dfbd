package dev.kafila.chat.reader;

import dev.kafila.chat.reader.ClockTime.DayPart;
import dev.kafila.chat.reader.UnclearException.Reason;
import dev.kafila.task.Due;
import dev.kafila.task.Recurrence;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Turns what a sentence says about a recurrence into a rule and its first date. */
final class SeriesResolver {
  private final ZonedDateTime now;
  private final DayPart usual;

  /**
   * @param usual the part of the day in which such a task takes place; null if unknown
   */
  SeriesResolver(ZonedDateTime now, DayPart usual) {
    this.now = now;
    this.usual = usual;
  }

  /**
   * @param first the first date that lies ahead
   */
  record Series(Due first, Repeat repeat) {}

  /**
   * @throws UnclearException if nothing would ever happen
   */
  Series series(When when) {
    RepeatMeaning meaning = when.repeat;
    LocalDateTime local = now.toLocalDateTime();
    List<LocalTime> times = times(when);
    if (when.zone != null && !when.zone.equals(now.getZone())) {
      times = times.stream().map(time -> inUsersZone(time, when.zone)).toList();
    }
    LocalTime time = times.isEmpty() ? null : times.get(0);
    // "Friday at 19:00, every day at 7:00 and 19:00": the time said twice is the first one's.
    boolean twice = times.size() > 1 && when.times.size() > times.size() && when.zone == null;
    LocalTime firstTime = twice ? when.times.get(0).resolve(usual) : time;
    List<Integer> hours = hours(meaning, times);
    LocalDate start = start(when, local, time);
    String endless = meaning.rule(meaning.interval, hours, time == null ? 0 : time.getMinute());
    Due first;
    if (meaning.startsAfterInterval && !meaning.namesDays()) {
      first = afterInterval(meaning, time, local);
    } else if (meaning.unit.withinDay()) {
      first = firstWithinDay(meaning, when, start, time, local);
    } else {
      String pattern = meaning.rule(1, hours, time == null ? 0 : time.getMinute());
      first = first(meaning, pattern, start, firstTime, local, hours);
    }
    LocalDate day = Dates.known(first.at().toLocalDate());
    LocalDate until = meaning.until == null ? null : until(meaning.until, local, day);
    String rule = endless + meaning.end(day, until, Math.max(1, hours.size()));
    return new Series(first, new Repeat(checked(rule), meaning.anchor));
  }

  /** Some rules can be said that no calendar keeps: "every 99999 months". */
  private static String checked(String rule) {
    try {
      return Recurrence.parse(rule).toString();
    } catch (IllegalArgumentException e) {
      throw new UnclearException(Reason.HOW_OFTEN);
    }
  }

  /** "Every Monday starting in June until Friday": a day that comes again is one from June on. */
  private static LocalDate until(DateMeaning until, LocalDateTime local, LocalDate first) {
    LocalDate day = until.resolve(local, null);
    if (day.isBefore(first) && until.comesAgain()) {
      day = until.resolve(first.atStartOfDay(), null);
    }
    if (day.isBefore(first)) {
      throw new UnclearException(Reason.ENDS_TOO_SOON, day, first);
    }
    return day;
  }

  private LocalDate start(When when, LocalDateTime local, LocalTime time) {
    RepeatMeaning meaning = when.repeat;
    if (when.fromNow != null) {
      return Dates.known(local.toLocalDate().plus(when.fromNow.period()));
    }
    if (meaning.start == null && meaning.startsAfterInterval) {
      return local.toLocalDate().plus(meaning.period());
    }
    return meaning.start == null ? null : meaning.start.resolve(local, time);
  }

  private LocalTime inUsersZone(LocalTime time, ZoneId zone) {
    LocalDate day = now.withZoneSameInstant(zone).toLocalDate();
    return day.atTime(time).atZone(zone).withZoneSameInstant(now.getZone()).toLocalTime();
  }

  private List<LocalTime> times(When when) {
    TreeSet<LocalTime> times = new TreeSet<>();
    for (ClockTime time : when.times) {
      times.add(time.resolve(usual));
    }
    return List.copyOf(times);
  }

  /** Several times a day fit into one rule only if they share their minute. */
  private static List<Integer> hours(RepeatMeaning meaning, List<LocalTime> times) {
    if (times.size() < 2) {
      return List.of();
    }
    boolean sameMinute = times.stream().map(LocalTime::getMinute).distinct().count() == 1;
    if (!sameMinute || meaning.unit.withinDay()) {
      throw new UnclearException(Reason.TWO_REPEATS);
    }
    return times.stream().map(LocalTime::getHour).toList();
  }

  private Due afterInterval(RepeatMeaning meaning, LocalTime time, LocalDateTime local) {
    if (meaning.unit.withinDay()) {
      return Due.at(firstAfterNow(meaning, local));
    }
    LocalDate day = local.toLocalDate().plus(meaning.period());
    return time == null ? Due.on(day) : Due.at(day.atTime(time));
  }

  private LocalDateTime firstAfterNow(RepeatMeaning meaning, LocalDateTime local) {
    return local
        .plusSeconds(meaning.unit.seconds * meaning.interval)
        .truncatedTo(ChronoUnit.MINUTES);
  }

  private Due firstWithinDay(
      RepeatMeaning meaning, When when, LocalDate start, LocalTime time, LocalDateTime local) {
    if (time != null) {
      LocalDate day = start != null ? start : Resolver.comingDate(when.times.get(0), time, local);
      return Due.at(onOrBehind(day, meaning).atTime(time));
    }
    if (start != null && start.isAfter(local.toLocalDate())) {
      return Due.at(onOrBehind(start, meaning).atTime(DayPart.MORNING.time));
    }
    LocalDateTime next = firstAfterNow(meaning, local);
    return meaning.namesDays()
        ? Recurrence.parse(meaning.rule(meaning.interval, List.of(), 0))
            .next(next, next.minusSeconds(1))
            .map(Due::at)
            .orElseThrow(() -> new UnclearException(Reason.REPEATS_NEVER))
        : Due.at(next);
  }

  /** The first day from this one on that is one of its weekdays, if it names any. */
  private static LocalDate onOrBehind(LocalDate day, RepeatMeaning meaning) {
    return meaning.weekdays.isEmpty()
        ? day
        : IntStream.range(0, 7)
            .mapToObj(day::plusDays)
            .filter(next -> meaning.weekdays.contains(next.getDayOfWeek()))
            .findFirst()
            .orElseThrow();
  }

  /**
   * The first occurrence that lies ahead. The interval plays no part in it: "every other Monday"
   * begins with the coming Monday.
   */
  private Due first(
      RepeatMeaning meaning,
      String pattern,
      LocalDate start,
      LocalTime time,
      LocalDateTime local,
      List<Integer> hours) {
    LocalDate from = start == null ? local.toLocalDate() : start;
    LocalDateTime begin = from.atTime(time == null ? LocalTime.MIDNIGHT : time);
    if (!meaning.namesDays() && hours.isEmpty()) {
      boolean passed = time != null && !begin.isAfter(local);
      LocalDate day = passed ? from.plusDays(1) : from;
      return time == null ? Due.on(day) : Due.at(day.atTime(time));
    }
    // A leap day begins on a real one.
    boolean yearly = meaning.unit == RepeatMeaning.Unit.YEARLY && !meaning.monthDays.isEmpty();
    String strict = yearly ? "RSCALE=GREGORIAN;" + pattern + ";SKIP=OMIT" : pattern;
    LocalDateTime after = time == null ? from.atStartOfDay().minusSeconds(1) : local;
    LocalDateTime notBefore = begin.minusSeconds(1);
    return Recurrence.parse(strict)
        .next(begin, after.isAfter(notBefore) ? after : notBefore)
        .map(next -> time == null ? Due.on(next.toLocalDate()) : Due.at(next))
        .orElseThrow(() -> new UnclearException(Reason.REPEATS_NEVER));
  }
}
