package dev.kafila.chat.reader;

import dev.kafila.task.Priority;
import dev.kafila.task.Status;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/**
 * Which tasks are meant.
 *
 * @param status null for any
 * @param query words that they contain; null for any
 * @param tags all of which they have; empty for any
 * @param priority null for any
 * @param from first day on which they are due (or, with {@link Status#COMPLETED}, were completed);
 *     null if open
 * @param to last such day, inclusive; null if open
 * @param overdue only those whose due time has passed
 * @param limit at most so many; null for all
 * @param hours the time of day at which they are due, if they have one; null for any
 * @param traits all of which they have; empty for any
 */
public record Filter(
    Status status,
    String query,
    List<String> tags,
    Priority priority,
    LocalDate from,
    LocalDate to,
    boolean overdue,
    Integer limit,
    Hours hours,
    Set<Trait> traits) {

  /** From one time of day to another, both inclusive. */
  public record Hours(LocalTime from, LocalTime to) {}

  /** What tasks can be asked for besides. */
  public enum Trait {
    RECURRING,
    UNDATED
  }

  public static final Filter ALL = new Filter(null, null, List.of(), null, null, null, false, null);

  public Filter(
      Status status,
      String query,
      List<String> tags,
      Priority priority,
      LocalDate from,
      LocalDate to,
      boolean overdue,
      Integer limit) {
    this(status, query, tags, priority, from, to, overdue, limit, null, Set.of());
  }

  /** The same with other words. */
  Filter withQuery(String words) {
    return new Filter(status, words, tags, priority, from, to, overdue, limit, hours, traits);
  }
}
