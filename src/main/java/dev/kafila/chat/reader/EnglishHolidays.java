package dev.kafila.chat.reader;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.Period;
import java.time.temporal.TemporalAdjusters;

/** Days with a name: "Christmas", "Easter Monday", "Mother's Day". */
final class EnglishHolidays {
  private EnglishHolidays() {}

  /** The holiday named here; null if none is. */
  static DateMeaning holiday(Cursor c) {
    DateMeaning fixed = fixed(c);
    if (fixed != null) {
      return fixed;
    }
    DateMeaning ofMonth = ofMonth(c);
    return ofMonth == null ? easter(c) : ofMonth;
  }

  private static DateMeaning fixed(Cursor c) {
    if (c.skipOneOf("christmas eve", "xmas eve")) {
      return Dates.monthDay(Month.DECEMBER, 24);
    }
    if (c.skipOneOf("christmas day", "christmas", "xmas day", "xmas")) {
      return Dates.monthDay(Month.DECEMBER, 25);
    }
    if (c.skipOneOf("boxing day")) {
      return Dates.monthDay(Month.DECEMBER, 26);
    }
    if (c.skipOneOf("new year's eve", "new years eve", "new year eve")) {
      return Dates.monthDay(Month.DECEMBER, 31);
    }
    if (c.skipOneOf("new year's day", "new years day", "new year day", "new year's", "new year")) {
      return Dates.monthDay(Month.JANUARY, 1);
    }
    if (c.skipOneOf("valentine's day", "valentines day", "valentine's", "valentine")) {
      return Dates.monthDay(Month.FEBRUARY, 14);
    }
    if (c.skipOneOf("st . patrick's day", "st patrick's day", "st patricks day")) {
      return Dates.monthDay(Month.MARCH, 17);
    }
    if (c.skipOneOf("independence day")) {
      return Dates.monthDay(Month.JULY, 4);
    }
    return c.skipOneOf("halloween", "hallowe'en") ? Dates.monthDay(Month.OCTOBER, 31) : null;
  }

  private static DateMeaning ofMonth(Cursor c) {
    if (c.skipOneOf("thanksgiving day", "thanksgiving")) {
      return Dates.weekdayOf(4, DayOfWeek.THURSDAY, Month.NOVEMBER);
    }
    if (c.skipOneOf("mother's day", "mothers day", "mothers' day")) {
      return Dates.weekdayOf(2, DayOfWeek.SUNDAY, Month.MAY);
    }
    if (c.skipOneOf("father's day", "fathers day")) {
      return Dates.weekdayOf(3, DayOfWeek.SUNDAY, Month.JUNE);
    }
    if (c.skipOneOf("memorial day")) {
      return Dates.weekdayOf(-1, DayOfWeek.MONDAY, Month.MAY);
    }
    if (c.skipOneOf("labor day", "labour day")) {
      return Dates.weekdayOf(1, DayOfWeek.MONDAY, Month.SEPTEMBER);
    }
    return null;
  }

  private static DateMeaning easter(Cursor c) {
    if (c.skipOneOf("good friday")) {
      return easter(-2);
    }
    if (c.skipOneOf("easter monday")) {
      return easter(1);
    }
    return c.skipOneOf("easter sunday", "easter") ? easter(0) : null;
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
}
