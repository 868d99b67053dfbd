package dev.kafila.chat.reader;

import java.util.List;

/** A sentence, its tokens, and what it is read against. */
record Sentence(String text, List<Token> tokens, Context context) {
  static Sentence of(String text, Context context) {
    return new Sentence(text, Tokenizer.tokens(text), context);
  }

  Cursor cursor() {
    return new Cursor(tokens);
  }

  /** The text from one token up to another. */
  String text(int from, int to) {
    return from >= to ? "" : text.substring(tokens.get(from).start(), tokens.get(to - 1).end());
  }
}
