package dev.kafila.task;

import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/** Rules by day, week, month or year, by lib-recur; ends at the year 9999 or where none matches. */
final class CalendarIterator implements Iterator<LocalDateTime> {
  private final RecurrenceRuleIterator iterator;
  private LocalDateTime next;

  /**
   * @param rule a checked rule without COUNT and UNTIL
   */
  CalendarIterator(String rule, LocalDateTime start) {
    RecurrenceRuleIterator made = null;
    try {
      RecurrenceRule parsed = new RecurrenceRule(rule, RecurrenceRule.RfcMode.RFC5545_LAX);
      made = parsed.iterator(floating(start));
    } catch (InvalidRecurrenceRuleException e) {
      throw new IllegalArgumentException("recurrence rule: " + e.getMessage(), e);
    } catch (IllegalArgumentException | IllegalStateException e) {
      // "too many empty recurrence sets": the rule matches nothing.
    }
    this.iterator = made;
    this.next = made == null ? null : fetch();
  }

  private LocalDateTime fetch() {
    try {
      if (!iterator.hasNext()) {
        return null;
      }
      DateTime found = iterator.nextDateTime();
      return found.getYear() > Recurrence.LAST_YEAR ? null : local(found);
    } catch (IllegalArgumentException | IllegalStateException e) {
      // lib-recur gives up after a thousand periods without a match.
      return null;
    }
  }

  private static DateTime floating(LocalDateTime time) {
    return new DateTime(
        time.getYear(),
        time.getMonthValue() - 1,
        time.getDayOfMonth(),
        time.getHour(),
        time.getMinute(),
        time.getSecond());
  }

  private static LocalDateTime local(DateTime time) {
    return LocalDateTime.of(
        time.getYear(),
        time.getMonth() + 1,
        time.getDayOfMonth(),
        time.getHours(),
        time.getMinutes(),
        Math.min(time.getSeconds(), 59));
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public LocalDateTime next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    LocalDateTime result = next;
    next = fetch();
    return result;
  }
}
