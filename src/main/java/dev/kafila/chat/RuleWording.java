package dev.kafila.chat;

import dev.kafila.task.Anchor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** How a recurrence rule is said to a person; a rare one is shown as it is. */
final class RuleWording {
  private static final Map<String, String> DAYS =
      Map.of(
          "MO",
          "Monday",
          "TU",
          "Tuesday",
          "WE",
          "Wednesday",
          "TH",
          "Thursday",
          "FR",
          "Friday",
          "SA",
          "Saturday",
          "SU",
          "Sunday");
  private static final Map<String, String> UNITS =
      Map.of(
          "MINUTELY",
          "minute",
          "HOURLY",
          "hour",
          "DAILY",
          "day",
          "WEEKLY",
          "week",
          "MONTHLY",
          "month",
          "YEARLY",
          "year");
  private static final Set<String> SAYABLE = Set.of("FREQ", "INTERVAL", "BYDAY", "COUNT");
  private static final String WEEKDAY = "weekday";
  private static final String WORKDAYS = "MO,TU,WE,TH,FR";

  private RuleWording() {}

  static String of(String rule, Anchor anchor) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (var part : rule.split(";")) {
      int equals = part.indexOf('=');
      parts.put(part.substring(0, equals), part.substring(equals + 1));
    }
    var unit = UNITS.get(parts.get("FREQ"));
    var days = days(parts.get("BYDAY"));
    if (unit == null || days == null || !SAYABLE.containsAll(parts.keySet())) {
      return "repeating " + rule;
    }
    var text = new StringBuilder("every ");
    var interval = parts.getOrDefault("INTERVAL", "1");
    if (days.equals(WEEKDAY) && !interval.equals("1")) {
      days += "s";
    }
    if (days.isEmpty() || !unit.equals("week") || !interval.equals("1")) {
      text.append(interval.equals("1") ? unit : interval + " " + unit + "s");
      text.append(days.isEmpty() ? "" : " on " + days);
    } else {
      text.append(days);
    }
    if (anchor == Anchor.COMPLETION) {
      text.append(" after completion");
    }
    if (parts.containsKey("COUNT")) {
      text.append(", ").append(parts.get("COUNT")).append(" times");
    }
    return text.toString();
  }

  /** Empty where there are none; null where they are not plain weekdays. */
  private static String days(String byDay) {
    if (byDay == null) {
      return "";
    }
    if (byDay.equals(WORKDAYS)) {
      return WEEKDAY;
    }
    List<String> names = Arrays.stream(byDay.split(",")).map(DAYS::get).toList();
    return names.stream().anyMatch(Objects::isNull) ? null : String.join(", ", names);
  }
}
