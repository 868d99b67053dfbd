package dev.kafila.chat.reader;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A place among the tokens of a sentence, which the rules of a grammar move forward.
 *
 * <p>A rule that fails puts it back where it was: {@code int mark = c.at(); ... c.back(mark)}.
 */
final class Cursor {
  private static final Token END = new Token(Token.Kind.SYMBOL, "", "", -1, -1);

  private final List<Token> tokens;
  private final int end;
  private int at;

  Cursor(List<Token> tokens) {
    this(tokens, 0, tokens.size());
  }

  Cursor(List<Token> tokens, int at, int end) {
    this.tokens = tokens;
    this.at = at;
    this.end = end;
  }

  int at() {
    return at;
  }

  int end() {
    return end;
  }

  boolean back(int mark) {
    at = mark;
    return false;
  }

  boolean atEnd() {
    return at >= end;
  }

  /** The token here; one that matches nothing behind the end. */
  Token peek() {
    return peek(0);
  }

  Token peek(int ahead) {
    int index = at + ahead;
    return index >= 0 && index < end ? tokens.get(index) : END;
  }

  /** What stands from one place up to another, with single spaces where there were any. */
  String text(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      boolean apart = i > from && !tokens.get(i - 1).touches(tokens.get(i));
      text.append(apart ? " " : "").append(tokens.get(i).text());
    }
    return text.toString();
  }

  /** The token before this place, whichever part of the sentence it belongs to. */
  Token before() {
    return at > 0 ? tokens.get(at - 1) : END;
  }

  Token take() {
    Token token = peek();
    at++;
    return token;
  }

  /** Moves past this word or symbol if it stands here. */
  boolean skip(String word) {
    if (!atEnd() && peek().is(word)) {
      at++;
      return true;
    }
    return false;
  }

  /** Moves past these words if all of them stand here, separated by single spaces in the text. */
  boolean skipAll(String words) {
    int place = at;
    int from = 0;
    while (from <= words.length()) {
      int space = words.indexOf(' ', from);
      int to = space < 0 ? words.length() : space;
      if (place >= end || !tokens.get(place).is(words, from, to)) {
        return false;
      }
      place++;
      from = to + 1;
    }
    at = place;
    return true;
  }

  boolean skipAny(Set<String> words) {
    if (!atEnd() && (peek().isWord() || peek().isSymbol()) && words.contains(peek().word())) {
      at++;
      return true;
    }
    return false;
  }

  /** Moves past the first of these word sequences that stands here. */
  boolean skipOneOf(String... sequences) {
    for (String sequence : sequences) {
      if (skipAll(sequence)) {
        return true;
      }
    }
    return false;
  }

  /** What the word here stands for, moving past it; null if it is none of them. */
  <T> T take(Map<String, T> meanings) {
    if (atEnd() || !peek().isWord()) {
      return null;
    }
    T meaning = meanings.get(peek().word());
    if (meaning != null) {
      at++;
    }
    return meaning;
  }

  /** Whether the token here touches the one before it. */
  boolean glued() {
    return !atEnd() && at > 0 && tokens.get(at - 1).touches(tokens.get(at));
  }

  /**
   * Whether a phrase may end before this place: not in the middle of "Friday's", "may-be" or "5G".
   */
  boolean wordEndsHere() {
    if (atEnd() || !glued()) {
      return true;
    }
    Token next = peek();
    if (!next.isSymbol()) {
      return false;
    }
    boolean joins = "-–/'’_&+@.=%$€£".contains(next.text());
    return !joins || at + 1 >= end || !next.touches(tokens.get(at + 1));
  }

  /** Whether a phrase may begin here. */
  boolean wordBeginsHere() {
    if (atEnd() || !glued()) {
      return true;
    }
    Token previous = tokens.get(at - 1);
    if (!previous.isSymbol()) {
      return false;
    }
    boolean joins = "-–/'’_&+.=$€£#".contains(previous.text());
    return !joins || at < 2 || !tokens.get(at - 2).touches(previous);
  }
}
