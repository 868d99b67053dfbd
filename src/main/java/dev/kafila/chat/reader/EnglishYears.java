package dev.kafila.chat.reader;

import dev.kafila.chat.reader.UnclearException.Reason;
import java.time.Month;
import java.util.Set;

/**
 * Months, quarters and days with the year they belong to: "June 2027", "Q3", "next year in May".
 */
final class EnglishYears {
  private static final Set<String> QUARTER_PREPOSITIONS =
      Set.of("in", "by", "before", "until", "during");

  private EnglishYears() {}

  /** "next year", "of this year": how many years ahead; null if none is here. */
  static Integer ahead(Cursor c) {
    int mark = c.at();
    c.skip(",");
    c.skipOneOf("of", "in");
    if (c.skipAll("next year") && c.wordEndsHere()) {
      return 1;
    }
    if (c.skipAll("this year") && c.wordEndsHere()) {
      return 0;
    }
    c.back(mark);
    return null;
  }

  /** "next year on March 1", behind "next year"; null if no such day is here. */
  static DateMeaning dayOf(Cursor c, int ahead) {
    int mark = c.at();
    c.skipOneOf("on", "in", ",");
    Month month = c.take(EnglishWords.MONTHS);
    if (month != null) {
      c.skip("the");
      Integer day = EnglishMonthDays.dayNumber(c);
      if (c.wordEndsHere()) {
        return Years.dayOf(ahead, month, day == null ? 1 : day);
      }
    }
    c.back(mark);
    return null;
  }

  /** "September 2026", "in June of 2027", "June next year", "this June"; null if none is here. */
  static EnglishDates.Found month(Cursor c) {
    int mark = c.at();
    Token before = c.before();
    boolean prepared =
        EnglishPeriods.behindPreposition(c) || before.is("in") || before.is("during");
    boolean coming = c.skipOneOf("this coming", "this", "the coming", "coming");
    Month month = c.take(EnglishWords.MONTHS);
    if (month == null) {
      c.back(mark);
      return null;
    }
    int behind = c.at();
    c.skip(".");
    c.skip("of");
    boolean comma = c.peek().is(",");
    Integer year = comma ? null : EnglishMonthDays.year(c);
    if (year != null) {
      return new EnglishDates.Found(
          Years.month(year, month),
          prepared ? EnglishDates.Certainty.SURE : EnglishDates.Certainty.HARDLY);
    }
    c.back(behind);
    Integer ahead = prepared ? ahead(c) : null;
    if (ahead != null) {
      return EnglishDates.sure(Years.dayOf(ahead, month, 1));
    }
    boolean day = c.peek().isNumber() || c.peek().is("the") || EnglishAmounts.ordinal(c) != null;
    c.back(behind);
    if (coming && !day) {
      return new EnglishDates.Found(Dates.month(month), EnglishDates.Certainty.PERHAPS);
    }
    if (before.is("from") && c.skipOneOf("to", "through", "until", "till", "-", "–")) {
      if (c.take(EnglishWords.MONTHS) != null) {
        EnglishMonthDays.year(c);
        return EnglishDates.sure(Dates.month(month));
      }
    }
    c.back(mark);
    return null;
  }

  /** "09/2026"; null if none is here. */
  static EnglishDates.Found monthInDigits(Cursor c) {
    Token month = c.peek();
    Token year = c.peek(2);
    boolean joined = c.peek(1).is("/") && month.touches(c.peek(1)) && c.peek(1).touches(year);
    boolean fits = month.isNumber() && month.text().length() <= 2 && year.isNumber();
    if (!joined || !fits || year.text().length() != 4 || !year.text().startsWith("20")) {
      return null;
    }
    c.take();
    c.take();
    c.take();
    int number = month.number();
    return new EnglishDates.Found(
        number < 1 || number > 12
            ? Dates.unclear(Reason.NO_SUCH_DATE)
            : Years.month(year.number(), Month.of(number)),
        EnglishDates.Certainty.HARDLY);
  }

  /** "in Q3", "by the 4th quarter of 2026": its first day; null if none is here. */
  static EnglishDates.Found quarter(Cursor c) {
    int mark = c.at();
    if (!QUARTER_PREPOSITIONS.contains(c.before().word())) {
      return null;
    }
    c.skip("the");
    Integer quarter = null;
    if (c.skip("q") && c.glued() && c.peek().isNumber()) {
      quarter = c.take().number();
    } else {
      c.back(mark);
      c.skip("the");
      quarter = EnglishAmounts.ordinal(c);
      quarter = quarter != null && c.skip("quarter") ? quarter : null;
    }
    if (quarter == null || quarter < 1 || quarter > 4 || !c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    Month first = Month.of(quarter * 3 - 2);
    int behind = c.at();
    c.skip("of");
    Integer year = EnglishMonthDays.year(c);
    if (year != null) {
      return EnglishDates.sure(Years.month(year, first));
    }
    c.back(behind);
    return new EnglishDates.Found(Years.quarter(first), EnglishDates.Certainty.HARDLY);
  }

  /** "in 2028": no day. */
  static EnglishDates.Found year(Cursor c) {
    int mark = c.at();
    Integer year = c.before().is("in") ? EnglishMonthDays.year(c) : null;
    if (year == null || year < 2000) {
      c.back(mark);
      return null;
    }
    return new EnglishDates.Found(Dates.unclear(Reason.WHICH_DAY), EnglishDates.Certainty.HARDLY);
  }
}
