package dev.kafila.chat.reader;

import java.util.Set;

/**
 * What stands over a list and holds for each of its tasks: "Tomorrow:", "Monday" on a line of its
 * own, "to do for Friday:".
 */
final class EnglishHeadings {
  private static final int LONGEST = 9;
  private static final Set<String> WORDS =
      Set.of(
          "todo",
          "to",
          "do",
          "dos",
          "list",
          "tasks",
          "task",
          "things",
          "thing",
          "plan",
          "plans",
          "agenda",
          "for",
          "my",
          "the",
          "schedule",
          "reminders",
          "stuff",
          "todos",
          "need",
          "i",
          "-",
          "we",
          "have",
          "on",
          "remember",
          "jobs",
          "chores",
          "errands",
          "and",
          "here's",
          "is");

  /**
   * @param text without the colon behind it
   * @param body the token with which the list begins
   * @param dated whether it says when, or tags; else it only says that a list follows
   */
  record Heading(String text, int body, boolean dated) {}

  private EnglishHeadings() {}

  /** Null if there is none. */
  static Heading of(Language language, Sentence sentence) {
    int size = sentence.tokens().size();
    for (int i = 1; i + 1 < size && i <= LONGEST; i++) {
      boolean colon = sentence.tokens().get(i).is(":") && !isClock(sentence, i);
      boolean line = EnglishLists.isNewLine(sentence, i);
      if (colon || line) {
        return heading(language, sentence, i, colon ? i + 1 : i);
      }
    }
    return null;
  }

  private static boolean isClock(Sentence sentence, int index) {
    Token colon = sentence.tokens().get(index);
    return colon.touches(sentence.tokens().get(index + 1));
  }

  private static Heading heading(Language language, Sentence sentence, int end, int body) {
    Scan scan = Scan.of(language, sentence, 0, end);
    String title = scan.title();
    boolean dated = !scan.when().isEmpty() && scan.when().doubt == null;
    boolean plain =
        title == null
            || Tokenizer.tokens(title).stream().allMatch(token -> WORDS.contains(token.word()));
    if (!plain || title == null && !dated) {
      return null;
    }
    return new Heading(phrases(scan, sentence, end), body, dated);
  }

  /** What of the heading says when. */
  private static String phrases(Scan scan, Sentence sentence, int end) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < end; i++) {
      if (scan.isTaken(i)) {
        boolean glued = i > 0 && sentence.tokens().get(i - 1).touches(sentence.tokens().get(i));
        text.append(text.isEmpty() || glued ? "" : " ").append(sentence.text(i, i + 1));
      }
    }
    return text.toString();
  }
}
