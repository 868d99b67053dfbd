package dev.kafila.task;

import dev.kafila.task.RuleParts.Frequency;
import dev.kafila.task.RuleParts.Part;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * An RFC 5545 recurrence rule, expanded on floating local time.
 *
 * <p>Where the rule names no SKIP, a date that a month lacks falls back to the month's last day
 * (Jan 31, Feb 28, Mar 31). A zone comes in only at the end: a local time that the clocks skip
 * moves forward by the gap, one that they repeat means the first.
 *
 * <p>Expanding does a bounded amount of work: a rule that matches nothing for centuries has ended.
 */
public final class Recurrence {
  static final int LAST_YEAR = 9999;
  private static final EnumSet<Part> LIMITS = EnumSet.of(Part.COUNT, Part.UNTIL);

  private final RuleParts parts;
  private final ZoneId zone;

  private Recurrence(RuleParts parts, ZoneId zone) {
    this.parts = parts;
    this.zone = zone;
  }

  /**
   * Reads the text of a rule, such as {@code FREQ=WEEKLY;BYDAY=MO}, with or without {@code RRULE:}.
   *
   * @throws IllegalArgumentException if it is no valid rule; the message says why, for people
   */
  public static Recurrence parse(String rrule) {
    return new Recurrence(RuleParts.parse(rrule), ZoneOffset.UTC);
  }

  /** The same rule, whose UNTIL, where it is given in UTC, is read in this zone. */
  public Recurrence in(ZoneId localZone) {
    return new Recurrence(parts, localZone);
  }

  /**
   * The first occurrence strictly later than a time; empty where the rule has ended by then.
   *
   * @param seriesStart the local time at which the series begins and that sets its phase
   */
  public Optional<LocalDateTime> next(LocalDateTime seriesStart, LocalDateTime after) {
    LocalDateTime start = seriesStart.truncatedTo(ChronoUnit.SECONDS);
    Iterator<LocalDateTime> all = iterator(start, after);
    while (all.hasNext()) {
      LocalDateTime occurrence = all.next();
      if (occurrence.isAfter(after)) {
        return Optional.of(occurrence);
      }
    }
    return Optional.empty();
  }

  /** The first occurrence of a whole-day series strictly later than a date. */
  public Optional<LocalDate> next(LocalDate seriesStart, LocalDate after) {
    return next(seriesStart.atStartOfDay(), after.plusDays(1).atStartOfDay().minusSeconds(1))
        .map(LocalDateTime::toLocalDate);
  }

  /** The first occurrences, fewer than {@code limit} where the rule ends. */
  public List<LocalDateTime> occurrences(LocalDateTime seriesStart, int limit) {
    List<LocalDateTime> result = new ArrayList<>();
    Iterator<LocalDateTime> all = iterator(seriesStart.truncatedTo(ChronoUnit.SECONDS), null);
    while (result.size() < limit && all.hasNext()) {
      result.add(all.next());
    }
    return result;
  }

  /**
   * The first occurrences as they happen in a zone, strictly increasing: where the clocks jump and
   * two of them fall together, they are one.
   */
  public List<ZonedDateTime> occurrences(LocalDateTime seriesStart, ZoneId localZone, int limit) {
    List<ZonedDateTime> result = new ArrayList<>();
    LocalDateTime start = seriesStart.truncatedTo(ChronoUnit.SECONDS);
    Iterator<LocalDateTime> all = in(localZone).iterator(start, null);
    while (result.size() < limit && all.hasNext()) {
      ZonedDateTime occurrence = all.next().atZone(localZone);
      if (result.isEmpty() || result.get(result.size() - 1).isBefore(occurrence)) {
        result.add(occurrence);
      }
    }
    return result;
  }

  /** How many occurrences the rule allows; very many where it does not say. */
  long count() {
    return parts.count();
  }

  /** Whether it repeats within a day, by hours, minutes or seconds. */
  boolean isWithinDay() {
    return parts.frequency().withinDay();
  }

  /** Whether the rule itself sets an end, by COUNT or UNTIL. */
  public boolean ends() {
    return parts.has(Part.COUNT) || parts.has(Part.UNTIL);
  }

