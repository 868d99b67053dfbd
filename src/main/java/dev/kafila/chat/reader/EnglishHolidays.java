package dev.kafila.chat.reader;

import dev.kafila.chat.reader.Phrase.Certainty;
import dev.kafila.chat.reader.UnclearException.Reason;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.Period;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Days with a name: "Christmas", "Easter Monday", "Mother's Day". */
final class EnglishHolidays {
  private static final int MOST_WORDS = 4;

  /** By their names without apostrophes and stops. */
  private static final Map<String, DateMeaning> HOLIDAYS = new HashMap<>();

  /** What makes a rule fall on it; without those that follow Easter, which no rule can. */
  private static final Map<String, Consumer<RepeatMeaning>> EACH_YEAR = new HashMap<>();

  private static final Set<String> FIRST_WORDS = new HashSet<>();

  static {
    fixed(Month.JANUARY, 1, "new years day", "new year day", "new years", "new year");
    fixed(Month.FEBRUARY, 2, "groundhog day");
    fixed(Month.FEBRUARY, 14, "valentines day", "valentine day", "valentines", "valentine");
    fixed(Month.MARCH, 8, "international womens day", "womens day");
    fixed(Month.MARCH, 17, "st patricks day", "st paddys day", "saint patricks day");
    fixed(Month.APRIL, 1, "april fools day", "april fools");
    fixed(Month.APRIL, 22, "earth day");
    fixed(Month.MAY, 5, "cinco de mayo");
    fixed(Month.JUNE, 19, "juneteenth");
    fixed(Month.JULY, 1, "canada day");
    fixed(Month.JULY, 4, "independence day");
    fixed(Month.JULY, 14, "bastille day");
    fixed(Month.OCTOBER, 31, "halloween", "halloween night");
    fixed(Month.NOVEMBER, 5, "bonfire night", "guy fawkes night");
    fixed(Month.NOVEMBER, 11, "veterans day", "remembrance day", "armistice day");
    fixed(Month.DECEMBER, 24, "christmas eve", "xmas eve");
    fixed(Month.DECEMBER, 25, "christmas day", "christmas", "xmas day", "xmas");
    fixed(Month.DECEMBER, 26, "boxing day");
    fixed(Month.DECEMBER, 31, "new years eve", "new year eve", "nye");
    moving(3, DayOfWeek.MONDAY, Month.JANUARY, "mlk day", "martin luther king day");
    moving(3, DayOfWeek.MONDAY, Month.FEBRUARY, "presidents day", "president day");
    moving(2, DayOfWeek.SUNDAY, Month.MAY, "mothers day", "mother day");
    moving(-1, DayOfWeek.MONDAY, Month.MAY, "memorial day");
    moving(3, DayOfWeek.SUNDAY, Month.JUNE, "fathers day", "father day");
    moving(1, DayOfWeek.MONDAY, Month.SEPTEMBER, "labor day", "labour day");
    moving(2, DayOfWeek.MONDAY, Month.OCTOBER, "columbus day", "indigenous peoples day");
    moving(4, DayOfWeek.THURSDAY, Month.NOVEMBER, "thanksgiving day", "thanksgiving");
    DateMeaning thanksgiving = HOLIDAYS.get("thanksgiving");
    HOLIDAYS.put("black friday", Dates.shifted(thanksgiving, Period.ofDays(1)));
    HOLIDAYS.put("cyber monday", Dates.shifted(thanksgiving, Period.ofDays(4)));
    byEaster(-47, "shrove tuesday", "mardi gras", "pancake day");
    byEaster(-46, "ash wednesday");
    byEaster(-7, "palm sunday");
    byEaster(-3, "maundy thursday", "holy thursday");
    byEaster(-2, "good friday");
    byEaster(-1, "holy saturday");
    byEaster(0, "easter sunday", "easter");
    byEaster(1, "easter monday", "easter mon");
    byEaster(39, "ascension day");
    byEaster(49, "pentecost", "whit sunday");
    byEaster(50, "whit monday", "pentecost monday");
    HOLIDAYS.keySet().forEach(name -> FIRST_WORDS.add(name.split(" ")[0]));
  }

  private EnglishHolidays() {}

  private static void fixed(Month month, int day, String... names) {
    for (String name : names) {
      HOLIDAYS.put(name, Dates.monthDay(month, day));
      EACH_YEAR.put(
          name,
          yearly -> {
            yearly.months.add(month.getValue());
            yearly.monthDays.add(day);
          });
    }
  }

  private static void moving(int nth, DayOfWeek weekday, Month month, String... names) {
    for (String name : names) {
      HOLIDAYS.put(name, Dates.weekdayOf(nth, weekday, month));
      EACH_YEAR.put(
          name,
          yearly -> {
            yearly.months.add(month.getValue());
            yearly.onNth(nth, weekday);
          });
    }
  }

