package dev.kafila.chat;

import dev.kafila.task.Anchor;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a recurrence rule is said to a person, in words that read back as the same rule. A rule that
 * no sentence makes is shown as it is.
 */
final class RuleWording {
  private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
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
  private static final Set<String> SAYABLE =
      Set.of(
          "FREQ",
          "INTERVAL",
          "BYMONTH",
          "BYMONTHDAY",
          "BYDAY",
          "BYHOUR",
          "BYMINUTE",
          "BYSETPOS",
          "COUNT",
          "UNTIL");
  private static final List<String> ORDINALS =
      List.of("", "first", "second", "third", "fourth", "fifth");
  private static final String WORKDAYS = "MO,TU,WE,TH,FR";
  private static final int MOST_EXCEPTED = 5;

  private final Map<String, String> parts = new LinkedHashMap<>();
  private final String unit;
  private final int interval;

  private RuleWording(String rule) {
    for (var part : rule.split(";")) {
      int equals = part.indexOf('=');
      parts.put(part.substring(0, equals), part.substring(equals + 1));
    }
    unit = UNITS.getOrDefault(parts.get("FREQ"), "");
    interval = Integer.parseInt(parts.getOrDefault("INTERVAL", "1"));
  }

  static String of(String rule, Anchor anchor) {
    var wording = new RuleWording(rule);
    var days = wording.sayable() ? wording.days() : null;
    return days == null ? "repeating " + rule : days + wording.limits(anchor);
  }

  private boolean sayable() {
    boolean wholeDay = !parts.getOrDefault("UNTIL", "").contains("T");
    boolean hours = parts.containsKey("BYHOUR") == parts.containsKey("BYMINUTE");
    boolean oneMinute = !parts.getOrDefault("BYMINUTE", "").contains(",");
    return SAYABLE.containsAll(parts.keySet()) && wholeDay && hours && oneMinute;
  }

  /** What it happens on; null if there are no words for it. */
  private String days() {
    boolean monthDay = parts.containsKey("BYMONTHDAY");
    boolean weekday = parts.containsKey("BYDAY");
    if (monthDay && weekday || parts.containsKey("BYSETPOS") && !weekday) {
      return null;
    }
    return switch (unit) {
      case "minute", "hour" -> monthDay || has("BYSETPOS", "BYMONTH") ? null : weekly();
      case "day" -> monthDay || weekday ? null : every();
      case "week" -> monthDay || has("BYSETPOS") ? null : weekly();
      case "month" -> monthly();
      case "year" -> yearly();
      default -> null;
    };
  }

  private boolean has(String... names) {
    return Arrays.stream(names).anyMatch(parts::containsKey);
  }

  private String every() {
    return interval == 1 ? "every " + unit : "every " + interval + " " + unit + "s";
  }

  private String weekly() {
    var byDay = parts.get("BYDAY");
    if (byDay == null) {
      return every();
    }
    if (Character.isDigit(byDay.charAt(0)) || byDay.charAt(0) == '-') {
      return null;
    }
    boolean workdays = byDay.equals(WORKDAYS);
    if (interval == 1 && unit.equals("week")) {
      return "every " + (workdays ? "weekday" : names(byDay));
    }
    return every() + " on " + (workdays ? "weekdays" : names(byDay));
  }

  private static String names(String byDay) {
    return Arrays.stream(byDay.split(",")).map(RuleWording::name).collect(Collectors.joining(", "));
  }

