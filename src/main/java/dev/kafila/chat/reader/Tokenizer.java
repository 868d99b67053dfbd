package dev.kafila.chat.reader;

import dev.kafila.chat.reader.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a sentence into tokens, in one pass. White space separates and is no token. */
final class Tokenizer {
  private static final int MOST_DIGITS = 9;
  private static final String OPENING = "\"“«`„";
  private static final String CLOSING = "\"”»`“";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokenizer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String sentence) {
    Tokenizer tokenizer = new Tokenizer(sentence);
    while (tokenizer.at < sentence.length()) {
      tokenizer.step();
    }
    return tokenizer.tokens;
  }

  private void step() {
    int c = text.codePointAt(at);
    if (isSpace(c)) {
      at += Character.charCount(c);
    } else if (!quotation(c) && !tag(c) && !address()) {
      if (isDigit(c)) {
        run(Kind.NUMBER, Tokenizer::isDigit);
      } else if (isLetter(c)) {
        word();
      } else {
        add(Kind.SYMBOL, at + Character.charCount(c));
      }
    }
  }

  private interface CharTest {
    boolean test(int c);
  }

  private int endOf(int from, CharTest test) {
    int end = from;
    while (end < text.length() && test.test(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private void run(Kind kind, CharTest test) {
    int end = endOf(at, test);
    add(end - at > MOST_DIGITS ? Kind.OPAQUE : kind, end);
  }

  private void word() {
    int end = endOf(at, Tokenizer::isLetter);
    // Apostrophes inside a word belong to it: don't, o'clock, Friday's.
    while (end + 1 < text.length()
        && isApostrophe(text.charAt(end))
        && isLetter(text.codePointAt(end + 1))) {
      end = endOf(end + 1, Tokenizer::isLetter);
    }
    add(Kind.WORD, end);
  }

  private boolean quotation(int c) {
    int close = -1;
    int pair = OPENING.indexOf(c);
    if (pair >= 0) {
      // A quotation without an end, or one that swallows a whole letter, is none.
      close = indexOf(CLOSING.charAt(pair), at + 1, 500);
    } else if (isApostrophe((char) c) && !touchesWord()) {
      close = closingApostrophe();
    }
    if (close <= at + 1) {
      return false;
    }
    String inside = text.substring(at + 1, close);
    tokens.add(new Token(Kind.QUOTED, text.substring(at, close + 1), inside, at, close + 1));
    at = close + 1;
    return true;
  }

  private int indexOf(char wanted, int from, int most) {
    int end = Math.min(text.length(), from + most);
    for (int i = from; i < end; i++) {
      if (text.charAt(i) == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** 'so': the end stands behind a letter and before none. */
  private int closingApostrophe() {
    int end = Math.min(text.length(), at + 200);
    for (int i = at + 2; i < end; i++) {
      if (isApostrophe(text.charAt(i))
          && !isSpace(text.charAt(i - 1))
          && (i + 1 == text.length() || !isLetter(text.codePointAt(i + 1)))) {
        return i;
      }
    }
    return -1;
  }

  private boolean tag(int c) {
    if (c != '#' || touchesWord()) {
      return false;
    }
    int end = endOf(at + 1, d -> isLetter(d) || isDigit(d) || d == '_' || d == '-');
    if (text.substring(at + 1, end).codePoints().noneMatch(Character::isLetter)) {
      return false;
    }
    tokens.add(new Token(Kind.TAG, text.substring(at, end), text.substring(at + 1, end), at, end));
    at = end;
    return true;
  }

  private boolean touchesWord() {
    return at > 0 && (isLetter(text.codePointBefore(at)) || isDigit(text.codePointBefore(at)));
  }

  /** Pages and mail addresses: looked for only where a run of characters begins. */
  private boolean address() {
    if (at > 0 && !isSpace(text.codePointBefore(at))) {
      return false;
    }
    int end = endOf(at, c -> !isSpace(c));
    int size = Math.min(end - at, 2_000);
    String run = text.substring(at, at + size);
    int mail = run.indexOf('@');
    boolean isMail = mail > 0 && run.indexOf('.', mail) > mail + 1;
    if (!isMail && !run.contains("://") && !run.startsWith("www.")) {
      return false;
    }
    add(Kind.OPAQUE, end);
    return true;
  }

  private void add(Kind kind, int end) {
    String piece = text.substring(at, end);
    tokens.add(new Token(kind, piece, piece.toLowerCase(Locale.ROOT).replace('’', '\''), at, end));
    at = end;
  }

  private static boolean isApostrophe(char c) {
    return c == '\'' || c == '’' || c == '‘';
  }

  static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** The ten digits of ASCII: others are kept as the title's own. */
  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(int c) {
    if (Character.isLetter(c)) {
      return true;
    }
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
