package dev.kafila.chat.reader;

import dev.kafila.chat.reader.Phrase.Certainty;
import dev.kafila.chat.reader.UnclearException.Reason;

/** Dates and times counted from now: "in 2 hours", "2 days from now". */
final class EnglishFromNow {
  private static final int MOST_UNITLESS = 90;

  private EnglishFromNow() {}

  /** "in 2 hours", "2 days from now", "after 10 minutes", "half an hour from now". */
  static Phrase phrase(Cursor c) {
    int mark = c.at();
    c.skipOneOf("is due", "are due", "due");
    if (c.peek(1).is("in")) {
      // "today in one hour"
      c.skip("today");
    }
    boolean plus = c.peek().is("+") && c.peek(1).isNumber() && c.peek().touches(c.peek(1));
    boolean in = c.skipOneOf("in", "within", "after") || plus && c.skip("+");
    if (in) {
      c.skipOneOf("about", "around", "exactly", "just");
      c.skip("~");
    }
    boolean next = in && c.skipOneOf("the next", "the");
    Amount amount = EnglishAmounts.amount(c);
    amount = amount == null && next ? EnglishAmounts.single(c) : amount;
    boolean counts =
        amount != null
            && (c.skipOneOf("from now", "hence", "from today") || in && !c.peek().is("of"));
    if (counts && c.wordEndsHere()) {
      c.skipOneOf("or so", "tops", "max");
      boolean behind = c.skipOneOf("'s time", "' time") || c.skip("time") && c.atEnd();
      if (!behind && c.before().is("time")) {
        c.back(c.at() - 1);
      }
      Amount meant = amount;
      return new Phrase(Certainty.SURE, when -> when.fromNow(meant));
    }
    Phrase past = amount == null || in ? null : pastOrLater(c, mark);
    if (past != null) {
      return past;
    }
    c.back(mark);
    Phrase alone = nextAlone(c);
    if (alone != null) {
      return alone;
    }
    Phrase between = between(c);
    return between == null ? unitless(c) : between;
  }

  /**
   * "next hour", "next 2 weeks": only where nothing else is said, as "plan the next day" is work.
   */
  private static Phrase nextAlone(Cursor c) {
    int mark = c.at();
    boolean alone = c.before().text().isEmpty() && c.skipOneOf("the next", "next");
    Amount amount = alone ? EnglishAmounts.amount(c) : null;
    boolean unit = alone && (c.peek().is("hour") || c.peek().is("day") || c.peek().is("minute"));
    amount = amount == null && unit ? EnglishAmounts.single(c) : amount;
    if (amount == null || !c.atEnd()) {
      c.back(mark);
      return null;
    }
    Amount meant = amount;
    return new Phrase(Certainty.SURE, when -> when.fromNow(meant));
  }

  /** "3 days ago" is no time to do anything; "3 days later" counts from something else. */
  private static Phrase pastOrLater(Cursor c, int start) {
    boolean ago = c.skip("ago");
    if (!ago && !c.skip("later") || !c.wordEndsHere()) {
      return null;
    }
    Reason reason = ago ? Reason.IN_THE_PAST : Reason.WHICH_DAY;
    Phrase doubt = Phrase.doubtful(reason);
    boolean alone = c.peek(start - c.at() - 1).text().isEmpty();
    boolean dated = EnglishDates.isCalendarWord(c.peek()) || EnglishDates.isWeekdayName(c.peek());
    return alone || ago && dated ? doubt : new Phrase(Phrase.Certainty.HARDLY, doubt.effect());
  }

  /** "in 30 or 40 minutes", "in 2-3 days": which of the two is asked. */
  private static Phrase between(Cursor c) {
    int mark = c.at();
    boolean in = c.skip("in");
    Integer first = in && !c.atEnd() ? EnglishAmounts.cardinal(c) : null;
    boolean or = first != null && c.skipOneOf("or", "to", "-", "–");
    int second = c.at();
    if (or && EnglishAmounts.amount(c) != null && c.wordEndsHere()) {
      String unit = c.text(second + 1, c.at());
      String said = c.text(second, second + 1);
      return Phrase.doubtful(
          Reason.EITHER, "in %d %s or in %s %s".formatted(first, unit, said, unit));
    }
    c.back(mark);
    return null;
  }

  /** "call back in 5": minutes, or hours? */
  private static Phrase unitless(Cursor c) {
    int mark = c.at();
    boolean in = c.skip("in");
    if (in) {
      c.skipOneOf("about", "around", "like");
    }
    Integer number = in && !c.atEnd() ? EnglishAmounts.cardinal(c) : null;
    boolean ends = c.atEnd() || c.peek().is(".") || c.peek().is(",") || c.peek().is("!");
    if (number != null && number > 0 && number <= MOST_UNITLESS && ends && c.wordEndsHere()) {
      return Phrase.doubtful(Reason.WHICH_UNIT, number);
    }
    c.back(mark);
    return null;
  }
}
