package dev.kafila.chat.reader;

import dev.kafila.chat.reader.UnclearException.Reason;
import java.time.Month;
import java.time.MonthDay;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Dates in numbers: "2026-03-15", "13/4/2026", "4/13". */
final class EnglishNumericDates {
  static final Set<String> DAY_FIRST_COUNTRIES_NOT = Set.of("US", "PH", "FM", "MH", "PW");
  private final boolean dayFirst;

  EnglishNumericDates(Locale locale) {
    this.dayFirst =
        !locale.getCountry().isEmpty() && !DAY_FIRST_COUNTRIES_NOT.contains(locale.getCountry());
  }

  static EnglishDates.Found iso(Cursor c) {
    int mark = c.at();
    Token year = c.peek();
    String by = c.peek(1).is("/") ? "/" : c.peek(1).is(".") ? "." : "-";
    if (year.isNumber() && year.text().length() == 4 && joined(c, by) && joined(c, 2, by)) {
      c.take();
      c.take();
      int month = c.take().number();
      c.take();
      int day = c.take().number();
      return EnglishDates.sure(Dates.on(year.number(), month, day));
    }
    c.back(mark);
    return null;
  }

  private static boolean joined(Cursor c, String by) {
    return joined(c, 0, by);
  }

  /** Whether the number some tokens ahead is glued to another one by this symbol. */
  private static boolean joined(Cursor c, int ahead, String by) {
    Token left = c.peek(ahead);
    Token join = c.peek(ahead + 1);
    Token right = c.peek(ahead + 2);
    return left.isNumber()
        && join.is(by)
        && right.isNumber()
        && left.touches(join)
        && join.touches(right)
        && right.text().length() <= 4;
  }

  /** 13/4/2026, 4/13, 13.4.2026, 13-04-2026. */
  EnglishDates.Found numeric(Cursor c) {
    for (String by : List.of("/", ".", "-")) {
      if (joined(c, by)) {
        boolean withYear = joined(c, 2, by);
        if (!withYear && !by.equals("/") || withYear && !isYear(c.peek(4), by)) {
          return null;
        }
        if (!withYear && c.peek().number() == 24 && c.peek(2).number() == 7) {
          // Round the clock.
          return null;
        }
        return numeric(c, by, withYear);
      }
    }
    return null;
  }

  /** "4/15", each year; null if none is here. */
  MonthDay monthDay(Cursor c) {
    if (!joined(c, "/") || joined(c, 2, "/")) {
      return null;
    }
    int first = c.peek().number();
    int second = c.peek(2).number();
    boolean dayComesFirst = first > 12 || second <= 12 && dayFirst;
    int day = dayComesFirst ? first : second;
    int month = dayComesFirst ? second : first;
    if (month < 1 || month > 12 || day < 1 || day > Month.of(month).maxLength()) {
      return null;
    }
    c.back(c.at() + 3);
    return MonthDay.of(month, day);
  }

  /** Not the last number of a version: "1.10.30", "1-2-3". */
  private static boolean isYear(Token year, String by) {
    int digits = year.text().length();
    return digits == 4 || digits == 2 && !by.equals(".");
  }

  EnglishDates.Found numeric(Cursor c, String by, boolean withYear) {
    int mark = c.at();
    int first = c.take().number();
    c.take();
    Token secondToken = c.take();
    int second = secondToken.number();
    if (first == 0 || second == 0 || first > 31 || second > 31 || secondToken.text().length() > 2) {
      boolean full = withYear && by.equals("/") && c.peek(1).text().length() == 4;
      if (full && first <= 99 && secondToken.text().length() <= 2) {
        c.take();
        c.take();
        return EnglishDates.sure(Dates.unclear(Reason.NO_SUCH_DATE));
      }
      c.back(mark);
      return null;
    }
    int year = 0;
    if (withYear) {
      c.take();
      Token yearToken = c.take();
      year = yearToken.number() + (yearToken.text().length() == 2 ? 2000 : 0);
    }
    boolean dayComesFirst = first > 12 || second <= 12 && (dayFirst || by.equals("."));
    int day = dayComesFirst ? first : second;
    int month = dayComesFirst ? second : first;
    if (month > 12) {
      return new EnglishDates.Found(
          Dates.unclear(Reason.NO_SUCH_DATE),
          withYear ? EnglishDates.Certainty.SURE : EnglishDates.Certainty.HARDLY);
    }
    return withYear
        ? EnglishDates.sure(Dates.on(year, month, day))
        : new EnglishDates.Found(
            Dates.monthDay(Month.of(month), day),
            isFraction(first, second)
                ? EnglishDates.Certainty.HARDLY
                : EnglishDates.Certainty.PERHAPS);
  }

  /** "3/4 inch": parts of a half, a third, a quarter, a fifth, an eighth, a sixteenth. */
  private static boolean isFraction(int part, int whole) {
    return part < whole && (whole < 6 || whole == 8 || whole == 16);
  }
}
