package dev.kafila.chat.reader;

import java.util.List;

/** What titles are made of. */
public final class Titles {
  private Titles() {}

  /** Whether a title says what to do, rather than to name a thing. */
  public static boolean beginsWithVerb(String title) {
    List<Token> tokens = Tokenizer.tokens(title);
    return tokens.size() > 1 && EnglishVerbs.isVerb(tokens.get(0));
  }
}
