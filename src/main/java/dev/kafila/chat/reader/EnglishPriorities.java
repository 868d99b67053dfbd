package dev.kafila.chat.reader;

import dev.kafila.chat.reader.Phrase.Certainty;
import dev.kafila.task.Priority;
import java.util.Map;

/** Priorities: "!high", "p1", "high priority", "priority: low". */
final class EnglishPriorities {
  private static final Map<String, Priority> PRIORITIES =
      Map.of(
          "high", Priority.HIGH,
          "urgent", Priority.HIGH,
          "important", Priority.HIGH,
          "critical", Priority.HIGH,
          "top", Priority.HIGH,
          "medium", Priority.MEDIUM,
          "normal", Priority.MEDIUM,
          "med", Priority.MEDIUM,
          "low", Priority.LOW);

  private EnglishPriorities() {}

  /** "!high", "!!!", "p1", "high priority", "priority: low". */
  static Phrase priority(Cursor c) {
    int mark = c.at();
    boolean glued = c.glued();
    if (c.skip("!")) {
      Phrase marked = glued ? null : markedPriority(c);
      if (marked == null) {
        c.back(mark);
      }
      return marked;
    }
    c.skipOneOf("with", "at", "as", "it's", "is");
    c.skip("a");
    Priority before = c.take(PRIORITIES);
    int named = c.at();
    if (before != null && c.skip("-") | c.skip("priority") && c.before().is("priority")) {
      return new Phrase(Certainty.SURE, when -> when.priority = before);
    }
    c.back(named);
    boolean first = before != null && mark == 0;
    boolean strong = first && before == Priority.HIGH && !c.before().is("high");
    if (first && c.skip(":")
        || strong && !c.glued() && c.skipOneOf("-", "–", "—")
        || strong && c.skipOneOf("!", ",")) {
      return new Phrase(Certainty.SURE, when -> when.priority = before);
    }
    c.back(mark);
    if (c.skip("priority")) {
      boolean mark2 = c.skipOneOf(":", "=", "is", "to");
      Phrase numbered = numberedPriority(c);
      if (numbered != null) {
        return numbered;
      }
      Priority behind = c.take(PRIORITIES);
      if (behind != null && c.wordEndsHere()) {
        return new Phrase(
            mark2 ? Certainty.SURE : Certainty.PERHAPS, when -> when.priority = behind);
      }
    }
    c.back(mark);
    boolean apart = c.before().is(",") || c.before().is("-") || c.before().is("–");
    if (apart) {
      c.skipOneOf("it's very", "it's really", "it's", "this is", "that's");
    }
    if (apart && c.skipOneOf("urgent", "important", "critical") && c.atEnd()) {
      return new Phrase(Certainty.SURE, when -> when.priority = Priority.HIGH);
    }
    c.back(mark);
    return shortPriority(c);
  }

  /** "1" of "priority 1". */
  private static Phrase numberedPriority(Cursor c) {
    int mark = c.at();
    int level = c.peek().isNumber() && c.peek().text().length() == 1 ? c.take().number() : 0;
    if (level < 1 || level > 4 || !c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    return new Phrase(Certainty.PERHAPS, when -> when.priority = ofLevel(level));
  }

  /** Null for the fourth, which is none. */
  private static Priority ofLevel(int level) {
    return switch (level) {
      case 1 -> Priority.HIGH;
      case 2 -> Priority.MEDIUM;
      case 3 -> Priority.LOW;
      default -> null;
    };
  }

  private static Phrase markedPriority(Cursor c) {
    int marks = 1;
    while (marks < 4 && c.glued() && c.skip("!")) {
      marks++;
    }
    Priority named = c.glued() ? c.take(PRIORITIES) : null;
    if (named != null && c.wordEndsHere()) {
      return new Phrase(Certainty.SURE, when -> when.priority = named);
    }
    if (named != null || marks > 3) {
      return null;
    }
    int level = marks == 1 || c.glued() && c.peek().isNumber() ? 0 : marks;
    Priority priority = level == 3 ? Priority.HIGH : level == 2 ? Priority.MEDIUM : null;
    if (level == 0 && c.glued() && c.peek().isNumber() && c.peek().number() <= 3) {
      int number = c.take().number();
      priority = ofLevel(number);
    }
    if (priority == null || !c.wordEndsHere()) {
      return null;
    }
    Priority meant = priority;
    return new Phrase(Certainty.SURE, when -> when.priority = meant);
  }

  /** "p1" to "p4". */
  private static Phrase shortPriority(Cursor c) {
    int mark = c.at();
    if (c.peek().is("p") && c.peek(1).isNumber() && c.peek().touches(c.peek(1))) {
      c.take();
      int level = c.take().number();
      if (level >= 1 && level <= 4 && c.wordEndsHere()) {
        return new Phrase(Certainty.PERHAPS, when -> when.priority = ofLevel(level));
      }
    }
    c.back(mark);
    return null;
  }
}
