package dev.kafila.chat.reader;

import dev.kafila.chat.reader.Phrase.Certainty;
import java.time.LocalTime;
import java.time.ZoneId;

/** A date and a time as machines write them. */
final class EnglishIsoTimes {
  private EnglishIsoTimes() {}

  /** 2026-04-01T15:00Z. */
  static Phrase time(Cursor c) {
    int mark = c.at();
    c.skipOneOf("on", "at", "by", "@", "due");
    EnglishDates.Found date = c.peek().text().length() == 4 ? EnglishNumericDates.iso(c) : null;
    if (date != null && c.glued() && c.skip("t") && c.peek().isNumber()) {
      Token hour = c.take();
      boolean colon = c.skip(":");
      Token minute = c.peek();
      if (colon && minute.isNumber() && hour.number() < 24 && minute.number() < 60) {
        c.take();
        if (c.skip(":")) {
          c.take();
          if (c.peek().is(".") && c.glued()) {
            c.take();
            c.take();
          }
        }
        LocalTime clock = LocalTime.of(hour.number(), minute.number());
        ZoneId zone = EnglishZones.isoOffset(c);
        return new Phrase(
            Certainty.SURE,
            when -> {
              when.date(date.date());
              when.time(ClockTime.exact(clock));
              if (zone != null) {
                when.zone(zone);
              }
            });
      }
    }
    c.back(mark);
    return null;
  }
}
