package dev.kafila.chat;

import dev.kafila.task.Recurrence;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Changes one part of a recurrence rule and keeps the others. */
final class RuleChange {
  private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final String DAYS = "BYDAY";

  private final Map<String, String> parts = new LinkedHashMap<>();

  RuleChange(String rule) {
    for (var part : rule.split(";")) {
      var equals = part.indexOf('=');
      parts.put(part.substring(0, equals), part.substring(equals + 1));
    }
  }

  String rule() {
    var text = parts.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(";"));
    return Recurrence.parse(text).toString();
  }

  RuleChange until(LocalDate day) {
    parts.remove("COUNT");
    parts.put("UNTIL", BASIC.format(day));
    return this;
  }

  RuleChange times(int count) {
    parts.remove("UNTIL");
    parts.put("COUNT", Integer.toString(count));
    return this;
  }

  /** Without an end, and at each of its days: what tells which the next one is. */
  private Recurrence pattern() {
    var left = new LinkedHashMap<>(parts);
    left.remove("COUNT");
    left.remove("UNTIL");
    if (isPlainWeekly()) {
      left.remove("INTERVAL");
    }
    return Recurrence.parse(
        left.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(";")));
  }

  private boolean isPlainWeekly() {
    return "WEEKLY".equals(parts.get("FREQ"));
  }

  /** Whether it takes place by the day of the week, or each day. */
  boolean knowsWeekdays() {
    var plain = parts.keySet().stream().noneMatch(p -> p.startsWith("BY") && !p.equals(DAYS));
    var daily = "DAILY".equals(parts.get("FREQ")) && !parts.containsKey("INTERVAL");
    return plain && (isPlainWeekly() || daily);
  }

  /**
   * The days of the week of a rule that {@link #knowsWeekdays}.
   *
   * @param due what gives a weekly rule its day that names none
   */
  Set<DayOfWeek> weekdays(LocalDate due) {
    var named = parts.get(DAYS);
    var days = new TreeSet<DayOfWeek>();
    if (named != null) {
      Arrays.stream(DayOfWeek.values()).filter(day -> named.contains(code(day))).forEach(days::add);
    } else if (isPlainWeekly()) {
      days.add(due.getDayOfWeek());
    } else {
      days.addAll(Set.of(DayOfWeek.values()));
    }
    return days;
  }

  RuleChange on(Set<DayOfWeek> days) {
    parts.put("FREQ", "WEEKLY");
    parts.put(DAYS, days.stream().map(RuleChange::code).collect(Collectors.joining(",")));
    return this;
  }

  /**
   * The rule where its one day is moved to another: every Tuesday to every Wednesday, each 1st to
   * each 5th.
   *
   * @return empty where it names several days, or a day by what it is
   */
  Optional<RuleChange> movedTo(LocalDate day) {
    var weekday = parts.get(DAYS);
    var monthDay = parts.get("BYMONTHDAY");
    if (isPlainWeekly() && weekday != null && weekday.length() == 2) {
      parts.put(DAYS, code(day.getDayOfWeek()));
      return Optional.of(this);
    }
    if (weekday == null && monthDay != null && !monthDay.contains(",")) {
      parts.put("BYMONTHDAY", Integer.toString(day.getDayOfMonth()));
      if (parts.containsKey("BYMONTH")) {
        parts.put("BYMONTH", Integer.toString(day.getMonthValue()));
      }
      return Optional.of(this);
    }
    return parts.keySet().stream().noneMatch(part -> part.startsWith("BY"))
        ? Optional.of(this)
        : Optional.empty();
  }

  /** Its first occurrence from a day on, at that time. */
  Optional<LocalDateTime> firstFrom(LocalDateTime from) {
    return pattern().next(from, from.minusSeconds(1));
  }

  private static String code(DayOfWeek day) {
    return day.name().substring(0, 2);
  }
}
