package dev.kafila.chat.reader;

import dev.kafila.chat.reader.Token.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Words of time as people type them: short ("tmrw", "2nite"), or with a slip ("firday").
 *
 * <p>Only what the rules look at is mended; the text of a token, and so every title, stays as
 * typed.
 */
final class EnglishSpelling {
  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("tmr", "tomorrow"),
          Map.entry("tmrw", "tomorrow"),
          Map.entry("tmw", "tomorrow"),
          Map.entry("tmoro", "tomorrow"),
          Map.entry("2moro", "tomorrow"),
          Map.entry("2morrow", "tomorrow"),
          Map.entry("2mrw", "tomorrow"),
          Map.entry("2mro", "tomorrow"),
          Map.entry("tomo", "tomorrow"),
          Map.entry("tmro", "tomorrow"),
          Map.entry("oclock", "o'clock"),
          Map.entry("til", "till"),
          Map.entry("qtr", "quarter"),
          Map.entry("2day", "today"),
          Map.entry("tonite", "tonight"),
          Map.entry("2nite", "tonight"),
          Map.entry("2night", "tonight"),
          Map.entry("wknd", "weekend"),
          Map.entry("wkend", "weekend"),
          Map.entry("wknds", "weekends"),
          Map.entry("nxt", "next"),
          Map.entry("evry", "every"),
          Map.entry("btwn", "between"),
          Map.entry("everyweek", "weekly"),
          Map.entry("mth", "month"),
          Map.entry("mths", "months"),
          Map.entry("noonish", "noon"),
          Map.entry("morningish", "morning"),
          Map.entry("afternoonish", "afternoon"),
          Map.entry("eveningish", "evening"),
          Map.entry("midnite", "midnight"),
          Map.entry("prio", "priority"));

  /** Real words that differ from a day's name by one letter. */
  private static final Set<String> OTHER_WORDS = Set.of("sundry", "friary", "sunray");

  private static final Map<Integer, List<String>> DAYS_BY_LETTER = new HashMap<>();
  private static final Map<Integer, List<String>> MONTHS_BY_LETTER = new HashMap<>();
  private static final int SHORTEST_MONTH = 7;
  private static final int LONG_DAY = 8;

  static {
    EnglishWords.WEEKDAYS
        .keySet()
        .forEach(
            day ->
                DAYS_BY_LETTER
                    .computeIfAbsent((int) day.charAt(0), k -> new ArrayList<>())
                    .add(day));
    EnglishWords.MONTHS.keySet().stream()
        .filter(month -> month.length() >= SHORTEST_MONTH)
        .forEach(
            month ->
                MONTHS_BY_LETTER
                    .computeIfAbsent((int) month.charAt(0), k -> new ArrayList<>())
                    .add(month));
  }

  private EnglishSpelling() {}

  static Sentence mended(Sentence sentence) {
    List<Token> tokens = new ArrayList<>(sentence.tokens().size());
    for (int i = 0; i < sentence.tokens().size(); i++) {
      Token token = sentence.tokens().get(i);
      Token next = i + 1 < sentence.tokens().size() ? sentence.tokens().get(i + 1) : null;
      if (token.text().equals("2") && next != null && next.isWord() && token.touches(next)) {
        String whole = SHORT.get("2" + next.word());
        if (whole != null) {
          tokens.add(new Token(Kind.WORD, "2" + next.text(), whole, token.start(), next.end()));
          i++;
          continue;
        }
      }
      boolean tomorrow = i == 0 && token.text().equals("tom") && timeFollows(next);
      tokens.add(tomorrow ? as(token, "tomorrow") : token.isWord() ? mended(token) : token);
    }
    return new Sentence(sentence.text(), List.copyOf(tokens), sentence.context());
  }

  /** "tom 5pm", "tom morning": no name, in front and in lower case. */
  private static boolean timeFollows(Token next) {
    return next == null
        || next.isNumber()
        || next.is("at")
        || EnglishWords.DAY_PARTS.containsKey(next.word());
  }

  private static Token as(Token token, String word) {
    return new Token(token.kind(), token.text(), word, token.start(), token.end());
  }

  private static Token mended(Token token) {
    String meant = meant(token.word());
    return meant == null ? token : as(token, meant);
  }

  /** What a word stands for; null where it is spelt as it should be, or is no word of time. */
  private static String meant(String word) {
    String full = SHORT.get(word);
    if (full != null) {
      return full;
    }
    int length = word.length();
    if (length < 5 || length > 11 || word.indexOf('\'') >= 0 || OTHER_WORDS.contains(word)) {
      return null;
    }
    if (word.charAt(0) == 't' && length > 5 && !word.endsWith("s")) {
      if (!word.equals("tomorrow") && distance(word, "tomorrow") <= 2) {
        return "tomorrow";
      }
    }
    String day = day(word);
    return day == null ? month(word) : day;
  }

  private static String day(String word) {
    boolean ending = word.endsWith("y") || word.endsWith("dya");
    if (!ending || EnglishWords.WEEKDAYS.containsKey(word)) {
      return null;
    }
    for (String day : DAYS_BY_LETTER.getOrDefault((int) word.charAt(0), List.of())) {
      if (distance(word, day) <= (day.length() >= LONG_DAY ? 2 : 1)) {
        return day;
      }
    }
    return null;
  }

  private static String month(String word) {
    if (EnglishWords.MONTHS.containsKey(word)) {
      return null;
    }
    for (String month : MONTHS_BY_LETTER.getOrDefault((int) word.charAt(0), List.of())) {
      if (word.length() >= SHORTEST_MONTH - 1 && distance(word, month) == 1) {
        return month;
      }
    }
    return null;
  }

  /** How many letters were left out, added, mistaken, or swapped with their neighbour. */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least =
            Math.min(
                Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1),
                cost[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        cost[i][j] = swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
      }
    }
    return cost[a.length()][b.length()];
  }
}