  private static void byEaster(int days, String... names) {
    for (String name : names) {
      HOLIDAYS.put(name, easter(days));
    }
  }

  /** Whether the name of a holiday may begin with this word. */
  static boolean begins(Token token) {
    return token.isWord() && FIRST_WORDS.contains(token.word().replace("'", ""));
  }

  /** The holiday named here, of the year behind it if there is one; null if none is. */
  static DateMeaning holiday(Cursor c) {
    String name = name(c);
    if (name == null) {
      return null;
    }
    DateMeaning named = HOLIDAYS.get(name);
    Integer year = EnglishMonthDays.year(c);
    return year == null ? named : Years.in(year, named);
  }

  /** The holiday named here, in each year; null if none is. */
  static EnglishRepeats.Found eachYear(Cursor c) {
    int mark = c.at();
    String name = name(c);
    if (name == null || !c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    Consumer<RepeatMeaning> rule = EACH_YEAR.get(name);
    if (rule == null) {
      return EnglishRepeats.Found.doubtful(Reason.HOW_OFTEN);
    }
    RepeatMeaning yearly = new RepeatMeaning(RepeatMeaning.Unit.YEARLY);
    rule.accept(yearly);
    // "every Christmas song"
    return new EnglishRepeats.Found(yearly, null, null, Certainty.PERHAPS);
  }

  /** The longest name of a holiday that stands here; null if none does. */
  private static String name(Cursor c) {
    int mark = c.at();
    int behind = mark;
    String found = null;
    StringBuilder name = new StringBuilder();
    for (int words = 0; words < MOST_WORDS && c.peek().isWord(); words++) {
      name.append(words == 0 ? "" : " ").append(c.take().word().replace("'", ""));
      if (c.glued() && c.peek().is("'")) {
        c.take();
      }
      if (HOLIDAYS.containsKey(name.toString())) {
        found = name.toString();
        behind = c.at();
      }
      if (words == 0 && c.before().is("st")) {
        c.skip(".");
      }
    }
    c.back(behind);
    return found;
  }

  private static DateMeaning easter(int days) {
    return (now, time) -> {
      LocalDate day = easterOf(now.getYear()).plus(Period.ofDays(days));
      return day.isBefore(now.toLocalDate())
          ? easterOf(now.getYear() + 1).plus(Period.ofDays(days))
          : day;
    };
  }

  /** Easter Sunday: the Sunday behind the full moon of the Gregorian calendar's own moon. */
  static LocalDate easterOf(int year) {
    int century = year / 100;
    int golden = year % 19;
    int epact =
        Math.floorMod(century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15, 30);
    int moon = epact - epact / 28 * (1 - 29 / (epact + 1) * ((21 - golden) / 11));
    LocalDate full = LocalDate.of(year, Month.MARCH, 21).plusDays(moon);
    return full.with(TemporalAdjusters.next(DayOfWeek.SUNDAY));
  }

  /** A holiday that is when, rather than work; null if none is here. */
  static EnglishDates.Found date(Cursor c) {
    int mark = c.at();
    Token before = c.before();
    boolean prepared = EnglishPeriods.behindPreposition(c) || before.is("in");
    boolean coming = c.skipOneOf("this coming", "this", "the coming", "next");
    boolean sure = c.peek().is("christmas") && c.peek(1).is("eve") || c.peek().is("new");
    DateMeaning holiday = holiday(c);
    if (holiday == null) {
      c.back(mark);
      return null;
    }
    boolean alone = c.before().is("eve") || c.before().is("day") || c.before().isNumber();
    boolean timed = timeBehind(c);
    boolean begins = before.text().isEmpty() && (c.atEnd() || c.peek().isSymbol());
    boolean after = before.is("after") || before.is("of");
    if (!prepared && !coming && !timed && !begins && !after && !(sure && alone)) {
      // "plan Christmas" is work.
      c.back(mark);
      return null;
    }
    if (timed && EnglishWords.DETERMINERS.contains(before.word())) {
      c.back(mark);
      return null;
    }
    return prepared && !timed && !coming || begins
        ? new EnglishDates.Found(
            holiday, begins ? EnglishDates.Certainty.PERHAPS : EnglishDates.Certainty.HARDLY)
        : EnglishDates.sure(holiday);
  }

  /** Whether "at 6" or "morning" follows: then even a bare holiday is when. */
  private static boolean timeBehind(Cursor c) {
    int mark = c.at();
    boolean timed = EnglishDayParts.partBehindDay(c) != null && (c.atEnd() || !c.peek().isWord());
    c.back(mark);
    timed |= (c.skip("at") || c.skip("@")) && c.peek().isNumber();
    c.back(mark);
    return timed;
  }
}
