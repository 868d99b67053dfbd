package dev.kafila.chat.reader;

import dev.kafila.chat.reader.ClockTime.DayPart;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;

/** Times of day: "5pm", "half past 3", "noon", "in the evening", and the zone behind them. */
final class EnglishTimes {
  private static final Set<String> PREPOSITIONS =
      Set.of(
          "at", "@", "by", "around", "about", "before", "after", "until", "till", "from", "~",
          "between");
  private static final Map<String, Integer> MINUTE_WORDS = Map.of("quarter", 15, "half", 30);

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
    boolean prepared = c.skipAny(PREPOSITIONS);
    Token preposition = prepared ? c.before() : null;
    if (prepared) {
      c.skipOneOf("about", "around", "~", "approximately");
    }
    Found found = prepared ? afterPreposition(c, preposition) : plain(c, null);
    if (found == null) {
      c.back(mark);
      return null;
    }
    if (!c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    return found;
  }

  private static Found afterPreposition(Cursor c, Token preposition) {
    boolean between = preposition.is("between");
    Found sure = plain(c, preposition);
    if (sure != null) {
      return sure.certainty() == Certainty.PERHAPS && sure.time().time() != null
          ? new Found(sure.time(), sure.zone(), Certainty.SURE)
          : sure;
    }
    if (c.peek().isNumber() && c.peek().text().length() == 4) {
      return military(c);
    }
    int mark = c.at();
    ClockTime time = wholeHour(c);
    if (time == null) {
      return null;
    }
    int behind = c.at();
    boolean range = c.skipOneOf("to", "-", "–", "until") || between && c.skip("and");
    if (!range || wholeHour(c) == null) {
      c.back(between ? mark : behind);
      if (between) {
        return null;
      }
    }
    return time == null ? null : finished(c, time, Certainty.PERHAPS);
  }

