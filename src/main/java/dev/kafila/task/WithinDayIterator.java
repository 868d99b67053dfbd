package dev.kafila.task;

import dev.kafila.task.RuleParts.Frequency;
import dev.kafila.task.RuleParts.Part;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeSet;

/**
 * Hourly, minutely and secondly rules: the days that match, then each day's times in the phase of
 * the start.
 *
 * <p>lib-recur walks such rules one period at a time and gives up after 4,320 that do not match,
 * which "each ten minutes on Saturdays" exceeds.
 */
final class WithinDayIterator implements Iterator<LocalDateTime> {
  private static final int SECONDS_A_DAY = 86_400;
  private static final int MAX_IDLE_STEPS = 2_000_000;
  private static final EnumSet<Part> DAY_PARTS =
      EnumSet.of(Part.BYMONTH, Part.BYYEARDAY, Part.BYMONTHDAY, Part.BYDAY);

  private final RuleParts parts;
  private final LocalDateTime start;
  private final long step;
  private final Iterator<LocalDateTime> days;
  private final ArrayDeque<LocalDateTime> ready = new ArrayDeque<>();
  private int idleSteps;

  WithinDayIterator(RuleParts parts, LocalDateTime start, LocalDate from) {
    this.parts = parts;
    this.start = start;
    this.step = parts.interval() * parts.frequency().seconds;
    String filters = parts.text(DAY_PARTS);
    this.days =
        new CalendarIterator(
            "FREQ=DAILY" + (filters.isEmpty() ? "" : ";" + filters), from.atStartOfDay());
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && idleSteps < MAX_IDLE_STEPS && days.hasNext()) {
      expand(days.next().toLocalDate());
    }
    return !ready.isEmpty();
  }

  @Override
  public LocalDateTime next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    idleSteps = 0;
    return ready.remove();
  }

  private void expand(LocalDate day) {
    idleSteps++;
    // Periods begin at the start of their hour or minute; the start's own place in it is expanded.
    LocalDateTime phase = periodBegin(start);
    long sincePhase = ChronoUnit.SECONDS.between(phase, day.atStartOfDay());
    long first = Math.floorMod(-sincePhase, step);
    for (long second = first; second < SECONDS_A_DAY; second += step) {
      idleSteps++;
      for (LocalTime time : times(LocalTime.ofSecondOfDay(second))) {
        LocalDateTime occurrence = day.atTime(time);
        if (!occurrence.isBefore(start)) {
          ready.add(occurrence);
        }
      }
    }
  }

  private LocalDateTime periodBegin(LocalDateTime time) {
    return switch (parts.frequency()) {
      case HOURLY -> time.truncatedTo(ChronoUnit.HOURS);
      case MINUTELY -> time.truncatedTo(ChronoUnit.MINUTES);
      default -> time;
    };
  }

  /** The times of one period that the rule keeps, in order. */
  private List<LocalTime> times(LocalTime period) {
    if (!keeps(Part.BYHOUR, period.getHour())) {
      return List.of();
    }
    TreeSet<LocalTime> found = new TreeSet<>();
    for (int minute : minutes(period)) {
      for (int second : seconds(period)) {
        found.add(LocalTime.of(period.getHour(), minute, Math.min(second, 59)));
      }
    }
    return chosen(new ArrayList<>(found));
  }

  private List<Integer> minutes(LocalTime period) {
    if (parts.frequency() == Frequency.HOURLY) {
      return orElse(Part.BYMINUTE, start.getMinute());
    }
    return keeps(Part.BYMINUTE, period.getMinute()) ? List.of(period.getMinute()) : List.of();
  }

  private List<Integer> seconds(LocalTime period) {
    if (parts.frequency() != Frequency.SECONDLY) {
      return orElse(Part.BYSECOND, start.getSecond());
    }
    return keeps(Part.BYSECOND, period.getSecond()) ? List.of(period.getSecond()) : List.of();
  }

  private List<Integer> orElse(Part part, int value) {
    return parts.has(part) ? parts.numbers(part) : List.of(value);
  }

  private boolean keeps(Part part, int value) {
    return !parts.has(part) || parts.numbers(part).contains(value);
  }

  private List<LocalTime> chosen(List<LocalTime> times) {
    if (!parts.has(Part.BYSETPOS)) {
      return times;
    }
    TreeSet<LocalTime> chosen = new TreeSet<>();
    for (int position : parts.numbers(Part.BYSETPOS)) {
      int index = position > 0 ? position - 1 : times.size() + position;
      if (index >= 0 && index < times.size()) {
        chosen.add(times.get(index));
      }
    }
    return new ArrayList<>(chosen);
  }
}
