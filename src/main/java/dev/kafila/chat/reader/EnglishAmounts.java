package dev.kafila.chat.reader;

import dev.kafila.chat.reader.EnglishWords.Unit;
import java.time.Duration;
import java.time.Period;
import java.util.Set;

/** Numbers and lengths of time: "1.5 hours", "1d, 2hr, and 5min", "a week and a half". */
final class EnglishAmounts {
  private static final int MOST = 1_000_000;
  private static final double HALF = 0.5;
  private static final Set<String> ARTICLES = Set.of("a", "an");

  private EnglishAmounts() {}

  /** A quantity that may be broken: digits, words, a, half, a couple of. Null if none is here. */
  static Double quantity(Cursor c) {
    int mark = c.at();
    if (c.skipOneOf("half a", "half an", "a half", "half")) {
      return HALF;
    }
    if (c.skipOneOf("a couple of", "couple of", "a couple", "couple")) {
      return 2.0;
    }
    if (c.skipOneOf("a few", "few")) {
      return 3.0;
    }
    if (c.skipAny(ARTICLES)) {
      return 1.0;
    }
    Integer whole = cardinal(c);
    if (whole == null) {
      c.back(mark);
      return null;
    }
    Double part = fraction(c, whole);
    if (part != null) {
      return part;
    }
    Double broken = decimals(c, whole);
    if (c.skipAll("and a half")) {
      return broken + HALF;
    }
    return broken;
  }

  /** "1/2 hour", "3/4 of an hour"; null if it is none, or one of something else. */
  private static Double fraction(Cursor c, int above) {
    boolean joined = c.peek().is("/") && c.glued() && c.peek().touches(c.peek(1));
    int below = joined && c.peek(1).isNumber() ? c.peek(1).number() : 0;
    if (below < 2 || below > 4 || above >= below) {
      return null;
    }
    int mark = c.at();
    c.take();
    c.take();
    c.skipOneOf("of an", "of a", "an", "a");
    if (EnglishWords.UNITS.get(c.peek().word()) != Unit.HOUR) {
      c.back(mark);
      return null;
    }
    return (double) above / below;
  }

  private static Double decimals(Cursor c, int whole) {
    Token dot = c.peek();
    Token digits = c.peek(1);
    boolean comma = dot.is(",") || dot.is(".");
    if (comma
        && c.glued()
        && dot.touches(digits)
        && digits.isNumber()
        && digits.text().length() < 4) {
      c.take();
      c.take();
      return Double.parseDouble(whole + "." + digits.text());
    }
    return (double) whole;
  }

  /** A whole number in digits or words; null if none is here. */
  static Integer cardinal(Cursor c) {
    if (c.atEnd()) {
      return null;
    }
    if (c.peek().isNumber()) {
      int number = c.take().number();
      return number;
    }
    Integer word = c.take(EnglishWords.CARDINALS);
    if (word != null && word >= 20 && word < 100) {
      int mark = c.at();
      boolean hyphen = c.skip("-");
      Integer ones = c.take(EnglishWords.CARDINALS);
      if (ones != null && ones > 0 && ones < 10) {
        return word + ones;
      }
      c.back(hyphen || ones != null ? mark : c.at());
    }
    return word;
  }

  /** "5th", "fifth", "twenty-first"; null if none is here. */
  static Integer ordinal(Cursor c) {
    int mark = c.at();
    if (!c.atEnd() && c.peek().isNumber()) {
      int number = c.take().number();
      if (c.glued() && c.skipAny(EnglishWords.ORDINAL_ENDINGS)) {
        return number;
      }
      c.back(mark);
      return null;
    }
    Integer tens = c.take(EnglishWords.CARDINALS);
    if (tens != null) {
      c.skip("-");
      Integer ones = c.take(EnglishWords.ORDINALS);
      if (tens >= 20 && tens < 100 && ones != null && ones < 10) {
        return tens + ones;
      }
      c.back(mark);
      return null;
    }
    return c.take(EnglishWords.ORDINALS);
  }

  /** A length of time, of one unit or several; null if none is here. */
  static Amount amount(Cursor c) {
    Amount sum = one(c);
    if (sum == null) {
      return null;
    }
    while (true) {
      int mark = c.at();
      boolean comma = c.skip(",");
      boolean and = c.skip("and") || c.skip("&");
      Amount next = one(c);
      if (next == null || (!comma && !and && !plain(c, mark))) {
        c.back(mark);
        return sum;
      }
      sum = sum.plus(next);
    }
  }