  /** "5", "17", "5-ish", "five thirty": whose half of the day may be open. */
  private static ClockTime wholeHour(Cursor c) {
    int mark = c.at();
    Integer hour = EnglishAmounts.cardinal(c);
    boolean word = hour != null && c.before().isWord();
    Integer minutes = word ? c.take(EnglishWords.CARDINALS) : null;
    if (minutes != null && minutes >= 20) {
      int tens = c.at();
      c.skip("-");
      Integer ones = c.take(EnglishWords.CARDINALS);
      minutes += ones != null && ones < 10 ? ones : 0;
      if (ones == null || ones > 9) {
        c.back(tens);
      }
    }
    ish(c);
    if (hour == null || hour > 24 || minutes != null && minutes < 10 || !c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    boolean exact = hour > 12 || hour == 0 || c.before().text().startsWith("0");
    int minute = minutes == null ? 0 : minutes;
    ClockTime time = exact ? of(hour, minute) : open(hour, minute);
    if (time == null) {
      c.back(mark);
    }
    return time;
  }

  /** "ish" of "5ish" and "5-ish". */
  private static boolean ish(Cursor c) {
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
    ClockTime time = named == null ? digits(c, false) : named;
    return time == null ? wholeHour(c) : time;
  }

  /** A time without its preposition, down to a bare hour; null if none is here. */
  static Found hour(Cursor c) {
    Found plain = plain(c, null);
    if (plain != null) {
      return plain;
    }
    ClockTime time = wholeHour(c);
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
            || EnglishWords.FIRST_OF_PHRASES.contains(c.peek().word());
    if (hour == null || !ends) {
      c.back(mark);
      return null;
    }
    return hour;
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
    return finished(c, of(number / 100, number % 100), Certainty.SURE);
  }

  private static Found plain(Cursor c, Token preposition) {
    int mark = c.at();
    ClockTime named = named(c);
    if (named != null) {
      ish(c);
      return finished(c, named, Certainty.SURE);
    }
    // "From 10 to 11" is no ten to eleven.
    boolean span = preposition != null && (preposition.is("from") || preposition.is("between"));
    ClockTime pastOrTo = span ? null : pastOrTo(c);
    if (pastOrTo != null) {
      return finished(c, pastOrTo, Certainty.SURE);
    }
    c.back(mark);
    ClockTime halfPast = halfPast(c);
    if (halfPast != null) {
      return finished(c, halfPast, Certainty.PERHAPS);
    }
    c.back(mark);
    ClockTime hours = hours(c, preposition != null);
    if (hours != null) {
      return finished(c, hours, Certainty.SURE);
    }
    c.back(mark);
    ClockTime digits = digits(c);
    if (digits != null) {
      return finished(c, digits, Certainty.SURE);
    }
    c.back(mark);
    return null;
  }

  /** "half 6" is half past six. */
  private static ClockTime halfPast(Cursor c) {
    if (!c.skip("half")) {
      return null;
    }
    Integer hour = EnglishAmounts.cardinal(c);
    boolean clock = hour != null && hour >= 1 && hour <= 12 && c.wordEndsHere();
    return clock ? meridiem(c, open(hour, 30)) : null;
  }

  /** "18h", "9h30": behind a preposition, else only from 13 on, since "2h" is a length of time. */
  private static ClockTime hours(Cursor c, boolean prepared) {
    Token hour = c.peek();
    boolean clock =
        hour.isNumber() && hour.text().length() <= 2 && (prepared || hour.number() > 12);
    if (!clock || !c.peek(1).is("h") || !hour.touches(c.peek(1))) {
      return null;
    }
    c.take();
    c.take();
    int minute = 0;
    if (c.glued() && c.peek().isNumber() && c.peek().text().length() == 2) {
      minute = c.take().number();
    }
    return of(hour.number(), minute);
  }

  private static ClockTime named(Cursor c) {
    if (c.skipOneOf("noon", "midday", "12 noon", "lunchtime", "high noon")) {
      return ClockTime.exact(LocalTime.NOON);
    }
    if (c.skipOneOf("midnight", "12 midnight")) {
      return ClockTime.atMidnight();
    }
    return null;
  }

  /** "half past 3", "ten to five", "quarter after 2"; "half three" is half past three. */
  private static ClockTime pastOrTo(Cursor c) {
    int mark = c.at();
    c.skip("a");
    Integer minutes = c.take(MINUTE_WORDS);
    boolean half = minutes != null && minutes == 30;
    if (minutes == null) {
      minutes = EnglishAmounts.cardinal(c);
      c.skipOneOf("minutes", "minute", "min");
    }
    boolean word = minutes != null && c.before().isWord();
    boolean past = minutes != null && c.skipOneOf("past", "after");
    boolean to = minutes != null && !past && !half && c.skipOneOf("to", "till", "before", "of");
    if (minutes == null || minutes < 1 || minutes > 30 || !past && !to) {
      c.back(mark);
      return null;
    }
    Integer hour = EnglishAmounts.cardinal(c);
    if (hour == null || hour < 1 || hour > 12 || !word && isRange(c, minutes, to)) {
      c.back(mark);
      return null;
    }
    c.skip("o'clock");
    ClockTime time = past ? open(hour, minutes) : open(hour == 1 ? 12 : hour - 1, 60 - minutes);
    return meridiem(c, time);
  }

  /** "5 to 7pm" and "from 3 to 5" are ranges, "10 to 5" is a time. */
  private static boolean isRange(Cursor c, int minutes, boolean to) {
    return to && (minutes % 5 != 0 || minutes < 12 && isMeridiem(c.peek()));
  }

  private static boolean isMeridiem(Token token) {
    return token.is("am") || token.is("pm") || token.is("a") || token.is("p");
  }

  /** "5pm", "5:30 p.m.", "17:00", "5 o'clock", "3-5pm". */
  private static ClockTime digits(Cursor c) {
    return digits(c, true);
  }

  /**
   * @param ranges whether the end of a range may follow, which is no range itself
   */
  private static ClockTime digits(Cursor c, boolean ranges) {
    int mark = c.at();
    Integer hour = null;
    boolean leadingZero = false;
    if (c.peek().isNumber() && c.peek().text().length() <= 2) {
      leadingZero = c.peek().text().startsWith("0") && c.peek().text().length() == 2;
      hour = c.take().number();
    } else if (c.peek().isWord()) {
      hour = c.take(EnglishWords.CARDINALS);
      ClockTime said = hour == null ? null : open(hour, 0);
      boolean clock = said != null && c.skip("o'clock");
      ClockTime exact = said == null ? null : meridiem(c, said);
      if (said == null || !clock && exact.open()) {
        c.back(mark);
        return null;
      }
      return exact;
    }
    if (hour == null) {
      return null;
    }
    int minute = 0;
    boolean withMinutes = false;
    if (colon(c) && c.peek(1).isNumber() && c.peek(1).text().length() == 2) {
      c.take();
      minute = c.take().number();
      withMinutes = true;
      seconds(c);
    }
    ClockTime time = hour > 12 || hour == 0 || leadingZero ? of(hour, minute) : open(hour, minute);
    if (time == null) {
      c.back(mark);
      return null;
    }
    int behind = c.at();
    if (c.skip("o'clock")) {
      return meridiem(c, time);
    }
    ClockTime exact = meridiem(c, time);
    if (c.at() > behind) {
      if (ranges) {
        skipRangeEnd(c);
      }
      return exact;
    }
    ClockTime range = ranges ? rangeStart(c, time) : null;
    if (range != null) {
      return range;
    }
    if (withMinutes) {
      return time;
    }
    if (ish(c)) {
      return time;
    }
    c.back(mark);
    return null;
  }

  /** "-11am" of "9am-11am": a task is due at one time, the first. */
  private static void skipRangeEnd(Cursor c) {
    int mark = c.at();
    if (!c.skipOneOf("-", "–", "—", "to", "until", "till") || !c.peek().isNumber()) {
      c.back(mark);
      return;
    }
    ClockTime end = digits(c, false);
    if (end == null || !c.wordEndsHere()) {
      c.back(mark);
    }
  }

  private static boolean colon(Cursor c) {
    boolean at = c.peek(-2).is("at") || c.peek(-2).is("by") || c.peek(-2).is("@");
    boolean dot = c.peek().is(".") && (at || isMeridiemBehind(c));
    return (c.peek().is(":") || dot) && c.glued() && c.peek().touches(c.peek(1));
  }

  /** "5.30pm", but not the number 5.30. */
  private static boolean isMeridiemBehind(Cursor c) {
    return c.peek(2).is("am") || c.peek(2).is("pm");
  }

  private static void seconds(Cursor c) {
    if (c.peek().is(":") && c.glued() && c.peek(1).isNumber()) {
      c.take();
      c.take();
    }
  }

  /** "3" of "3-5pm" and "3 to 5pm" takes what it lacks from the end. */
  private static ClockTime rangeStart(Cursor c, ClockTime start) {
    int mark = c.at();
    boolean between = c.peek(-2).is("between");
    if (!c.skipOneOf("-", "–", "—", "to", "until", "till") && !(between && c.skip("and"))) {
      return null;
    }
    Token digits = c.peek();
    if (!digits.isNumber() || digits.text().length() > 2) {
      c.back(mark);
      return null;
    }
    ClockTime end = digits(c, false);
    if (end == null || end.time() == null || end.open() && c.before().isNumber()) {
      // "3:00-5:00": both open.
      boolean bothWithMinutes = end != null && start.time() != null;
      if (!bothWithMinutes) {
        c.back(mark);
        return null;
      }
      return start;
    }
    LocalTime begin = start.time();
    if (!start.open()) {
      return start;
    }
    LocalTime later = begin.withHour(begin.getHour() % 12 + 12);
    LocalTime sooner = begin.withHour(begin.getHour() % 12);
    return ClockTime.exact(later.isBefore(end.time()) ? later : sooner);
  }

  /** am, pm, a.m., p.m., or a and p that touch the number. */
  private static ClockTime meridiem(Cursor c, ClockTime time) {
    int mark = c.at();
    boolean am = c.skip("am");
    boolean pm = !am && c.skip("pm");
    if (!am && !pm) {
      am = c.peek().is("a") && (c.glued() || c.peek(1).is("."));
      pm = c.peek().is("p") && (c.glued() || c.peek(1).is("."));
      if (am || pm) {
        boolean glued = c.glued();
        c.take();
        boolean dotted = c.skip(".") && c.skip("m");
        if (dotted) {
          // The last dot may end the sentence; either way it is no part of the title.
          c.skip(".");
        } else if (!glued) {
          am = false;
          pm = false;
        }
      }
    }
    if (!am && !pm) {
      c.back(mark);
      return time;
    }
    int hour = time.time().getHour();
    if (hour > 12 || hour == 0 && pm) {
      return pm ? ClockTime.exact(time.time()) : time;
    }
    return ClockTime.exact(time.time().withHour(hour % 12 + (pm ? 12 : 0)));
  }

  private static Found finished(Cursor c, ClockTime time, Certainty certainty) {
    ClockTime result = time;
    if (time.time() != null && time.part() == null) {
      DayPart part = inThePart(c);
      if (part != null) {
        result = time.in(part);
        return new Found(result, zone(c), Certainty.SURE);
      }
    }
    ZoneId zone = zone(c);
    return new Found(result, zone, zone == null ? certainty : Certainty.SURE);
  }

  /** "in the morning", "at night"; null if none is here. */
  static DayPart inThePart(Cursor c) {
    int mark = c.at();
    if (c.skipAll("at night")) {
      return DayPart.NIGHT;
    }
    if (c.skipOneOf("in the", "during the", "in")) {
      c.skipOneOf("early", "late");
      DayPart part = c.take(EnglishWords.DAY_PARTS);
      if (part != null && c.wordEndsHere()) {
        return part;
      }
    }
    c.back(mark);
    return null;
  }

  /** "morning", "eve" or "am" behind a day: "tomorrow morning", "Fri eve", "Sat a.m."; or null. */
  static DayPart partBehindDay(Cursor c) {
    int mark = c.at();
    DayPart part = c.take(EnglishWords.DAY_PARTS);
    part = part == null ? c.take(EnglishWords.SHORT_DAY_PARTS) : part;
    boolean dotted = part == null && c.skipOneOf("a . m .", "a . m");
    part = dotted ? DayPart.MORNING : part;
    if (part == null || !dotted && !c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    return part;
  }

  private static ZoneId zone(Cursor c) {
    int mark = c.at();
    ZoneId zone = c.take(EnglishWords.ZONES);
    if (zone != null) {
      String word = c.before().word();
      ZoneId shifted = word.equals("utc") || word.equals("gmt") ? offset(c) : null;
      if (c.wordEndsHere()) {
        return shifted == null ? zone : shifted;
      }
    }
    c.back(mark);
    ZoneId named = region(c);
    if (named == null) {
      c.back(mark);
    }
    return named;
  }

  /** "Z" or "+02:00" behind an ISO time; null if none is here. */
  static ZoneId isoOffset(Cursor c) {
    if (c.glued() && c.skip("z")) {
      return ZoneOffset.UTC;
    }
    return c.peek().is("+") || c.peek().is("-") ? offset(c) : null;
  }

  /** "+2" or "+05:30" behind UTC. */
  private static ZoneId offset(Cursor c) {
    int mark = c.at();
    boolean minus = c.peek().is("-");
    if (!c.glued() || !(minus || c.peek().is("+")) || !c.peek(1).isNumber()) {
      return null;
    }
    c.take();
    int hours = c.take().number();
    int minutes = 0;
    if (c.peek().is(":") && c.peek(1).isNumber()) {
      c.take();
      minutes = c.take().number();
    }
    if (hours > 18 || minutes > 59) {
      c.back(mark);
      return null;
    }
    int sign = minus ? -1 : 1;
    return ZoneOffset.ofTotalSeconds(Math.min(64_800, hours * 3_600 + minutes * 60) * sign);
  }

  /** "Europe/Berlin". */
  private static ZoneId region(Cursor c) {
    if (!c.peek().isWord() || !c.peek(1).is("/") || !c.peek(2).isWord()) {
      return null;
    }
    StringBuilder name = new StringBuilder(c.take().text());
    while (c.glued() && (c.peek().is("/") || c.peek().is("_") || c.peek().isWord())) {
      name.append(c.take().text());
    }
    try {
      return ZoneId.of(name.toString());
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static ClockTime open(int hour, int minute) {
    return minute > 59 || hour < 1 || hour > 12
        ? null
        : ClockTime.open(LocalTime.of(hour % 12 == 0 ? 12 : hour, minute));
  }

  private static ClockTime of(int hour, int minute) {
    if (hour == 24 && minute == 0) {
      return ClockTime.atMidnight();
    }
    return hour > 23 || minute > 59 ? null : ClockTime.exact(LocalTime.of(hour, minute));
  }
}