  private static String name(String code) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> day.name().startsWith(code.substring(code.length() - 2)))
        .findFirst()
        .orElseThrow()
        .getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private String monthly() {
    if (has("BYMONTHDAY")) {
      var days = daysOfMonth();
      return days == null ? null : every() + " on the " + days;
    }
    var position = parts.get("BYSETPOS");
    if (position != null) {
      return parts.get("BYDAY").equals(WORKDAYS)
          ? every() + " on the " + ordinals(List.of(position.split(","))) + " weekday"
          : null;
    }
    var nth = has("BYDAY") ? nthWeekdays() : "";
    return nth == null ? null : every() + (nth.isEmpty() ? "" : " on the " + nth);
  }

  /** "1st, 15th"; with the last "15th and last day". */
  private String daysOfMonth() {
    var days = List.of(parts.get("BYMONTHDAY").split(","));
    boolean fromEnd = days.stream().anyMatch(day -> day.startsWith("-"));
    return fromEnd ? ordinals(days) + " day" : ordinals(days);
  }

  /** Those counted from the end behind the others: "1st, 15th and last". */
  private static String ordinals(List<String> numbers) {
    var text = numbersOf(numbers, true).map(RuleWording::ordinal).collect(Collectors.joining(", "));
    var last =
        numbersOf(numbers, false).map(RuleWording::ordinal).collect(Collectors.joining(", "));
    return text.isEmpty() || last.isEmpty() ? text + last : text + " and " + last;
  }

  private static Stream<String> numbersOf(List<String> numbers, boolean fromStart) {
    return numbers.stream().filter(number -> number.startsWith("-") != fromStart);
  }

  private static String ordinal(String number) {
    if (number.equals("-1")) {
      return "last";
    }
    if (number.startsWith("-")) {
      return ordinal(number.substring(1)) + " to last";
    }
    int n = Integer.parseInt(number);
    boolean teen = n % 100 > 10 && n % 100 < 14;
    return n + (teen ? "th" : n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th");
  }

  /** "first, third Monday" of 1MO,3MO; "first Monday and third Friday" of 1MO,3FR. */
  private String nthWeekdays() {
    var codes = List.of(parts.get("BYDAY").split(","));
    if (codes.stream().anyMatch(code -> !code.matches("-?[1-5]\\w\\w"))) {
      return null;
    }
    Map<String, List<String>> daysOf = new LinkedHashMap<>();
    for (var code : codes) {
      int end = code.length() - 2;
      daysOf
          .computeIfAbsent(code.substring(0, end), n -> new ArrayList<>())
          .add(code.substring(end));
    }
    var days = daysOf.values().stream().distinct().toList();
    if (days.size() == 1) {
      return daysOf.keySet().stream().map(RuleWording::word).collect(Collectors.joining(", "))
          + " "
          + names(String.join(",", days.get(0)));
    }
    return daysOf.entrySet().stream()
        .map(entry -> word(entry.getKey()) + " " + names(String.join(",", entry.getValue())))
        .collect(Collectors.joining(" and "));
  }

  /** "third", "last", "second to last". */
  private static String word(String number) {
    int n = Integer.parseInt(number);
    return n == -1 ? "last" : n < 0 ? ORDINALS.get(-n) + " to last" : ORDINALS.get(n);
  }

  private String yearly() {
    var months = parts.get("BYMONTH");
    if (months == null) {
      return has("BYMONTHDAY", "BYDAY", "BYSETPOS") ? null : every();
    }
    boolean one = !months.contains(",");
    if (has("BYDAY")) {
      var nth = has("BYSETPOS") ? null : nthWeekdays();
      return nth == null || nth.indexOf(',') >= 0 || nth.contains(" and ")
          ? null
          : every() + " on the " + nth + " of " + months(months);
    }
    var days = parts.get("BYMONTHDAY");
    if (days == null || days.contains("-")) {
      return "-1".equals(days) ? every() + " on the last day of " + months(months) : null;
    }
    if (one) {
      return every() + " on " + month(months) + " " + days.replace(",", ", ");
    }
    return days.contains(",")
        ? null
        : Arrays.stream(months.split(","))
            .map(number -> days + " " + month(number))
            .collect(Collectors.joining(", ", every() + " on ", ""));
  }

  private static String month(String number) {
    return Month.of(Integer.parseInt(number)).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String months(String numbers) {
    return Arrays.stream(numbers.split(","))
        .map(RuleWording::month)
        .collect(Collectors.joining(", "));
  }

  private String limits(Anchor anchor) {
    var text = new StringBuilder();
    if (has("BYMONTH") && !unit.equals("year")) {
      text.append(ofMonths(List.of(parts.get("BYMONTH").split(","))));
    }
    if (has("BYHOUR")) {
      var minute = Integer.parseInt(parts.get("BYMINUTE"));
      text.append(" at ")
          .append(
              Arrays.stream(parts.get("BYHOUR").split(","))
                  .map(hour -> "%02d:%02d".formatted(Integer.parseInt(hour), minute))
                  .collect(Collectors.joining(" and ")));
    }
    if (anchor == Anchor.COMPLETION) {
      text.append(" after completion");
    }
    if (has("UNTIL")) {
      text.append(" until ").append(DAY.format(LocalDate.parse(parts.get("UNTIL"), BASIC)));
    }
    if (has("COUNT")) {
      text.append(", ").append(parts.get("COUNT")).append(" times");
    }
    return text.toString();
  }

  private String ofMonths(List<String> numbers) {
    var others =
        Arrays.stream(Month.values())
            .map(month -> String.valueOf(month.getValue()))
            .filter(number -> !numbers.contains(number))
            .collect(Collectors.joining(","));
    boolean most = interval == 1 && !others.isEmpty() && 12 - numbers.size() <= MOST_EXCEPTED;
    return most ? " except in " + months(others) : " in " + months(String.join(",", numbers));
  }
}
