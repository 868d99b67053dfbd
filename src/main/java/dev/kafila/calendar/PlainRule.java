package dev.kafila.calendar;

import dev.kafila.task.Recurrence;
import dev.kafila.task.Series;
import dev.kafila.task.TaskFields;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A series from its present occurrence on, as a rule of plain RFC 5545: calendars know nothing of
 * where the series began, and few know SKIP.
 */
final class PlainRule {
  private static final int MOST_COUNTED = 10_000;
  private static final int SHORTEST_MONTH = 28;
  private static final int DATE_LENGTH = 8;
  private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

  private PlainRule() {}

  /**
   * @param rule a valid rule, in canonical form
   * @return empty if it has no more occurrences than this one, or cannot be said plainly
   */
  static Optional<String> of(String rule, Series series, TaskFields fields) {
    Map<String, String> parts =
        Arrays.stream(rule.split(";"))
            .map(part -> part.split("=", 2))
            .collect(
                Collectors.toMap(p -> p[0], p -> p[1], (one, other) -> one, LinkedHashMap::new));
    parts.remove("RSCALE");
    var skip = parts.remove("SKIP");
    keepDay(parts, series);
    if (!"OMIT".equals(skip) && !fallBack(parts, skip)) {
      return Optional.empty();
    }
    if (parts.containsKey("COUNT")) {
      int left = left(rule, series, Integer.parseInt(parts.get("COUNT")));
      if (left <= 1) {
        return Optional.empty();
      }
      parts.put("COUNT", Integer.toString(left));
    }
    parts.computeIfPresent("UNTIL", (name, until) -> until(until, fields));
    return Optional.of(
        parts.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(";")));
  }

  /** A date for days, a moment in UTC for times: calendars refuse one for the other. */
  private static String until(String until, TaskFields fields) {
    boolean utc = until.endsWith("Z");
    var time =
        until.length() == DATE_LENGTH
            ? LocalDate.parse(until, DAY).atTime(LAST_SECOND)
            : LocalDateTime.parse(utc ? until.substring(0, until.length() - 1) : until, TIME);
    var moment = time.atZone(utc ? ZoneOffset.UTC : fields.zone());
    return fields.due().wholeDay()
        ? moment.withZoneSameInstant(fields.zone()).format(DAY)
        : moment.withZoneSameInstant(ZoneOffset.UTC).format(TIME) + "Z";
  }

  /** Names the day of the month that the series began on: this occurrence may lie on another. */
  private static void keepDay(Map<String, String> parts, Series series) {
    boolean byMonths = "MONTHLY".equals(parts.get("FREQ")) || "YEARLY".equals(parts.get("FREQ"));
    boolean days =
        parts.containsKey("BYDAY")
            || parts.containsKey("BYMONTHDAY")
            || parts.containsKey("BYYEARDAY")
            || parts.containsKey("BYWEEKNO");
    if (byMonths && !days && series.start().getDayOfMonth() > SHORTEST_MONTH) {
      parts.put("BYMONTHDAY", Integer.toString(series.start().getDayOfMonth()));
      if ("YEARLY".equals(parts.get("FREQ"))) {
        parts.putIfAbsent("BYMONTH", Integer.toString(series.start().getMonthValue()));
      }
    }
  }

  /**
   * Says "the 31st, or the last day" as "the last of 28, 29, 30 and 31".
   *
   * @return whether it could be said
   */
  private static boolean fallBack(Map<String, String> parts, String skip) {
    var days = parts.getOrDefault("BYMONTHDAY", "");
    boolean late =
        Arrays.stream(days.split(","))
            .anyMatch(day -> !day.isEmpty() && Integer.parseInt(day) > SHORTEST_MONTH);
    if (!late) {
      return true;
    }
    boolean oneMonth = "MONTHLY".equals(parts.get("FREQ")) || isOneMonth(parts);
    if (days.contains(",")
        || parts.containsKey("BYDAY")
        || parts.containsKey("BYSETPOS")
        || "FORWARD".equals(skip)
        || !oneMonth) {
      return false;
    }
    parts.put(
        "BYMONTHDAY",
        IntStream.rangeClosed(SHORTEST_MONTH, Integer.parseInt(days))
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(",")));
    parts.put("BYSETPOS", "-1");
    return true;
  }

  private static boolean isOneMonth(Map<String, String> parts) {
    var months = parts.getOrDefault("BYMONTH", "");
    return !months.isEmpty() && !months.contains(",");
  }

  /** Occurrences from this one on. */
  private static int left(String rule, Series series, int count) {
    var all = Recurrence.parse(rule).occurrences(series.start(), Math.min(count, MOST_COUNTED));
    int index = all.indexOf(series.slot());
    return index < 0 ? count : count - index;
  }
}
