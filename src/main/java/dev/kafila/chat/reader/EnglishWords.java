package dev.kafila.chat.reader;

import dev.kafila.chat.reader.ClockTime.DayPart;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The words of English that the rules know, by what they mean. */
final class EnglishWords {
  static final Map<String, DayOfWeek> WEEKDAYS = new HashMap<>();

  /** Short forms, which are other words too: sun, sat, wed, mon. */
  static final Map<String, DayOfWeek> SHORT_WEEKDAYS = new HashMap<>();

  static final Map<String, DayOfWeek> PLURAL_WEEKDAYS = new HashMap<>();
  static final Map<String, Month> MONTHS = new HashMap<>();
  static final Map<String, Unit> UNITS = new HashMap<>();
  static final Map<String, Integer> CARDINALS = new HashMap<>();
  static final Map<String, Integer> ORDINALS = new HashMap<>();

  static final Map<String, DayPart> DAY_PARTS =
      Map.of(
          "morning", DayPart.MORNING,
          "afternoon", DayPart.AFTERNOON,
          "evening", DayPart.EVENING,
          "night", DayPart.NIGHT,
          "arvo", DayPart.AFTERNOON);

  /** Behind a day only. */
  static final Map<String, DayPart> SHORT_DAY_PARTS =
      Map.of(
          "morn", DayPart.MORNING,
          "am", DayPart.MORNING,
          "arvo", DayPart.AFTERNOON,
          "aft", DayPart.AFTERNOON,
          "pm", DayPart.AFTERNOON,
          "eve", DayPart.EVENING,
          "nite", DayPart.NIGHT);

  static final Map<String, DayPart> PLURAL_DAY_PARTS =
      Map.of(
          "mornings", DayPart.MORNING,
          "afternoons", DayPart.AFTERNOON,
          "evenings", DayPart.EVENING,
          "nights", DayPart.NIGHT);

  static final Map<String, ZoneId> ZONES = new HashMap<>();

  static final Set<String> ORDINAL_ENDINGS = Set.of("st", "nd", "rd", "th");

  /** Behind these a word names a thing: "the Friday report". */
  static final Set<String> DETERMINERS =
      Set.of(
          "the", "a", "an", "my", "our", "your", "his", "her", "its", "their", "some", "any", "no",
          "of", "per", "more", "mr", "mrs", "ms", "black", "good", "super", "bloody", "ash",
          "cyber", "palm", "easter", "maundy", "holy", "shrove", "casual", "giving", "fat", "ruby",
          "girl", "blue", "manic", "sweet", "man");

  /** Before these a day that stands alone is a date: "call Ann Friday about the party". */
  static final Set<String> FOLLOWERS =
      Set.of(
          "about",
          "with",
          "to",
          "for",
          "at",
          "in",
          "on",
          "from",
          "by",
          "because",
          "before",
          "after",
          "re",
          "regarding",
          "via",
          "if",
          "when",
          "then",
          "so",
          "but",
          "until",
          "till",
          "unless",
          "please",
          "around",
          "since",
          "as",
          "asap");

  /** Weekdays together with these are names. */
  static final Set<String> NAMES_AFTER_DAYS =
      Set.of("times", "post", "night", "roast", "school", "mass", "prayers", "blues", "fever");

  /** All words with which a phrase can begin. */
  static final Set<String> FIRST_OF_PHRASES = new HashSet<>();

  enum Unit {
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    FORTNIGHT,
    MONTH,
    QUARTER,
    YEAR,
    WORKDAY
  }

