package dev.kafila.chat.reader;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The zone behind a time: "5pm PST", "9am Europe/Berlin", "Z". */
final class EnglishZones {
  private EnglishZones() {}

  static ZoneId zone(Cursor c) {
    int mark = c.at();
    if (c.peek().is("(") && EnglishWords.ZONES.containsKey(c.peek(1).word()) && c.peek(2).is(")")) {
      c.take();
      ZoneId inBrackets = c.take(EnglishWords.ZONES);
      c.take();
      return inBrackets;
    }
    boolean offset = c.peek().is("+") && c.peek(1).isNumber() && c.peek(2).is(":");
    if (offset) {
      return offset(c);
    }
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
    named = named == null ? EnglishPlaces.zone(c) : named;
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
    boolean written = c.glued() || c.peek(2).is(":") || c.peek().is("+");
    if (!written || !(minus || c.peek().is("+")) || !c.peek(1).isNumber()) {
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
}
