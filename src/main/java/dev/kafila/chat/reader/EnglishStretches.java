package dev.kafila.chat.reader;

import java.util.List;

/** Looks for words within a stretch of a sentence. */
final class EnglishStretches {
  private EnglishStretches() {}

  static Cursor cursor(Sentence sentence, int from, int to) {
    return new Cursor(sentence.tokens(), from, to);
  }

  static int indexOf(Sentence sentence, int from, int to, String... sequences) {
    for (int i = from; i < to; i++) {
      if (cursor(sentence, i, to).skipOneOf(sequences)) {
        return i;
      }
    }
    return -1;
  }

  /** Where a sentence ends with one of these, where that begins; -1 if it does not. */
  static int suffix(Sentence sentence, int from, int to, String... sequences) {
    int end = to;
    while (end > from + 1 && isMark(sentence.tokens().get(end - 1))) {
      end--;
    }
    for (int i = Math.max(from, end - 6); i < end; i++) {
      Cursor c = cursor(sentence, i, end);
      for (String sequence : sequences) {
        if (c.skipAll(sequence) && c.atEnd()) {
          return i;
        }
        c.back(i);
      }
    }
    return -1;
  }

  private static boolean isMark(Token token) {
    return token.is(".") || token.is("!") || token.is(",");
  }

  static boolean isOne(Sentence sentence, int index, String... words) {
    Token token = sentence.tokens().get(index);
    return List.of(words).contains(token.word());
  }

  static boolean onlyMarks(Cursor c) {
    while (!c.atEnd() && isMark(c.peek())) {
      c.take();
    }
    return c.atEnd();
  }

  static boolean ended(Cursor c) {
    c.skip("?");
    return c.atEnd();
  }
}
