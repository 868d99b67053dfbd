package dev.kafila.chat.reader;

import dev.kafila.chat.reader.ClockTime.DayPart;
import dev.kafila.chat.reader.Phrase.Certainty;
import java.time.Period;

/** Parts of the day: "tonight", "in the evening", "early in the morning", "first thing". */
final class EnglishDayParts {
  private EnglishDayParts() {}

  /** "tonight", "this morning", "in the evening", "first thing". */
  static Phrase dayPart(Cursor c) {
    int mark = c.at();
    if (c.peek(1).is("tonight")) {
      c.skipOneOf("by", "before");
    }
    c.skipOneOf("later", "late");
    if (c.skipOneOf("tonight", "tonite", "2night", "this night")) {
      return today(c, DayPart.NIGHT, mark);
    }
    c.back(mark);
    if (c.skip("this")) {
      DayPart part = c.take(EnglishWords.DAY_PARTS);
      if (part != null) {
        return today(c, part, mark);
      }
    }
    c.back(mark);
    if (c.skipOneOf("first thing in the morning", "first thing")) {
      return new Phrase(Certainty.SURE, when -> when.time(ClockTime.of(DayPart.MORNING)));
    }
    DayPart part = inThePart(c);
    if (part != null) {
      return new Phrase(Certainty.SURE, when -> when.time(ClockTime.of(part)));
    }
    c.back(mark);
    return null;
  }

  private static Phrase today(Cursor c, DayPart part, int mark) {
    if (!c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    ClockTime hour = EnglishBareHours.behindDay(c);
    return new Phrase(
        Certainty.SURE,
        when -> {
          when.date(Dates.in(Period.ZERO));
          when.time(ClockTime.of(part));
          if (hour != null) {
            when.time(hour);
          }
        });
  }

  /** "in the morning", "at night"; null if none is here. */
  static DayPart inThePart(Cursor c) {
    int mark = c.at();
    if (c.skipAll("at night")) {
      return DayPart.NIGHT;
    }
    if (c.skipOneOf("in the", "during the", "in")) {
      c.skipOneOf("early", "late");
      boolean meridiem = c.before().is("the") && (c.peek().is("am") || c.peek().is("pm"));
      DayPart part = c.take(meridiem ? EnglishWords.SHORT_DAY_PARTS : EnglishWords.DAY_PARTS);
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
    if (!c.skipOneOf("early in the", "early") && c.skip("late") && c.peek().is("morning")) {
      c.back(mark);
    }
    DayPart part = c.take(EnglishWords.DAY_PARTS);
    if (part != null) {
      EnglishTimes.ish(c);
    }
    part = part == null ? c.take(EnglishWords.SHORT_DAY_PARTS) : part;
    boolean dotted = part == null && c.skipOneOf("a . m .", "a . m");
    part = dotted ? DayPart.MORNING : part;
    if (part == null || !dotted && !c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    return part;
  }
}
