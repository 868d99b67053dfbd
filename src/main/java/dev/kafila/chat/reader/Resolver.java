package dev.kafila.chat.reader;

import dev.kafila.chat.reader.ClockTime.DayPart;
import dev.kafila.chat.reader.UnclearException.Reason;
import dev.kafila.chat.reader.When.ReminderMeaning;
import dev.kafila.task.Due;
import dev.kafila.task.Recurrence;
import dev.kafila.task.Reminder;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Turns what a sentence says about time into dates, given the present. */
final class Resolver {
  private static final long MINUTES_A_YEAR = 525_600;
  private static final LocalTime DEEP_NIGHT_ENDS = LocalTime.of(5, 0);

  private final ZonedDateTime now;
  private final DayPart usual;

  /**
   * @param usual the part of the day in which such a task takes place; null if unknown
   */
  Resolver(Context context, DayPart usual) {
    this.now = context.now();
    this.usual = usual;
  }

  /**
   * @throws UnclearException if it has two meanings or none
   */
  Details resolve(When when, String title) {
    when.settle();
    if (when.sameTime && when.times.isEmpty()) {
      when.time(ClockTime.exact(now.toLocalTime().truncatedTo(ChronoUnit.MINUTES)));
    }
    if (when.doubt != null) {
      throw when.doubt;
    }
    try {
      return resolved(when, title);
    } catch (DateTimeException | ArithmeticException e) {
      throw new UnclearException(Reason.NO_SUCH_DATE);
    }
  }

  private Details resolved(When when, String title) {
    Due due = null;
    Repeat repeat = null;
    if (when.repeat != null) {
      Series series = series(when);
      due = series.first;
      repeat = series.repeat;
    } else if (when.hasDate()) {
      due = due(when);
    }
    List<Reminder> reminders = new ArrayList<>();
    for (ReminderMeaning reminder : when.reminders) {
      reminders.add(reminder(reminder, due));
    }
    boolean dayInferred =
        when.date == null
            && when.fromNow == null
            && (when.repeat == null || !when.repeat.namesDays() && when.repeat.start == null);
    return new Details(
        title,
        due,
        due != null && dayInferred,
        repeat,
        List.copyOf(reminders),
        when.priority,
        List.copyOf(when.tags),
        List.of(),
        Set.of());
  }

  /** When a task that does not recur is due. */
  Due due(When when) {
    when.settle();
    if (when.times.size() > 1) {
      throw new UnclearException(Reason.TWO_TIMES);
    }
    ZoneId zone = when.zone == null ? now.getZone() : when.zone;
    LocalDateTime local = now.withZoneSameInstant(zone).toLocalDateTime();
    ClockTime time = when.times.isEmpty() ? null : when.times.get(0);
    if (when.fromNow != null) {
      return dueAfter(when.fromNow, time, local, zone);
    }
    if (time == null) {
      return Due.on(when.date.resolve(local, null));
    }
    LocalTime clock = time.resolve(usual);
    if (when.date == null) {
      return at(comingDate(time, clock, local).atTime(clock), zone);
    }
    return dueOn(when.date, time, local, zone);
  }

  private Due dueOn(DateMeaning date, ClockTime time, LocalDateTime local, ZoneId zone) {
    LocalTime clock = time.resolve(usual);
    LocalDate day = date.resolve(local, clock);
    boolean today = day.equals(local.toLocalDate());
    if (time.midnight()) {
      if (!today) {
        throw new UnclearException(Reason.WHICH_MIDNIGHT, day);
      }
      return at(day.plusDays(1).atStartOfDay(), zone);
    }
    if (time.part() == DayPart.NIGHT && clock.isBefore(DEEP_NIGHT_ENDS)) {
      return at(day.plusDays(1).atTime(clock), zone);
    }
    if (today && !day.atTime(clock).isAfter(local)) {
      if (time.time() == null) {
        return Due.on(day);
      }
      LocalDateTime later = day.atTime(clock).plusHours(12);
      if (time.open() && later.isAfter(local) && later.toLocalDate().equals(day)) {
        return at(later, zone);
      }
      throw new UnclearException(Reason.IN_THE_PAST, day.atTime(clock));
    }
    return at(day.atTime(clock), zone);
  }

  /** Today if the time is still ahead, else tomorrow. */
  private static LocalDate comingDate(ClockTime time, LocalTime clock, LocalDateTime local) {
    LocalDate today = local.toLocalDate();
    boolean ahead = !time.midnight() && today.atTime(clock).isAfter(local);
    return ahead ? today : today.plusDays(1);
  }

