package dev.kafila.chat.reader;

import dev.kafila.chat.reader.ClockTime.DayPart;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/** Times of day: "5pm", "half past 3", "noon", "in the evening", and the zone behind them. */
final class EnglishTimes {
  private static final Set<String> PREPOSITIONS =
      Set.of(
          "at", "@", "by", "around", "about", "before", "after", "until", "till", "from", "~",
          "between");

  /** Behind these a number is a price: "stamps at 1.20 each". */
  private static final Set<String> PRICES =
      Set.of("each", "apiece", "per", "percent", "%", "dollars", "bucks", "euros", "pounds", "mph");

  private EnglishTimes() {}

  /** How surely a piece of text is a time. */
  enum Certainty {
    SURE,
    /** "at 5": only where the sentence goes on as it does behind a time. */
    PERHAPS
  }

  record Found(ClockTime time, ZoneId zone, Certainty certainty) {}

  static final Set<String> prepositions() {
    return PREPOSITIONS;
  }

  /** A time with its preposition, part of the day and zone; null if none is here. */
  static Found time(Cursor c) {
    int mark = c.at();
    lead(c);
    boolean prepared =
        c.skipAny(PREPOSITIONS) || c.peek(1).isNumber() && c.peek(2).is(":") && c.skip("in");
    Token preposition = prepared ? c.before() : null;
    if (prepared) {
      c.skipOneOf("about", "around", "~", "approximately", "like", "maybe");
    }
    Found found = prepared ? afterPreposition(c, preposition) : plain(c, null);
    if (found == null) {
      c.back(mark);
      return null;
    }
    boolean ratio = c.glued() && c.peek().is(":") && c.peek(1).isNumber();
    boolean price = PRICES.contains(c.peek().word()) && !c.peek(1).isWord();
    if (!c.wordEndsHere() || ratio || price) {
      c.back(mark);
      return null;
    }
    return found;
  }

  /** "anytime" of "anytime after 3", "for" of "Saturday for 9am", "in" of "in between". */
  private static void lead(Cursor c) {
    int mark = c.at();
    if (c.skipOneOf("anytime", "any time", "sometime", "some time")) {
      if (!c.peek().is("after") && !c.peek().is("before") && !c.peek().is("between")) {
        c.back(mark);
      }
    } else if (c.skip("in")) {
      if (!c.peek().is("between")) {
        c.back(mark);
      }
    } else if (EnglishDates.isWeekdayName(c.before()) && c.skip("for")) {
      if (!c.peek().isNumber()) {
        c.back(mark);
      }
    }
  }

  private static Found afterPreposition(Cursor c, Token preposition) {
    boolean between = preposition.is("between");
    Found sure = plain(c, preposition);
    if (sure != null) {
      int behind = c.at();
      if (between && !(c.skip("and") && endOfSpan(c) != null && c.wordEndsHere())) {
        c.back(behind);
      }
      return sure.certainty() == Certainty.PERHAPS && sure.time().time() != null
          ? new Found(sure.time(), sure.zone(), Certainty.SURE)
          : sure;
    }
    if (c.peek().isNumber() && c.peek().text().length() == 4) {
      return military(c);
    }
    int mark = c.at();
    ClockTime time = EnglishWholeHours.wholeHour(c);
    if (time == null) {
      return null;
    }
    int behind = c.at();
    if (preposition.is("at") && c.skipOneOf("hours", "hour", "hrs") && c.wordEndsHere()) {
      return finished(c, time, Certainty.SURE);
    }
    boolean range =
        c.skipOneOf("to", "-", "–", "until", "till", "through") || between && c.skip("and");
    if (!range || EnglishWholeHours.wholeHour(c) == null) {
      c.back(between ? mark : behind);
      if (between) {
        return null;
      }
    }
    return time == null ? null : finished(c, time, Certainty.PERHAPS);
  }

  /** "ish" of "5ish" and "5-ish". */
  static boolean ish(Cursor c) {
    int mark = c.at();
    if (c.glued()) {
      c.skip("-");
      if (c.glued() && c.skip("ish")) {
        return true;
      }
    }
    return c.back(mark);
  }

  /** A time that begins or ends a span of hours; null if none is here. */
  static ClockTime endOfSpan(Cursor c) {
    ClockTime named = named(c);
    ClockTime time = named == null ? EnglishDigits.digits(c, false) : named;
    return time == null ? EnglishWholeHours.wholeHour(c) : time;
  }

  /** A time without its preposition, down to a bare hour; null if none is here. */
  static Found hour(Cursor c) {
    Found plain = plain(c, null);
    if (plain != null) {
      return plain;
    }
    ClockTime time = EnglishWholeHours.wholeHour(c);
    return time == null ? null : new Found(time, null, Certainty.PERHAPS);
  }

  /** "6" of "at 8, 12 and 6"; null where the sentence does not go on as it does behind a time. */
  static Found hourOfList(Cursor c) {
    int mark = c.at();
    Found hour = hour(c);
    boolean ends =
        c.atEnd()
            || c.peek().isSymbol()
            || c.peek().is("and")
            || EnglishVerbs.isVerb(c.peek())
            || EnglishWords.FIRST_OF_PHRASES.contains(c.peek().word());
    if (hour == null || !ends) {
      c.back(mark);
      return null;
    }
    return hour;
  }