  static {
    for (DayOfWeek day : DayOfWeek.values()) {
      String name = day.name().toLowerCase(Locale.ROOT);
      WEEKDAYS.put(name, day);
      PLURAL_WEEKDAYS.put(name + "s", day);
      SHORT_WEEKDAYS.put(name.substring(0, 3), day);
    }
    Map.of("tues", "TUESDAY", "weds", "WEDNESDAY", "thur", "THURSDAY", "thurs", "THURSDAY")
        .forEach((word, day) -> SHORT_WEEKDAYS.put(word, DayOfWeek.valueOf(day)));
    for (Month month : Month.values()) {
      String name = month.name().toLowerCase(Locale.ROOT);
      MONTHS.put(name, month);
      MONTHS.put(name.substring(0, 3), month);
    }
    MONTHS.put("sept", Month.SEPTEMBER);
    units(Unit.MINUTE, "minute", "minutes", "min", "mins", "m");
    units(Unit.HOUR, "hour", "hours", "hr", "hrs", "h");
    units(Unit.DAY, "day", "days", "d");
    units(Unit.WEEK, "week", "weeks", "wk", "wks", "w");
    units(Unit.FORTNIGHT, "fortnight", "fortnights");
    units(Unit.MONTH, "month", "months", "mo", "mos");
    units(Unit.QUARTER, "quarter", "quarters");
    units(Unit.YEAR, "year", "years", "yr", "yrs", "y");
    units(Unit.WORKDAY, "workday", "workdays", "weekday", "weekdays");
    numbers();
    zones();
    FIRST_OF_PHRASES.addAll(
        List.of(
            """
            a after all either afternoon alert an and annually around as at before beginning between biannually
            bimonthly biweekly biyearly bi but by christmas cob coming daily day deadline due during
            each early end eod eom eow eoy ev evening every everyday few first for fortnight fortnightly from
            half halloween high hourly important critical urgent top medium normal med low in is are
            it's last later lunchtime mid midday middle midnight monthly morning new next night
            nightly no noon nudge notify on once one overmorrow p ping please priority quarter
            quarterly recur recurring reminder reminders remind repeat repeating repeats semi
            semiannually semimonthly semiweekly set sometime start starting tell the then this
            three thrice till to today tomorrow tomorow tommorow tmr tmrw tonight tonite twice
            until upcoming valentine's valentines warn weekdays weekend weekends weekly with within
            workdays business working xmas yearly yesterday about week month couple weekday
            workday hence commencing weeknights of over same sometime anytime any ending ends stop
            past close penultimate good easter except excluding but other apart not besides bar excl alternate late
            """
                .strip()
                .split("\\s+")));
    for (Map<String, ?> words :
        List.of(
            WEEKDAYS,
            SHORT_WEEKDAYS,
            PLURAL_WEEKDAYS,
            MONTHS,
            CARDINALS,
            ORDINALS,
            DAY_PARTS,
            PLURAL_DAY_PARTS)) {
      FIRST_OF_PHRASES.addAll(words.keySet());
    }
  }

  private EnglishWords() {}

  private static void units(Unit unit, String... words) {
    for (String word : words) {
      UNITS.put(word, unit);
    }
  }

  private static void numbers() {
    String[] ones = {
      "zero",
      "one",
      "two",
      "three",
      "four",
      "five",
      "six",
      "seven",
      "eight",
      "nine",
      "ten",
      "eleven",
      "twelve",
      "thirteen",
      "fourteen",
      "fifteen",
      "sixteen",
      "seventeen",
      "eighteen",
      "nineteen",
      "twenty"
    };
    for (int i = 0; i < ones.length; i++) {
      CARDINALS.put(ones[i], i);
    }
    Map.of("thirty", 30, "forty", 40, "fifty", 50, "sixty", 60, "ninety", 90, "hundred", 100)
        .forEach(CARDINALS::put);
    String[] ordinals = {
      "first",
      "second",
      "third",
      "fourth",
      "fifth",
      "sixth",
      "seventh",
      "eighth",
      "ninth",
      "tenth",
      "eleventh",
      "twelfth",
      "thirteenth",
      "fourteenth",
      "fifteenth",
      "sixteenth",
      "seventeenth",
      "eighteenth",
      "nineteenth",
      "twentieth"
    };
    for (int i = 0; i < ordinals.length; i++) {
      ORDINALS.put(ordinals[i], i + 1);
    }
    ORDINALS.put("thirtieth", 30);
  }

  /** What people call a zone means its clocks, summer time included: 5pm PST is Los Angeles. */
  private static void zones() {
    String[][] names = {
      {"America/New_York", "est", "edt", "et"},
      {"America/Chicago", "cst", "cdt", "ct"},
      {"America/Denver", "mst", "mdt", "mt"},
      {"America/Los_Angeles", "pst", "pdt", "pt"},
      {"Europe/London", "bst"},
      {"Europe/Paris", "cet", "cest"},
      {"Europe/Helsinki", "eet", "eest"},
      {"Europe/Moscow", "msk"},
      {"Asia/Kolkata", "ist"},
      {"Asia/Karachi", "pkt"},
      {"Asia/Tokyo", "jst"},
      {"Asia/Seoul", "kst"},
      {"Asia/Singapore", "sgt"},
      {"Asia/Hong_Kong", "hkt"},
      {"Australia/Sydney", "aest", "aedt"},
      {"Pacific/Auckland", "nzst", "nzdt"},
    };
    for (String[] row : names) {
      for (int i = 1; i < row.length; i++) {
        ZONES.put(row[i], ZoneId.of(row[0]));
      }
    }
    ZONES.put("utc", ZoneOffset.UTC);
    ZONES.put("gmt", ZoneOffset.UTC);
    ZONES.put("z", ZoneOffset.UTC);
  }
}
