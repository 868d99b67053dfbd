package dev.kafila.chat.reader;

import dev.kafila.chat.reader.UnclearException.Reason;
import dev.kafila.task.Priority;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the phrases of a sentence say beside its title, collected while they are read.
 *
 * <p>Two phrases that contradict each other are kept as a doubt, to be asked about.
 */
final class When {
  DateMeaning date;
  final List<ClockTime> times = new ArrayList<>();
  Amount fromNow;
  ZoneId zone;
  RepeatMeaning repeat;
  final List<ReminderMeaning> reminders = new ArrayList<>();
  Priority priority;
  final Set<String> tags = new LinkedHashSet<>();
  UnclearException doubt;

  /** The day on which it ends if it recurs, else the day on which it is due. */
  DateMeaning until;

  /** Whether a date was said to be where something begins: "starting April 1". */
  boolean starts;

  /** Weekdays without "every", which a weekly rule elsewhere makes its own: "Tue, Thu, weekly". */
  List<DayOfWeek> openDays = List.of();

  /** How many times had been said when a day came to a rule; 0 before. */
  private int timesBeforeDay;

  /** "This time tomorrow": at the present time of day. */
  boolean sameTime;

  /**
   * A reminder as a sentence speaks of it: an amount before the due time, or a time, or a day and a
   * time; {@code fixed} null for the former.
   */
  record ReminderMeaning(Amount before, When fixed) {}

  boolean isEmpty() {
    return date == null
        && times.isEmpty()
        && fromNow == null
        && repeat == null
        && until == null
        && reminders.isEmpty()
        && priority == null
        && tags.isEmpty()
        && doubt == null;
  }

  boolean hasDate() {
    return date != null || !times.isEmpty() || fromNow != null || repeat != null || until != null;
  }

  /** How much it says beside dates and times. */
  int beside() {
    return tags.size() + reminders.size() + (priority == null ? 0 : 1);
  }

  /**
   * @param asStart whether it is said to be where something begins
   */
  void date(DateMeaning meaning, boolean asStart) {
    if (repeat != null && repeat.namesDays() && !asStart) {
      doubt(new UnclearException(Reason.TWO_REPEATS));
    } else if (repeat != null && repeat.start == null && date == null) {
      repeat.start = meaning;
      timesBeforeDay = asStart ? 0 : times.size();
    } else if (date != null || (fromNow != null)) {
      doubt(new UnclearException(Reason.TWO_DATES));
    } else {
      date = meaning;
    }
  }

  void until(DateMeaning meaning) {
    if (until != null) {
      doubt(new UnclearException(Reason.TWO_DATES));
    }
    until = meaning;
  }

  /** Gives "until Friday" its meaning, once it is known whether the task recurs. */
  void settle() {
    if (until == null) {
      return;
    }
    if (repeat == null || repeat.until != null) {
      date(until);
    } else {
      repeat.until = until;
    }
    until = null;
  }

  void date(DateMeaning meaning) {
    date(meaning, false);
  }

  void fromNow(Amount amount) {
    if (date != null || fromNow != null) {
      doubt(new UnclearException(Reason.TWO_DATES));
    } else {
      fromNow = amount;
    }
  }

  void time(ClockTime time) {
    int last = times.size() - 1;
    if (timesBeforeDay > 0 && time.time() != null) {
      // "every day at 8, Sunday at 10"
      doubt(new UnclearException(Reason.TWO_REPEATS));
    }
    if (last < 0) {
      times.add(time);
    } else if (time.time() == null && times.get(last).part() == null) {
      times.set(last, times.get(last).in(time.part()));
    } else if (times.get(last).time() == null) {
      times.set(last, time.part() == null ? time.in(times.get(last).part()) : time);
    } else {
      times.add(time);
    }
  }

  void zone(ZoneId newZone) {
    zone = newZone;
  }

  void repeat(RepeatMeaning meaning) {
    if (repeat != null) {
      doubt(new UnclearException(Reason.TWO_REPEATS));
      return;
    }
    if (!openDays.isEmpty() && meaning.unit == RepeatMeaning.Unit.WEEKLY && !meaning.namesDays()) {
      meaning.on(openDays);
      doubt = null;
    }
    if (date != null && meaning.start == null) {
      meaning.start = date;
      date = null;
    }
    repeat = meaning;
  }

  /** Days that may be a rule's. */
  void days(List<DayOfWeek> days, UnclearException otherwise) {
    if (repeat != null && repeat.unit == RepeatMeaning.Unit.WEEKLY && !repeat.namesDays()) {
      repeat.on(days);
    } else {
      openDays = doubt == null ? days : List.of();
      doubt(otherwise);
    }
  }

  void doubt(UnclearException why) {
    if (doubt == null) {
      doubt = why;
    }
  }
}
