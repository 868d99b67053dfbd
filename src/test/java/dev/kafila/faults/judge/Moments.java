package dev.kafila.faults.judge;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** When a task wanted to be remembered, and from when to when it did. */
final class Moments {
  /** What lay further in the past when it was asked for is passed over. */
  private static final Duration JUST_NOW = Duration.ofMinutes(1);

  private Moments() {}

  /**
   * A time in which a task wanted one moment.
   *
   * @param end null: it still does
   */
  record Wanted(Instant moment, Instant begin, Instant end) {
    /** Whether it was asked for in time. */
    boolean counts() {
      return !moment.isBefore(begin.minus(JUST_NOW));
    }

    boolean holds(Instant time) {
      return !time.isBefore(begin) && (end == null || !time.isAfter(end));
    }
  }

  /**
   * Whether a moment may be told of: it was asked for in time, and is wanted, or wanted again, when
   * it is told. Between the two the task may have been closed without the reminder having heard.
   */
  static boolean allowed(List<Wanted> wishes, Instant moment, Instant time) {
    var same = wishes.stream().filter(wish -> wish.moment().equals(moment)).toList();
    return !time.isBefore(moment)
        && same.stream().anyMatch(wish -> wish.counts() && !time.isBefore(wish.begin()))
        && same.stream().anyMatch(wish -> wish.holds(time));
  }

  /**
   * @param chain a task's events, in order
   */
  static List<Wanted> of(List<SeenEvent> chain) {
    var wanted = new ArrayList<Wanted>();
    for (var event : chain) {
      var now = at(event);
      for (int i = 0; i < wanted.size(); i++) {
        var one = wanted.get(i);
        if (one.end() == null && !now.remove(one.moment())) {
          wanted.set(i, new Wanted(one.moment(), one.begin(), event.time()));
        }
      }
      now.forEach(moment -> wanted.add(new Wanted(moment, event.time(), null)));
    }
    return wanted;
  }

  private static Set<Instant> at(SeenEvent event) {
    var moments = new HashSet<Instant>();
    var task = event.task();
    if (event.is("task.deleted") || !task.path("status").asText().equals("pending")) {
      return moments;
    }
    for (var reminder : task.path("reminders")) {
      if (reminder.has("remind_at")) {
        moments.add(instant(reminder.path("remind_at").asText()));
      } else if (task.has("due_at")) {
        var before = Duration.ofMinutes(reminder.path("minutes_before").asLong());
        moments.add(instant(task.path("due_at").asText()).minus(before));
      }
    }
    return moments;
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
  }
}
