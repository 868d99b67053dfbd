package dev.kafila.chat.reader;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Places by which a zone is spoken of: "9am London time", "5pm New York time". */
final class EnglishPlaces {
  private static final int MOST_WORDS = 3;
  private static final Set<String> COASTS = Set.of("eastern", "central", "pacific", "mountain");
  private static final Set<String> CONTINENTS =
      Set.of(
          "africa",
          "america",
          "asia",
          "atlantic",
          "australia",
          "europe",
          "indian",
          "pacific",
          "antarctica",
          "arctic");
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("uk", "Europe/London"),
          Map.entry("british", "Europe/London"),
          Map.entry("irish", "Europe/Dublin"),
          Map.entry("ireland", "Europe/Dublin"),
          Map.entry("italian", "Europe/Rome"),
          Map.entry("dutch", "Europe/Amsterdam"),
          Map.entry("swiss", "Europe/Zurich"),
          Map.entry("chinese", "Asia/Shanghai"),
          Map.entry("korean", "Asia/Seoul"),
          Map.entry("israel", "Asia/Jerusalem"),
          Map.entry("german", "Europe/Berlin"),
          Map.entry("germany", "Europe/Berlin"),
          Map.entry("french", "Europe/Paris"),
          Map.entry("spanish", "Europe/Madrid"),
          Map.entry("indian", "Asia/Kolkata"),
          Map.entry("india", "Asia/Kolkata"),
          Map.entry("mumbai", "Asia/Kolkata"),
          Map.entry("delhi", "Asia/Kolkata"),
          Map.entry("bangalore", "Asia/Kolkata"),
          Map.entry("japan", "Asia/Tokyo"),
          Map.entry("beijing", "Asia/Shanghai"),
          Map.entry("san francisco", "America/Los_Angeles"),
          Map.entry("sf", "America/Los_Angeles"),
          Map.entry("la", "America/Los_Angeles"),
          Map.entry("california", "America/Los_Angeles"),
          Map.entry("seattle", "America/Los_Angeles"),
          Map.entry("boston", "America/New_York"),
          Map.entry("nyc", "America/New_York"),
          Map.entry("eastern", "America/New_York"),
          Map.entry("central", "America/Chicago"),
          Map.entry("mountain", "America/Denver"),
          Map.entry("pacific", "America/Los_Angeles"));
  private static final Map<String, ZoneId> PLACES = new HashMap<>();

  static {
    for (String id : ZoneId.getAvailableZoneIds()) {
      String[] parts = id.toLowerCase(Locale.ROOT).split("/");
      if (parts.length > 1 && CONTINENTS.contains(parts[0])) {
        PLACES.put(parts[parts.length - 1].replace('_', ' '), ZoneId.of(id));
      }
    }
    OTHERS.forEach((name, id) -> PLACES.put(name, ZoneId.of(id)));
  }

  private EnglishPlaces() {}

  /** "London time"; null if none is here. */
  static ZoneId zone(Cursor c) {
    int mark = c.at();
    c.skip("in");
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < MOST_WORDS && c.peek().isWord(); i++) {
      name.append(i == 0 ? "" : " ").append(c.take().word());
      ZoneId zone = PLACES.get(name.toString());
      boolean apart = c.atEnd() || c.peek().isSymbol() || c.peek().is("on");
      apart |= EnglishDates.isCalendarWord(c.peek()) || EnglishDates.isWeekdayName(c.peek());
      boolean known = zone != null && (c.skip("time") || apart && COASTS.contains(name.toString()));
      if (known && c.wordEndsHere()) {
        return zone;
      }
    }
    c.back(mark);
    return null;
  }
}