  /** The rule in canonical order, as its user sees it. */
  @Override
  public String toString() {
    return parts.text(EnumSet.allOf(Part.class));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Recurrence recurrence && recurrence.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /**
   * @param from where a rule without COUNT may begin to look instead of at its start, or null
   */
  private Iterator<LocalDateTime> iterator(LocalDateTime start, LocalDateTime from) {
    if (start.getYear() < 1 || start.getYear() > LAST_YEAR) {
      return Collections.emptyIterator();
    }
    boolean jump = from != null && !parts.has(Part.COUNT) && from.isAfter(start);
    Iterator<LocalDateTime> endless;
    if (parts.frequency().withinDay()) {
      endless =
          new WithinDayIterator(parts, start, jump ? from.toLocalDate() : start.toLocalDate());
    } else if (PositionIterator.isFor(parts)) {
      endless = new PositionIterator(parts, ruleText(start), jump ? nearer(start, from) : start);
    } else {
      endless = new CalendarIterator(ruleText(start), jump ? nearer(start, from) : start);
    }
    return new Limited(endless, parts.count(), parts.until(zone));
  }

  /** A later start in the same phase; months and years stay, because they are few. */
  private LocalDateTime nearer(LocalDateTime start, LocalDateTime from) {
    if (parts.frequency().compareTo(Frequency.WEEKLY) > 0) {
      return start;
    }
    long period = parts.interval() * (parts.frequency() == Frequency.DAILY ? 1 : 7);
    // One period less: the one that `from` lies in may have begun before it.
    long periods = ChronoUnit.DAYS.between(start, from) / period - 1;
    return periods > 0 ? start.plusDays(periods * period) : start;
  }

  private String ruleText(LocalDateTime start) {
    EnumSet<Part> left = EnumSet.complementOf(LIMITS);
    // With RSCALE lib-recur forgets WKST: it is told only where SKIP makes a difference.
    left.removeAll(EnumSet.of(Part.RSCALE, Part.SKIP));
    if (PositionIterator.isFor(parts)) {
      left.remove(Part.BYSETPOS);
    }
    String text = parts.text(left) + everyMonth();
    String skip = parts.skip();
    return mayMissDays(start) && !skip.equals("OMIT")
        ? "RSCALE=GREGORIAN;" + text + ";SKIP=" + skip
        : text;
  }

  /**
   * RFC 5545 lets BYMONTHDAY expand a year to that day of each month; lib-recur takes the month of
   * the start unless it is told.
   */
  private String everyMonth() {
    boolean ofTheYear =
        parts.frequency() == Frequency.YEARLY
            && parts.has(Part.BYMONTHDAY)
            && !parts.has(Part.BYMONTH)
            && !parts.has(Part.BYWEEKNO)
            && !parts.has(Part.BYYEARDAY)
            && !parts.numbersWeekdays();
    return ofTheYear ? ";BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12" : "";
  }

  /** Whether the rule names days of a month that some months lack. */
  private boolean mayMissDays(LocalDateTime start) {
    if (parts.frequency().compareTo(Frequency.MONTHLY) < 0) {
      return false;
    }
    if (parts.has(Part.BYMONTHDAY)) {
      return parts.numbers(Part.BYMONTHDAY).stream().anyMatch(day -> day > 28);
    }
    return start.getDayOfMonth() > 28
        && !parts.has(Part.BYDAY)
        && !parts.has(Part.BYYEARDAY)
        && !parts.has(Part.BYWEEKNO);
  }

  /** COUNT and UNTIL, both inclusive. */
  private static final class Limited implements Iterator<LocalDateTime> {
    private final Iterator<LocalDateTime> endless;
    private final LocalDateTime until;
    private long left;
    private LocalDateTime next;

    Limited(Iterator<LocalDateTime> endless, long count, LocalDateTime until) {
      this.endless = endless;
      this.left = count;
      this.until = until;
    }

    @Override
    public boolean hasNext() {
      if (next == null && left > 0 && endless.hasNext()) {
        left--;
        next = endless.next();
        if (next.isAfter(until)) {
          next = null;
          left = 0;
        }
      }
      return next != null;
    }

    @Override
    public LocalDateTime next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      LocalDateTime result = next;
      next = null;
      return result;
    }
  }
}
