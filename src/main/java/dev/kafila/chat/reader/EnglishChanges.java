package dev.kafila.chat.reader;

import dev.kafila.task.Priority;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes changes of what stretches of a sentence say. */
final class EnglishChanges {
  private static final Map<String, Priority> PRIORITIES =
      Map.of(
          "high", Priority.HIGH,
          "urgent", Priority.HIGH,
          "important", Priority.HIGH,
          "critical", Priority.HIGH,
          "medium", Priority.MEDIUM,
          "normal", Priority.MEDIUM,
          "low", Priority.LOW,
          "unimportant", Priority.LOW);
  private final Language language;

  EnglishChanges(Language language) {
    this.language = language;
  }

  static Reading update(Target target, Details details) {
    return Reading.of(Intent.UPDATE).with(target).with(details);
  }

  /** The change that a stretch of phrases, and nothing else, describes; null if it is no such. */
  Reading change(Target target, Sentence sentence, int from, int to) {
    if (from >= to) {
      return null;
    }
    Scan scan = Scan.of(language, sentence, from, to);
    return scan.title() != null || scan.when().isEmpty() ? null : change(target, scan);
  }

  Reading change(Target target, Scan scan) {
    try {
      FollowUp followUp = FollowUp.of(scan, scan.context());
      return update(target, scan.details().withTitle(null)).with(followUp);
    } catch (UnclearException unclear) {
      return update(target, Details.NONE).asking(language.question(unclear));
    }
  }

  static boolean isWord(Sentence sentence, int index, String word) {
    return sentence.tokens().get(index).is(word);
  }

  static Details prioritised(Priority priority) {
    return new Details(
        null, null, false, null, List.of(), priority, List.of(), List.of(), Set.of());
  }

  static Priority wholePriority(Cursor c) {
    c.skipOneOf("a", "the");
    Priority priority = c.take(PRIORITIES);
    if (priority == null) {
      return null;
    }
    c.skip("-");
    c.skip("priority");
    return c.atEnd() ? priority : null;
  }

  static int find(Sentence sentence, int from, int to, String word) {
    for (int i = from; i < to; i++) {
      if (sentence.tokens().get(i).is(word)) {
        return i;
      }
    }
    return -1;
  }

  static int findLast(Sentence sentence, int from, int to, String word) {
    for (int i = to - 1; i >= from; i--) {
      if (sentence.tokens().get(i).is(word)) {
        return i;
      }
    }
    return -1;
  }

  /** "to 5", where only a time can be meant. */
  Reading atNumber(Target target, Sentence sentence, int from, int to) {
    boolean number = to - from == 1 && sentence.tokens().get(from).isNumber();
    if (!number) {
      return null;
    }
    Sentence at = Sentence.of("at " + sentence.text(from, to), sentence.context());
    return change(target, at, 0, at.tokens().size());
  }

  static boolean isIt(Sentence sentence, int at) {
    return isWord(sentence, at, "it")
        || isWord(sentence, at, "that")
        || isWord(sentence, at, "this");
  }
}
