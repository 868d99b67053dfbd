package dev.kafila.task;

import dev.kafila.task.RuleParts.Frequency;
import dev.kafila.task.RuleParts.Part;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeSet;

/**
 * BYSETPOS for yearly rules: counts within each whole year, also the first, of which a part lies
 * before the start. lib-recur would count what the first year holds from the start.
 */
final class PositionIterator implements Iterator<LocalDateTime> {
  private static final int MOST_EMPTY_YEARS = 1_000;

  private final Iterator<LocalDateTime> all;
  private final List<Integer> positions;
  private final LocalDateTime start;
  private final ArrayDeque<LocalDateTime> ready = new ArrayDeque<>();
  private LocalDateTime ahead;

  /**
   * @param rule the rule of these parts without BYSETPOS, COUNT and UNTIL
   * @param start what lies before is left out
   */
  PositionIterator(RuleParts parts, String rule, LocalDateTime start) {
    this.positions = parts.numbers(Part.BYSETPOS);
    this.start = start;
    this.all = new CalendarIterator(rule, wholeYearBefore(start, parts.interval()));
    this.ahead = all.hasNext() ? all.next() : null;
  }

  /** Whether lib-recur would choose wrongly. Weeks by number may lie in two years: it is right. */
  static boolean isFor(RuleParts parts) {
    return parts.frequency() == Frequency.YEARLY
        && parts.has(Part.BYSETPOS)
        && !parts.has(Part.BYWEEKNO);
  }

  private static LocalDateTime wholeYearBefore(LocalDateTime time, long interval) {
    long back = interval;
    // Only Feb 29 is not in each of them.
    while (time.minusYears(back).getDayOfMonth() != time.getDayOfMonth()) {
      back += interval;
    }
    var before = time.minusYears(back);
    return before.getYear() > 0 ? before : time;
  }

  @Override
  public boolean hasNext() {
    for (int empty = 0; ready.isEmpty() && ahead != null && empty < MOST_EMPTY_YEARS; empty++) {
      choose();
    }
    return !ready.isEmpty();
  }

  private void choose() {
    int year = ahead.getYear();
    var set = new ArrayList<LocalDateTime>();
    while (ahead != null && ahead.getYear() == year) {
      set.add(ahead);
      ahead = all.hasNext() ? all.next() : null;
    }
    var chosen = new TreeSet<LocalDateTime>();
    for (int position : positions) {
      int index = position > 0 ? position - 1 : set.size() + position;
      if (index >= 0 && index < set.size() && !set.get(index).isBefore(start)) {
        chosen.add(set.get(index));
      }
    }
    ready.addAll(chosen);
  }

  @Override
  public LocalDateTime next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }
}
