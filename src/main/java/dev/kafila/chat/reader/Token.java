package dev.kafila.chat.reader;

/**
 * A piece of a sentence, with its place in it.
 *
 * @param text as written
 * @param word in lower case, with straight apostrophes; a tag's name without its #; the inside of a
 *     quotation
 * @param start index of the first character in the sentence
 * @param end index behind the last one
 */
record Token(Kind kind, String text, String word, int start, int end) {
  enum Kind {
    WORD,
    /** At most nine digits. */
    NUMBER,
    SYMBOL,
    /** {@code #home} */
    TAG,
    /** What is never looked into: addresses of pages and people. */
    OPAQUE,
    QUOTED
  }

  boolean is(String wanted) {
    return word.equals(wanted) && (kind == Kind.WORD || kind == Kind.SYMBOL);
  }

  /** Whether it is the word that stands in a text from one index up to another. */
  boolean is(String words, int from, int to) {
    return word.length() == to - from
        && words.regionMatches(from, word, 0, to - from)
        && (kind == Kind.WORD || kind == Kind.SYMBOL);
  }

  boolean isWord() {
    return kind == Kind.WORD;
  }

  boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  boolean isSymbol() {
    return kind == Kind.SYMBOL;
  }

  int number() {
    return Integer.parseInt(text);
  }

  /** Whether nothing stands between this and the next. */
  boolean touches(Token next) {
    return end == next.start;
  }
}
