package dev.kafila.chat.reader;

import java.time.LocalTime;

/** Times of day in digits: "5pm", "5:30 p.m.", "17:00", "3-5pm". */
final class EnglishDigits {
  private static final String[] UNTIL = {
    "-", "–", "—", "to", "until", "till", "through", "thru", "untill"
  };

  private EnglishDigits() {}

  static boolean isMeridiem(Token token) {
    return token.is("am") || token.is("pm") || token.is("a") || token.is("p");
  }

  /** "5pm", "5:30 p.m.", "17:00", "5 o'clock", "3-5pm". */
  static ClockTime digits(Cursor c) {
    return digits(c, true);
  }

  /**
   * @param ranges whether the end of a range may follow, which is no range itself
   */
  static ClockTime digits(Cursor c, boolean ranges) {
    int mark = c.at();
    Integer hour = null;
    boolean leadingZero = false;
    ClockTime joined = joined(c);
    if (joined != null) {
      return joined;
    }
    if (c.peek().isNumber() && c.peek().text().length() <= 2) {
      leadingZero = c.peek().text().startsWith("0") && c.peek().text().length() == 2;
      hour = c.take().number();
    } else if (c.peek().isWord()) {
      hour = c.take(EnglishWords.CARDINALS);
      Integer minutes = hour == null ? null : EnglishWholeHours.minutesInWords(c);
      ClockTime said = hour == null ? null : open(hour, minutes == null ? 0 : minutes);
      boolean clock = said != null && skipOClock(c);
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
    if (skipOClock(c)) {
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
      EnglishTimes.ish(c);
      if (ranges) {
        skipRangeEnd(c);
      }
      return time;
    }
    if (EnglishTimes.ish(c)) {
      return meridiem(c, time);
    }
    c.back(mark);
    return null;
  }

  /** "1700h", "0600 hours"; null if none is here. */
  static ClockTime militaryHours(Cursor c) {
    Token digits = c.peek();
    Token unit = c.peek(1);
    boolean glued = digits.touches(unit) && (unit.is("h") || unit.is("hrs"));
    boolean hours = digits.text().startsWith("0") && (unit.is("hours") || unit.is("hrs"));
    if (!digits.isNumber() || digits.text().length() != 4 || !glued && !hours) {
      return null;
    }
    ClockTime time = of(digits.number() / 100, digits.number() % 100);
    if (time != null) {
      c.take();
      c.take();
    }
    return time;
  }

  /** "730" of "at 730 in the evening": else three digits are a number. */
  static ClockTime threeDigits(Cursor c) {
    Token digits = c.peek();
    if (!digits.isNumber() || digits.text().length() != 3) {
      return null;
    }
    c.take();
    int behind = c.at();
    boolean part = EnglishDayParts.inThePart(c) != null || c.skip("tonight");
    c.back(behind);
    return part ? open(digits.number() / 100, digits.number() % 100) : null;
  }

  static boolean skipOClock(Cursor c) {
    return c.skipOneOf("o'clock", "o clock");
  }

  /** "230pm", "1130am", "330 p.m.". */
  private static ClockTime joined(Cursor c) {
    Token digits = c.peek();
    int length = digits.text().length();
    boolean meridiem = c.peek(1).is("am") || c.peek(1).is("pm");
    meridiem |= isMeridiem(c.peek(1)) && c.peek(2).is(".") && c.peek(3).is("m");
    if (!digits.isNumber() || length < 3 || length > 4 || !meridiem) {
      return null;
    }
    ClockTime time = open(digits.number() / 100, digits.number() % 100);
    if (time != null) {
      c.take();
    }
    return time == null ? null : meridiem(c, time);
  }

  /** "-11am" of "9am-11am", "- 11" of "8pm - 11": a task is due at one time, the first. */
  static void skipRangeEnd(Cursor c) {
    int mark = c.at();
    if (c.skipOneOf(UNTIL)) {
      ClockTime end = digits(c, false);
      boolean bare = end == null && EnglishTimes.endOfSpan(c) != null;
      boolean ends = c.atEnd() || c.peek().isSymbol() || EnglishDates.isCalendarWord(c.peek());
      ends |= c.peek().is("on") || EnglishDates.isWeekdayName(c.peek());
      if ((end != null || bare && ends) && c.wordEndsHere()) {
        return;
      }
    }
    c.back(mark);
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
    if (!c.skipOneOf(UNTIL) && !(between && c.skip("and"))) {
      return null;
    }
    Token digits = c.peek();
    boolean hour = digits.isWord() && EnglishWords.CARDINALS.containsKey(digits.word());
    if (!hour && (!digits.isNumber() || digits.text().length() > 2)) {
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
  static ClockTime meridiem(Cursor c, ClockTime time) {
    int mark = c.at();
    boolean am = c.skip("am");
    boolean pm = !am && c.skip("pm");
    if (!am && !pm) {
      am = c.peek().is("a") && (c.glued() || c.peek(1).is(".") || c.peek(1).is("m"));
      pm = c.peek().is("p") && (c.glued() || c.peek(1).is(".") || c.peek(1).is("m"));
      if (am || pm) {
        boolean glued = c.glued();
        c.take();
        boolean dotted = c.skip(".") && c.skip("m");
        boolean apart = !dotted && !c.before().is(".") && c.skip("m");
        if (apart) {
          glued = true;
        } else if (dotted) {
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

  static ClockTime open(int hour, int minute) {
    return minute > 59 || hour < 1 || hour > 12
        ? null
        : ClockTime.open(LocalTime.of(hour % 12 == 0 ? 12 : hour, minute));
  }

  static ClockTime of(int hour, int minute) {
    if (hour == 24 && minute == 0) {
      return ClockTime.atMidnight();
    }
    return hour > 23 || minute > 59 ? null : ClockTime.exact(LocalTime.of(hour, minute));
  }
}
