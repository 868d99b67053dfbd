package dev.kafila.chat.reader;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Weekdays by one or two letters, where nothing else can be meant: "every MWF", "Tu/Th". */
final class EnglishDayLetters {
  private static final Map<String, DayOfWeek> LETTERS =
      Map.ofEntries(
          Map.entry("m", DayOfWeek.MONDAY),
          Map.entry("mo", DayOfWeek.MONDAY),
          Map.entry("t", DayOfWeek.TUESDAY),
          Map.entry("tu", DayOfWeek.TUESDAY),
          Map.entry("w", DayOfWeek.WEDNESDAY),
          Map.entry("we", DayOfWeek.WEDNESDAY),
          Map.entry("th", DayOfWeek.THURSDAY),
          Map.entry("r", DayOfWeek.THURSDAY),
          Map.entry("f", DayOfWeek.FRIDAY),
          Map.entry("fr", DayOfWeek.FRIDAY),
          Map.entry("sa", DayOfWeek.SATURDAY),
          Map.entry("su", DayOfWeek.SUNDAY));
  private static final int LONGEST = 10;

  private EnglishDayLetters() {}

  /** "Tu" in a list of weekdays; null if none is here. */
  static DayOfWeek day(Cursor c) {
    Token next = c.peek(1);
    boolean ahead = joins(next) && isDay(c.peek(2)) || next.is(".") && joins(c.peek(2));
    boolean behind = joins(c.before()) && isDay(c.peek(-2));
    return c.peek().word().length() == 2 && (ahead || behind) ? c.take(LETTERS) : null;
  }

  private static boolean joins(Token token) {
    return token.is(",") || token.is("/") || token.is("&") || token.is("and");
  }

  private static boolean isDay(Token token) {
    return EnglishDates.isWeekdayName(token) || LETTERS.containsKey(token.word());
  }

  /** Moves past the dot of "Tues. and Thurs.", if the list goes on behind it. */
  static void skipDot(Cursor c) {
    int mark = c.at();
    boolean dot = c.glued() && c.skip(".");
    boolean more = c.peek().is(",") || c.peek().is("and") || c.peek().is("&") || c.peek().is("/");
    c.back(dot && (more || EnglishDates.isWeekdayName(c.peek())) ? c.at() : mark);
  }

  /** "MWF", "TTh", "M/W/F" behind "every"; null if it is none, or in no order. */
  static EnglishRepeats.Found days(Cursor c) {
    int mark = c.at();
    List<DayOfWeek> days = new ArrayList<>();
    if (c.peek().isWord() && c.peek().word().length() <= LONGEST) {
      do {
        days.addAll(spelled(c.take().word()));
      } while (!days.isEmpty() && c.glued() && c.skip("/"));
    }
    boolean ordered = days.size() > 1;
    for (int i = 1; i < days.size(); i++) {
      ordered &= days.get(i).compareTo(days.get(i - 1)) > 0;
    }
    if (ordered && c.wordEndsHere()) {
      return EnglishRepeats.Found.of(EnglishRepeatDays.weekly(days));
    }
    c.back(mark);
    return null;
  }

  /** Empty if the word is anything else. */
  private static List<DayOfWeek> spelled(String word) {
    List<DayOfWeek> days = new ArrayList<>();
    for (int i = 0; i < word.length(); ) {
      DayOfWeek two = i + 1 < word.length() ? LETTERS.get(word.substring(i, i + 2)) : null;
      DayOfWeek day = two == null ? LETTERS.get(word.substring(i, i + 1)) : two;
      if (day == null) {
        return List.of();
      }
      days.add(day);
      i += two == null ? 1 : 2;
    }
    return days;
  }
}
