package dev.kafila.task;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A rule by chance, with a zone and a start near a change of that zone's clocks. */
record RandomRule(String rule, ZoneId zone, LocalDateTime start) {
  private static final List<String> ZONES =
      List.of(
          "Africa/Cairo",
          "America/New_York",
          "America/Santiago",
          "America/Sao_Paulo",
          "Asia/Kathmandu",
          "Asia/Kolkata",
          "Australia/Lord_Howe",
          "Europe/Berlin",
          "Europe/London",
          "Pacific/Auckland",
          "UTC");
  private static final List<String> WEEKDAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

  static RandomRule of(long seed) {
    var random = new Random(seed);
    var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    return new RandomRule(new Writer(random).rule(), zone, start(random, zone));
  }

  boolean has(String part) {
    return rule.contains(part + "=");
  }

  boolean has(String part, String value) {
    return rule.contains(part + "=" + value);
  }

  private static LocalDateTime start(Random random, ZoneId zone) {
    var start = nearAChange(random, zone);
    // The other library takes a moment as the start: a time that the clocks skip is none.
    return zone.getRules().getValidOffsets(start).isEmpty() ? start.minusDays(1) : start;
  }

  /** In the hours or weeks around it, or any time now and then, or where the zone has none. */
  private static LocalDateTime nearAChange(Random random, ZoneId zone) {
    var day = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(12 * 365));
    var change = zone.getRules().nextTransition(day.atStartOfDay(zone).toInstant());
    if (change == null || random.nextInt(4) == 0) {
      return day.atTime(random.nextInt(24), 15 * random.nextInt(4));
    }
    var near = change.getDateTimeBefore().plusMinutes(15L * (random.nextInt(17) - 8));
    return near.minusDays(random.nextInt(3) == 0 ? 0 : random.nextInt(40));
  }

  /** Writes what RFC 5545 allows. */
  private static final class Writer {
    private final Random random;
    private final StringBuilder rule = new StringBuilder();
    private boolean several;

    Writer(Random random) {
      this.random = random;
    }

    String rule() {
      var frequency = List.of("DAILY", "WEEKLY", "MONTHLY", "YEARLY").get(random.nextInt(4));
      rule.append("FREQ=").append(frequency);
      if (oneIn(2)) {
        part("INTERVAL", Integer.toString(1 + random.nextInt(6)));
      }
      switch (frequency) {
        case "DAILY" -> daily();
        case "WEEKLY" -> weekly();
        case "MONTHLY" -> monthly();
        default -> yearly();
      }
      if (several && oneIn(4)) {
        part("BYSETPOS", oneIn(2) ? "1" : "-1");
      }
      if (oneIn(4)) {
        part("COUNT", Integer.toString(1 + random.nextInt(20)));
      } else if (oneIn(4)) {
        part("UNTIL", "20330%d15T235959Z".formatted(1 + random.nextInt(9)));
      }
      return rule.toString();
    }

    private void daily() {
      if (oneIn(3)) {
        part("BYDAY", weekdays());
      }
      if (oneIn(4)) {
        part("BYMONTH", numbers(1, 12, 4));
      }
      if (oneIn(5)) {
        part("BYMONTHDAY", numbers(-31, 31, 4));
      }
    }

    private void weekly() {
      if (!oneIn(3)) {
        part("BYDAY", weekdays());
        several = true;
      }
      if (oneIn(4)) {
        part("BYMONTH", numbers(1, 12, 4));
      }
      if (oneIn(3)) {
        part("WKST", oneIn(2) ? "SU" : "MO");
      }
    }

    private void monthly() {
      switch (random.nextInt(4)) {
        case 0 -> part("BYDAY", numberedWeekdays());
        case 1 -> several("BYMONTHDAY", numbers(-31, 31, 3));
        case 2 -> several("BYDAY", weekdays());
        default -> {
          // On the day of the start.
        }
      }
      if (oneIn(5)) {
        part("BYMONTH", numbers(1, 12, 5));
      }
    }

    private void yearly() {
      int kind = random.nextInt(6);
      if (kind < 3) {
        part("BYMONTH", numbers(1, 12, 3));
      }
      switch (kind) {
        case 1 -> several("BYMONTHDAY", numbers(-31, 31, 2));
        case 2 -> part("BYDAY", numberedWeekdays());
        case 3 -> several("BYYEARDAY", numbers(-366, 366, 3));
        case 4 -> {
          part("BYWEEKNO", numbers(1, 52, 3));
          part("BYDAY", weekdays());
        }
        default -> {
          // On the day of the start.
        }
      }
    }

    private void several(String name, String values) {
      part(name, values);
      several = true;
    }

    private void part(String name, String value) {
      rule.append(';').append(name).append('=').append(value);
    }

    private boolean oneIn(int many) {
      return random.nextInt(many) == 0;
    }

    private String weekdays() {
      return chosen(0, 6, 3).stream().map(WEEKDAYS::get).collect(Collectors.joining(","));
    }

    private String numberedWeekdays() {
      return chosen(0, 6, 3).stream()
          .map(day -> (oneIn(3) ? "-" : "") + (1 + random.nextInt(4)) + WEEKDAYS.get(day))
          .collect(Collectors.joining(","));
    }

    private String numbers(int least, int most, int howMany) {
      return chosen(least, most, howMany).stream()
          .map(number -> number == 0 ? 1 : number)
          .distinct()
          .map(String::valueOf)
          .collect(Collectors.joining(","));
    }

    private TreeSet<Integer> chosen(int least, int most, int atMost) {
      var numbers = new TreeSet<Integer>();
      int wanted = 1 + random.nextInt(atMost);
      while (numbers.size() < wanted) {
        numbers.add(least + random.nextInt(most - least + 1));
      }
      return numbers;
    }
  }
}
