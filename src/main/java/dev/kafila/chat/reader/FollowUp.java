package dev.kafila.chat.reader;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a sentence says that counts from what was said before it.
 *
 * @param said the words that say it, without those that only lead to them ("no, I meant"); null if
 *     it stands for itself
 * @param openHour whether its time may be one of the morning or of the evening: "make it 9"
 * @param until the day on which a task ends that recurs; null if none was named. For one that
 *     doesn't, it is {@code details.due()} too
 * @param starts whether its date is where a task that recurs begins: "starting April 1"
 * @param also whether its days come to those that there are: "also on Thursdays"
 * @param without weekdays that a task no longer takes place on; empty if none
 * @param during how long a task goes on that recurs; null if not said
 * @param times how often a task takes place that recurs; 0 if not said
 * @param thatDay whether it is the day spoken of last: "move it there"
 */
public record FollowUp(
    String said,
    boolean openHour,
    LocalDate until,
    boolean starts,
    boolean also,
    Set<DayOfWeek> without,
    Amount during,
    int times,
    boolean thatDay) {
  public static final FollowUp NONE =
      new FollowUp(null, false, null, false, false, Set.of(), null, 0, false);

  public FollowUp {
    without = without == null ? Set.of() : without;
  }

  /**
   * What a stretch says; to be asked before its date is resolved.
   *
   * @throws UnclearException if the day on which it ends does not exist
   */
  static FollowUp of(Scan scan, Context context) {
    When when = scan.when();
    ClockTime time = when.times.size() == 1 ? when.times.get(0) : null;
    boolean open = time != null && time.open() && time.part() == null;
    LocalDate until =
        when.until == null || when.repeat != null
            ? null
            : when.until.resolve(context.now().toLocalDateTime(), null);
    return new FollowUp(null, open, until, when.starts, false, Set.of(), null, 0, false);
  }

  static FollowUp without(Set<DayOfWeek> days) {
    return new FollowUp(null, false, null, false, false, new TreeSet<>(days), null, 0, false);
  }

  /** One of the two is given. */
  static FollowUp lasting(Amount during, int times) {
    return new FollowUp(null, false, null, false, false, Set.of(), during, times, false);
  }

  static FollowUp onThatDay() {
    return new FollowUp(null, false, null, false, false, Set.of(), null, 0, true);
  }

  /** Said alone, by these words. */
  FollowUp saying(String words) {
    return new FollowUp(words, openHour, until, starts, also, without, during, times, thatDay);
  }

  FollowUp andAlso() {
    return new FollowUp(said, openHour, until, starts, true, without, during, times, thatDay);
  }
}
