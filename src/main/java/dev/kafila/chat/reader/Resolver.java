package dev.kafila.chat.reader;

import dev.kafila.chat.reader.ClockTime.DayPart;
import dev.kafila.chat.reader.UnclearException.Reason;
import dev.kafila.chat.reader.When.ReminderMeaning;
import dev.kafila.task.Due;
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
      SeriesResolver.Series series = new SeriesResolver(now, usual).series(when);
      due = series.first();
      repeat = series.repeat();
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
      LocalDate day = when.date.resolve(local, null);
      if (day.isBefore(local.toLocalDate())) {
        throw new UnclearException(Reason.IN_THE_PAST, day);
      }
      return Due.on(day);
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
    if (day.isBefore(local.toLocalDate())) {
      throw new UnclearException(Reason.IN_THE_PAST, day.atTime(clock));
    }
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
      boolean morning = time.part() == DayPart.MORNING;
      if (time.open() && !morning && later.isAfter(local) && later.toLocalDate().equals(day)) {
        return at(later, zone);
      }
      throw new UnclearException(Reason.IN_THE_PAST, day.atTime(clock));
    }
    return at(day.atTime(clock), zone);
  }

  /** Today if the time is still ahead, else tomorrow. */
  static LocalDate comingDate(ClockTime time, LocalTime clock, LocalDateTime local) {
    LocalDate today = local.toLocalDate();
    boolean ahead = !time.midnight() && today.atTime(clock).isAfter(local);
    return ahead ? today : today.plusDays(1);
  }

  private Due dueAfter(Amount amount, ClockTime time, LocalDateTime local, ZoneId zone) {
    if (amount.wholeDays()) {
      LocalDate day = local.toLocalDate().plus(amount.period());
      return time == null
          ? Due.on(Dates.known(day))
          : dueOn(Dates.on(Dates.known(day)), time, local, zone);
    }
    if (time != null) {
      throw new UnclearException(Reason.TWO_TIMES);
    }
    ZonedDateTime after = amount.after(now).truncatedTo(ChronoUnit.MINUTES);
    Dates.known(after.toLocalDate());
    return Due.at(after.toLocalDateTime());
  }

  /** A wall time in its zone, in the user's zone and out of a daylight-saving gap. */
  private Due at(LocalDateTime local, ZoneId zone) {
    return Due.at(local.atZone(zone).withZoneSameInstant(now.getZone()).toLocalDateTime());
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