  /** "2h 30m", but not "2 hours a day". */
  private static boolean plain(Cursor c, int mark) {
    int end = c.at();
    c.back(mark);
    boolean number = c.peek().isNumber();
    c.back(end);
    return number;
  }

  private static Amount one(Cursor c) {
    int mark = c.at();
    Amount quarter = quarterHour(c);
    if (quarter != null) {
      return quarter;
    }
    Double quantity = quantity(c);
    if (quantity == null || quantity > MOST) {
      c.back(mark);
      return null;
    }
    boolean business = c.skip("business") || c.skip("working");
    if (EnglishWords.UNITS.containsKey(c.peek(1).word())) {
      c.skip("more");
    }
    Unit unit = unit(c);
    if (unit == null || business || !c.wordEndsHere() && !c.peek().isNumber()) {
      c.back(mark);
      return null;
    }
    if (c.skipAll("and a half")) {
      quantity += HALF;
    } else if (unit == Unit.HOUR && c.skipOneOf("and a quarter", "and one quarter")) {
      quantity += HALF / 2;
    } else if (unit == Unit.HOUR && c.skipOneOf("and three quarters", "and three - quarters")) {
      quantity += HALF * 3 / 2;
    } else if (unit == Unit.HOUR && c.glued() && c.peek().isNumber()) {
      return hoursAndMinutes(c, quantity);
    }
    Amount amount = of(quantity, unit);
    if (amount == null) {
      c.back(mark);
    }
    return amount;
  }

  /** "month", or "month's" where "time" follows. */
  private static Unit unit(Cursor c) {
    String word = c.peek().word();
    if (word.endsWith("'s") && c.peek(1).is("time")) {
      Unit owned = EnglishWords.UNITS.get(word.substring(0, word.length() - 2));
      if (owned != null) {
        c.take();
      }
      return owned;
    }
    return c.take(EnglishWords.UNITS);
  }

  /** A unit without a number: "the next hour"; null if none is here. */
  static Amount single(Cursor c) {
    int mark = c.at();
    Unit unit = c.peek().word().length() > 1 ? c.take(EnglishWords.UNITS) : null;
    Amount amount = unit == null ? null : of(1, unit);
    if (amount == null) {
      c.back(mark);
    }
    return amount;
  }

  private static Amount quarterHour(Cursor c) {
    if (c.skipOneOf("a quarter of an hour", "quarter of an hour", "a quarter hour")) {
      return new Amount(Period.ZERO, Duration.ofMinutes(15));
    }
    if (c.skipOneOf("three quarters of an hour", "three - quarters of an hour")) {
      return new Amount(Period.ZERO, Duration.ofMinutes(45));
    }
    return null;
  }

  /** "1h30", with or without its m. */
  private static Amount hoursAndMinutes(Cursor c, double hours) {
    int minutes = c.take().number();
    if (c.glued()) {
      c.skipOneOf("m", "min", "mins");
    }
    return new Amount(Period.ZERO, Duration.ofMinutes(Math.round(hours * 60) + minutes));
  }

  /** Null where the quantity makes no sense of the unit: half a month. */
  static Amount of(double quantity, Unit unit) {
    long whole = Math.round(quantity);
    boolean isWhole = Math.abs(quantity - whole) < 1e-9;
    int n = (int) whole;
    return switch (unit) {
      case MINUTE -> new Amount(Period.ZERO, Duration.ofSeconds(Math.round(quantity * 60)));
      case HOUR -> new Amount(Period.ZERO, Duration.ofSeconds(Math.round(quantity * 3_600)));
      case DAY ->
          isWhole
              ? new Amount(Period.ofDays(n), Duration.ZERO)
              : new Amount(Period.ZERO, Duration.ofMinutes(Math.round(quantity * 24 * 60)));
      case WEEK -> of(quantity * 7, Unit.DAY);
      case FORTNIGHT -> of(quantity * 14, Unit.DAY);
      case MONTH -> isWhole ? new Amount(Period.ofMonths(n), Duration.ZERO) : null;
      case QUARTER -> isWhole ? new Amount(Period.ofMonths(3 * n), Duration.ZERO) : null;
      case YEAR -> of(quantity * 12, Unit.MONTH);
      case WORKDAY -> null;
    };
  }
}