  /** "2000" of "at 0800 and 2000"; null if none is here. */
  static Found militaryBehind(Cursor c) {
    int mark = c.at();
    boolean and = c.peek(-1).is("and") || c.peek(-1).is("&") || c.peek(-1).is(",");
    boolean digits = c.peek().isNumber() && c.peek().text().length() == 4;
    Token before = c.peek(-2);
    boolean same = before.isNumber() && before.text().length() == 4;
    Found found = and && digits && same ? military(c) : null;
    if (found == null) {
      c.back(mark);
    }
    return found;
  }

  /** "at 1730", "at 1400 hours"; four digits with no preposition are a number. */
  private static Found military(Cursor c) {
    int mark = c.at();
    int number = c.take().number();
    if (number / 100 > 23 || number % 100 > 59) {
      c.back(mark);
      return null;
    }
    c.skipOneOf("hours", "hrs", "h");
    return finished(c, EnglishDigits.of(number / 100, number % 100), Certainty.SURE);
  }

  private static Found plain(Cursor c, Token preposition) {
    int mark = c.at();
    boolean behindDay =
        EnglishDates.isWeekdayName(c.before()) || EnglishDates.isCalendarWord(c.before());
    ClockTime named = named(c);
    if (named != null && preposition == null && !behindDay && isThing(c)) {
      // "noon whistle", "midnight blue"
      c.back(mark);
      return null;
    }
    if (named != null) {
      ish(c);
      return finished(c, named, Certainty.SURE);
    }
    ClockTime fromNamed = preposition == null ? EnglishSpokenTimes.fromNamed(c) : null;
    if (fromNamed != null) {
      return finished(c, fromNamed, Certainty.SURE);
    }
    // "From 10 to 11" is no ten to eleven.
    boolean span = preposition != null && (preposition.is("from") || preposition.is("between"));
    ClockTime pastOrTo = span ? null : EnglishSpokenTimes.pastOrTo(c);
    if (pastOrTo != null) {
      boolean digits = preposition == null && c.peek(mark - c.at()).isNumber();
      boolean maybe = digits && c.peek(mark - c.at() + 1).is("to");
      return finished(c, pastOrTo, maybe ? Certainty.PERHAPS : Certainty.SURE);
    }
    c.back(mark);
    ClockTime halfPast = EnglishSpokenTimes.halfPast(c);
    if (halfPast != null) {
      return finished(c, halfPast, Certainty.PERHAPS);
    }
    c.back(mark);
    ClockTime hours = EnglishSpokenTimes.hours(c, preposition != null);
    if (hours != null) {
      return finished(c, hours, Certainty.SURE);
    }
    c.back(mark);
    ClockTime military = preposition == null ? EnglishDigits.militaryHours(c) : null;
    if (military != null) {
      return finished(c, military, Certainty.SURE);
    }
    ClockTime inPart = EnglishDigits.threeDigits(c);
    if (inPart != null) {
      return finished(c, inPart, Certainty.SURE);
    }
    c.back(mark);
    boolean numbered = preposition == null && English.isNumbered(c.before());
    ClockTime digits = EnglishDigits.digits(c);
    if (digits != null && numbered && c.before().word().length() == 1) {
      // "seat 12a"
      c.back(mark);
      return null;
    }
    if (digits != null) {
      return finished(c, digits, Certainty.SURE);
    }
    c.back(mark);
    return null;
  }

  private static boolean isThing(Cursor c) {
    int mark = c.at();
    boolean zone = EnglishZones.zone(c) != null;
    c.back(mark);
    Token token = c.peek();
    return token.isWord()
        && !zone
        && !EnglishVerbs.isVerb(token)
        && !EnglishWords.FOLLOWERS.contains(token.word())
        && !EnglishWords.FIRST_OF_PHRASES.contains(token.word());
  }

  /** "noon", "12 noon", "midnight"; null if none is here. */
  static ClockTime named(Cursor c) {
    int mark = c.at();
    if (c.peek().isNumber() && c.peek().text().equals("12")) {
      c.take();
    }
    boolean lunch = c.before().is("at") && c.peek().is("lunch") && !c.peek(1).isWord();
    if (lunch || c.skipOneOf("noon", "midday", "lunchtime", "lunch time", "high noon")) {
      if (lunch) {
        c.take();
      }
      return ClockTime.exact(LocalTime.NOON);
    }
    if (c.skip("midnight")) {
      return ClockTime.atMidnight();
    }
    c.back(mark);
    return null;
  }

  private static Found finished(Cursor c, ClockTime time, Certainty certainty) {
    ClockTime result = time;
    if (time.time() != null && time.part() == null) {
      DayPart part = EnglishDayParts.inThePart(c);
      if (part != null) {
        result = time.in(part);
        EnglishDigits.skipRangeEnd(c);
        return new Found(result, EnglishZones.zone(c), Certainty.SURE);
      }
    }
    c.skipOneOf("sharp", "on the dot", "prompt", "approximately", "approx", "or so");
    ZoneId zone = EnglishZones.zone(c);
    return new Found(result, zone, zone == null ? certainty : Certainty.SURE);
  }
}
