package dev.kafila.task;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parts of an RFC 5545 recurrence rule (with RFC 7529's RSCALE and SKIP), checked one by one.
 *
 * <p>Stricter than most libraries, which drop what they don't understand: a rule that silently
 * means something else than its author wrote is worse than an error.
 */
final class RuleParts {
  enum Frequency {
    SECONDLY(1),
    MINUTELY(60),
    HOURLY(3_600),
    DAILY(86_400),
    WEEKLY(604_800),
    MONTHLY(2_592_000),
    YEARLY(31_536_000);

    final long seconds;

    Frequency(long seconds) {
      this.seconds = seconds;
    }

    boolean withinDay() {
      return compareTo(DAILY) < 0;
    }
  }

  /** In the order in which they are written out. */
  enum Part {
    RSCALE,
    FREQ,
    INTERVAL,
    BYMONTH,
    BYWEEKNO,
    BYYEARDAY,
    BYMONTHDAY,
    BYDAY,
    BYHOUR,
    BYMINUTE,
    BYSECOND,
    BYSETPOS,
    WKST,
    SKIP,
    COUNT,
    UNTIL
  }

  private static final int MAX_LENGTH = 2_000;
  private static final int MAX_COUNT = 1_000_000;
  private static final long MAX_INTERVAL_SECONDS = 1_000L * 366 * 86_400;
  private static final Pattern WEEKDAY =
      Pattern.compile("(?:[+-]?[1-9]\\d?)?(?:MO|TU|WE|TH|FR|SA|SU)");
  private static final DateTimeFormatter BASIC_DATE =
      DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter BASIC_TIME = DateTimeFormatter.ofPattern("HHmmss");
  private static final Set<Part> BY_PARTS =
      EnumSet.of(
          Part.BYMONTH,
          Part.BYWEEKNO,
          Part.BYYEARDAY,
          Part.BYMONTHDAY,
          Part.BYDAY,
          Part.BYHOUR,
          Part.BYMINUTE,
          Part.BYSECOND);

  private final EnumMap<Part, String> texts = new EnumMap<>(Part.class);
  private final EnumMap<Part, List<Integer>> numbers = new EnumMap<>(Part.class);

  private RuleParts() {}

  static RuleParts parse(String rrule) {
    String text = rrule.strip().toUpperCase(Locale.ROOT);
    if (text.startsWith("RRULE:")) {
      text = text.substring("RRULE:".length());
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a recurrence rule must not be empty");
    }
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a recurrence rule has at most " + MAX_LENGTH + " characters");
    }
    RuleParts parts = new RuleParts();
    for (String item : text.split(";", -1)) {
      parts.add(item);
    }
    parts.check();
    parts.readNumbers();
    return parts;
  }

  private void add(String item) {
    int equals = item.indexOf('=');
    if (equals < 1 || equals == item.length() - 1) {
      throw bad("each part is NAME=VALUE, and '" + item + "' is not");
    }
    Part part;
    try {
      part = Part.valueOf(item.substring(0, equals));
    } catch (IllegalArgumentException e) {
      throw bad("there is no part " + item.substring(0, equals));
    }
    if (texts.put(part, canonical(part, item.substring(equals + 1))) != null) {
      throw bad(part + " appears twice");
    }
  }

  private static String canonical(Part part, String value) {
    return switch (part) {
      case FREQ -> oneOf(part, value, Frequency.values());
      case RSCALE -> oneOf(part, value, "GREGORIAN");
      case SKIP -> oneOf(part, value, "OMIT", "BACKWARD", "FORWARD");
      case WKST -> oneOf(part, value, "MO", "TU", "WE", "TH", "FR", "SA", "SU");
      case INTERVAL -> Integer.toString(integer(part, value, 1, Integer.MAX_VALUE, false));
      case COUNT -> Integer.toString(integer(part, value, 1, MAX_COUNT, false));
      case BYMONTH -> integers(part, value, 1, 12, false);
      case BYWEEKNO -> integers(part, value, 1, 53, true);
      case BYYEARDAY, BYSETPOS -> integers(part, value, 1, 366, true);
      case BYMONTHDAY -> integers(part, value, 1, 31, true);
      case BYHOUR -> integers(part, value, 0, 23, false);
      case BYMINUTE -> integers(part, value, 0, 59, false);
      case BYSECOND -> integers(part, value, 0, 60, false);
      case BYDAY -> weekdays(value);
      case UNTIL -> {
        untilOf(value);
        yield value;
      }
    };
  }

  private static String oneOf(Part part, String value, Object... allowed) {
    for (Object candidate : allowed) {
      if (candidate.toString().equals(value)) {
        return value;
      }
    }
    throw bad(part + " must be one of " + List.of(allowed) + ", not " + value);
  }

  private static int integer(Part part, String value, int least, int most, boolean negativeToo) {
    int number;
    try {
      number = Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw bad(part + " must be a whole number, not " + value, e);
    }
    int size = negativeToo ? Math.abs(number) : number;
    if (size < least || size > most) {
      throw bad(part + " must lie in " + least + ".." + most + ", not " + value);
    }
    return number;
  }

  private static String integers(
      Part part, String value, int least, int most, boolean negativeToo) {
    List<String> numbers = new ArrayList<>();
    for (String item : value.split(",", -1)) {
      numbers.add(Integer.toString(integer(part, item, least, most, negativeToo)));
    }
    return String.join(",", numbers);
  }

  private static String weekdays(String value) {
    for (String day : value.split(",", -1)) {
      if (!WEEKDAY.matcher(day).matches()) {
        throw bad("BYDAY lists days such as MO, 1MO or -1FR, and '" + day + "' is none");
      }
      if (day.length() > 2 && Math.abs(Integer.parseInt(day.substring(0, day.length() - 2))) > 53) {
        throw bad("BYDAY counts weeks in 1..53, not " + day);
      }
    }
    return value.replace("+", "");
  }

  private void check() {
    Frequency frequency = frequency();
    if (has(Part.COUNT) && has(Part.UNTIL)) {
      throw bad("COUNT and UNTIL exclude each other");
    }
    if (has(Part.SKIP) && !has(Part.RSCALE)) {
      throw bad("SKIP needs RSCALE=GREGORIAN");
    }
    if (interval() * frequency.seconds > MAX_INTERVAL_SECONDS) {
      throw bad("INTERVAL must not be longer than 1000 years");
    }
    if (has(Part.BYWEEKNO) && frequency != Frequency.YEARLY) {
      throw bad("BYWEEKNO needs FREQ=YEARLY");
    }
    if (has(Part.BYYEARDAY)
        && (frequency == Frequency.DAILY
            || frequency == Frequency.WEEKLY
            || frequency == Frequency.MONTHLY)) {
      throw bad("BYYEARDAY does not go with FREQ=" + frequency);
    }
    if (has(Part.BYMONTHDAY) && frequency == Frequency.WEEKLY) {
      throw bad("BYMONTHDAY does not go with FREQ=WEEKLY");
    }
    boolean numbered = numbersWeekdays();
    if (numbered && frequency != Frequency.MONTHLY && frequency != Frequency.YEARLY) {
      throw bad("a numbered BYDAY needs FREQ=MONTHLY or FREQ=YEARLY");
    }
    if (numbered && has(Part.BYWEEKNO)) {
      throw bad("a numbered BYDAY does not go with BYWEEKNO");
    }
    if (has(Part.BYSETPOS) && BY_PARTS.stream().noneMatch(this::has)) {
      throw bad("BYSETPOS needs another BY part to choose from");
    }
  }

  private void readNumbers() {
    for (Part part : EnumSet.range(Part.BYMONTH, Part.BYSETPOS)) {
      if (has(part) && part != Part.BYDAY) {
        String[] items = texts.get(part).split(",");
        numbers.put(part, Stream.of(items).map(Integer::valueOf).collect(Collectors.toList()));
      }
    }
  }

  boolean has(Part part) {
    return texts.containsKey(part);
  }

  /** Whether BYDAY says which of the weekdays: 2TU. */
  boolean numbersWeekdays() {
    return has(Part.BYDAY) && texts.get(Part.BYDAY).chars().anyMatch(Character::isDigit);
  }

  Frequency frequency() {
    String value = texts.get(Part.FREQ);
    if (value == null) {
      throw bad("FREQ is missing");
    }
    return Frequency.valueOf(value);
  }

  long interval() {
    return Long.parseLong(texts.getOrDefault(Part.INTERVAL, "1"));
  }

  /**
   * What becomes of a date that a month lacks: OMIT, FORWARD, or BACKWARD if the rule is silent.
   */
  String skip() {
    return texts.getOrDefault(Part.SKIP, "BACKWARD");
  }

  /** How many occurrences there are at most; {@link Long#MAX_VALUE} where the rule names none. */
  long count() {
    return Long.parseLong(texts.getOrDefault(Part.COUNT, Long.toString(Long.MAX_VALUE)));
  }

  /** The numbers of a BY part; empty where the rule lacks it. */
  List<Integer> numbers(Part part) {
    return numbers.getOrDefault(part, List.of());
  }

  /**
   * The last local time that still belongs to the rule; {@link LocalDateTime#MAX} where it names
   * none. A date means that whole day, a time in UTC is read in the zone.
   */
  LocalDateTime until(ZoneId zone) {
    String value = texts.get(Part.UNTIL);
    if (value == null) {
      return LocalDateTime.MAX;
    }
    LocalDateTime until = untilOf(value);
    return value.endsWith("Z")
        ? until.atOffset(ZoneOffset.UTC).atZoneSameInstant(zone).toLocalDateTime()
        : until;
  }

  private static LocalDateTime untilOf(String value) {
    try {
      if (value.length() == 8) {
        return LocalDate.parse(value, BASIC_DATE).atTime(LocalTime.MAX);
      }
      String text = value.endsWith("Z") ? value.substring(0, value.length() - 1) : value;
      if (text.length() == 15 && text.charAt(8) == 'T') {
        return LocalDate.parse(text.substring(0, 8), BASIC_DATE)
            .atTime(LocalTime.parse(text.substring(9), BASIC_TIME));
      }
    } catch (DateTimeException e) {
      throw badUntil(value, e);
    }
    throw badUntil(value, null);
  }

  /** The rule made of the named parts only, in the canonical order. */
  String text(Set<Part> wanted) {
    return texts.entrySet().stream()
        .filter(entry -> wanted.contains(entry.getKey()))
        .filter(entry -> entry.getKey() != Part.INTERVAL || !"1".equals(entry.getValue()))
        .map(Map.Entry::toString)
        .collect(Collectors.joining(";"));
  }

  private static IllegalArgumentException badUntil(String value, Throwable cause) {
    return bad(
        "UNTIL is a date (20260331) or a time (20260331T090000, with Z in UTC), not " + value,
        cause);
  }

  private static IllegalArgumentException bad(String why) {
    return bad(why, null);
  }

  private static IllegalArgumentException bad(String why, Throwable cause) {
    return new IllegalArgumentException("recurrence rule: " + why, cause);
  }
}