  private Due dueAfter(Amount amount, ClockTime time, LocalDateTime local, ZoneId zone) {
    if (amount.wholeDays()) {
      LocalDate day = local.toLocalDate().plus(amount.period());
      return time == null ? Due.on(checked(day)) : dueOn(Dates.on(checked(day)), time, local, zone);
    }
    if (time != null) {
      throw new UnclearException(Reason.TWO_TIMES);
    }
    ZonedDateTime after = amount.after(now).truncatedTo(ChronoUnit.MINUTES);
    checked(after.toLocalDate());
    return Due.at(after.toLocalDateTime());
  }

  private static LocalDate checked(LocalDate day) {
    if (day.getYear() > 9999) {
      throw new UnclearException(Reason.NO_SUCH_DATE);
    }
    return day;
  }

  /** A wall time in its zone, in the user's zone and out of a daylight-saving gap. */
  private Due at(LocalDateTime local, ZoneId zone) {
    return Due.at(local.atZone(zone).withZoneSameInstant(now.getZone()).toLocalDateTime());
  }

  private record Series(Due first, Repeat repeat) {}

  private Series series(When when) {
    RepeatMeaning meaning = when.repeat;
    LocalDateTime local = now.toLocalDateTime();
    List<LocalTime> times = times(when);
    if (when.zone != null && !when.zone.equals(now.getZone())) {
      times = times.stream().map(time -> inUsersZone(time, when.zone)).toList();
    }
    LocalTime time = times.isEmpty() ? null : times.get(0);
    List<Integer> hours = hours(meaning, times);
    LocalDate start = start(when, local, time);
    String endless = meaning.rule(meaning.interval, hours, time == null ? 0 : time.getMinute());
    Due first;
    if (meaning.startsAfterInterval) {
      first = afterInterval(meaning, time, local);
    } else if (meaning.unit.withinDay()) {
      first = firstWithinDay(meaning, when, start, time, local);
    } else {
      String pattern = meaning.rule(1, hours, time == null ? 0 : time.getMinute());
      first = first(meaning, pattern, start, time, local, hours);
    }
    LocalDate until =
        meaning.until == null ? null : meaning.until.resolve(first.at().minusSeconds(1), null);
    String rule = endless + meaning.end(first.at().toLocalDate(), until, Math.max(1, hours.size()));
    return new Series(first, new Repeat(Recurrence.parse(rule).toString(), meaning.anchor));
  }

  private LocalDate start(When when, LocalDateTime local, LocalTime time) {
    RepeatMeaning meaning = when.repeat;
    if (when.fromNow != null) {
      return local.toLocalDate().plus(when.fromNow.period());
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
      LocalDate day = start != null ? start : comingDate(when.times.get(0), time, local);
      return Due.at(day.atTime(time));
    }
    if (start != null && start.isAfter(local.toLocalDate())) {
      return Due.at(start.atTime(DayPart.MORNING.time));
    }
    LocalDateTime next = firstAfterNow(meaning, local);
    return meaning.namesDays()
        ? Recurrence.parse(meaning.rule(meaning.interval, List.of(), 0))
            .next(next, next.minusSeconds(1))
            .map(Due::at)
            .orElseThrow(() -> new UnclearException(Reason.REPEATS_NEVER))
        : Due.at(next);
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

  private Reminder reminder(ReminderMeaning reminder, Due due) {
    if (reminder.fixed() == null) {
      return Reminder.before(minutes(reminder.before()));
    }
    Due at = due(onDueDay(reminder.fixed(), due));
    LocalDateTime time = at.wholeDay() ? at.at().with(DayPart.MORNING.time) : at.at();
    return Reminder.at(time.atZone(now.getZone()).toOffsetDateTime());
  }

  /** "Remind me at 8am" of a task on Friday means 8:00 on Friday. */
  private static When onDueDay(When fixed, Due due) {
    fixed.settle();
    if (due == null || fixed.date != null || fixed.fromNow != null) {
      return fixed;
    }
    When onDay = new When();
    onDay.date = Dates.on(due.at().toLocalDate());
    onDay.times.addAll(fixed.times);
    onDay.zone = fixed.zone;
    return onDay;
  }

  private static int minutes(Amount before) {
    Period period = before.period();
    long days = period.toTotalMonths() * 30 + period.getDays();
    long minutes = days * 24 * 60 + before.duration().toMinutes();
    if (minutes > MINUTES_A_YEAR) {
      throw new UnclearException(Reason.REMIND_WHEN);
    }
    return (int) minutes;
  }
}
