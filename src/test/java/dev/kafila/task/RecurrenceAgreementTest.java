package dev.kafila.task;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.property.RecurrenceRule;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * A second opinion on recurrence: what biweekly, which expands rules by code of its own, makes of
 * the same rule, zone and start. Where the two are known to differ, the reason says who is right.
 */
class RecurrenceAgreementTest {
  private static final int MOST = 25;
  private static final int RULES = 10_000;
  private static final Map<String, Integer> DIFFERENT = new TreeMap<>();

  @Property(tries = RULES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void two_implementations_agree(@ForAll long seed) {
    // Given
    var given = RandomRule.of(seed);

    // When
    var ours = ours(given);
    var theirs = theirs(given, given.has("COUNT") || given.has("UNTIL") ? MOST : ours.size());

    // Then
    if (!ours.equals(theirs)) {
      assertThat(reason(given)).as("%s: %s, not %s", given, ours, theirs).isNotNull();
      DIFFERENT.merge(reason(given), 1, Integer::sum);
    }
  }

  @AfterContainer
  static void say() {
    System.out.printf("of %d rules, different for a known reason: %s%n", RULES, DIFFERENT);
  }

  /** Null if they should agree. */
  private static String reason(RandomRule given) {
    if (given.has("FREQ", "MONTHLY") && given.has("INTERVAL") && given.has("BYMONTH")) {
      return "biweekly counts only the months of BYMONTH; RFC 5545 counts all";
    }
    if (given.has("FREQ", "DAILY")
        && given.has("INTERVAL")
        && (given.has("BYDAY") || given.has("BYMONTH") || given.has("BYMONTHDAY"))) {
      return "biweekly counts only the days that match; RFC 5545 counts all";
    }
    if (given.has("BYYEARDAY") && given.has("BYSETPOS")) {
      return "biweekly's first year begins with the start; RFC 5545 means a whole year";
    }
    if (given.has("FREQ", "WEEKLY") && given.has("BYSETPOS")) {
      return "biweekly's first week begins with the start; RFC 5545 means a whole week";
    }
    if (given.has("BYWEEKNO")) {
      return "biweekly cuts weeks at New Year; RFC 5545 means whole ISO weeks";
    }
    return null;
  }

  /** Local times, since a moment hides which of two equal hours was meant. */
  private static List<LocalDateTime> ours(RandomRule given) {
    // The other library knows nothing of SKIP, and leaves out days that a month lacks.
    return Recurrence.parse("RSCALE=GREGORIAN;SKIP=OMIT;" + given.rule())
        .occurrences(given.start(), given.zone(), MOST)
        .stream()
        .map(time -> time.toLocalDateTime())
        .toList();
  }

  private static List<LocalDateTime> theirs(RandomRule given, int most) {
    var iterator =
        read(given.rule())
            .getDateIterator(
                Date.from(given.start().atZone(given.zone()).toInstant()),
                TimeZone.getTimeZone(given.zone()));
    List<LocalDateTime> times = new ArrayList<>();
    while (times.size() < most && iterator.hasNext()) {
      times.add(LocalDateTime.ofInstant(iterator.next().toInstant(), given.zone()));
    }
    return times;
  }

  private static RecurrenceRule read(String rule) {
    var calendar =
        Biweekly.parse(
                """
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Kafila//Test//EN
                BEGIN:VEVENT
                UID:1
                DTSTAMP:20200101T000000Z
                RRULE:%s
                END:VEVENT
                END:VCALENDAR
                """
                    .formatted(rule))
            .first();
    return calendar.getEvents().get(0).getRecurrenceRule();
  }
}
