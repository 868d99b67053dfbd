package dev.kafila.chat.reader;

import dev.kafila.chat.reader.Token.Kind;
import java.util.List;

/** Titles as people mean them. */
final class EnglishTitles {
  private EnglishTitles() {}

  /** A title that is one quotation is what stands in it. */
  static Details unquoted(Details details) {
    if (details.title() == null) {
      return details;
    }
    List<Token> tokens = Tokenizer.tokens(details.title());
    boolean quotation = tokens.size() == 1 && tokens.get(0).kind() == Kind.QUOTED;
    return quotation ? details.withTitle(tokens.get(0).word()) : details;
  }
}
