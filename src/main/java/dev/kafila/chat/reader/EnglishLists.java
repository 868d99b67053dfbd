package dev.kafila.chat.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Lists of tasks: lines, semicolons, numbers ("1. ... 2. ..."), letters and bullets. */
final class EnglishLists {
  private static final int MOST_PARTS = 50;
  private static final Set<String> BULLETS = Set.of("*", "•", "·", "▪", "●");

  private final Sentence sentence;
  private final int size;

  private EnglishLists(Sentence sentence) {
    this.sentence = sentence;
    this.size = sentence.tokens().size();
  }

  /** Where the tasks of a list begin, whichever signs set them apart; empty if there is none. */
  static List<Integer> starts(Sentence sentence) {
    return new EnglishLists(sentence).starts();
  }

  /** Moves past the sign before a task: "2.", "(2)", "b)", "-". */
  static void skipSign(Cursor c) {
    if (c.skipOneOf("-", "–") || c.skipAny(BULLETS)) {
      return;
    }
    int mark = c.at();
    boolean open = c.skip("(");
    boolean counted = c.peek().isNumber() || isLetter(c.peek());
    Token end = c.peek(1);
    boolean closed = end.is(")") || !open && end.is(".") && c.peek().isNumber();
    if (counted && closed && c.peek().touches(end) && c.at() + 2 < c.end()) {
      c.take();
      c.take();
    } else {
      c.back(mark);
    }
  }

  private List<Integer> starts() {
    TreeSet<Integer> starts = new TreeSet<>(signs());
    boolean headed = !starts.isEmpty() && starts.first() > 0;
    for (int i = 1; i < size && starts.size() <= MOST_PARTS; i++) {
      boolean apart = isNewLine(i) || sentence.tokens().get(i - 1).is(";");
      if (apart && !(headed && i < starts.first())) {
        starts.add(i);
      }
    }
    if (!starts.isEmpty() && !headed) {
      starts.add(0);
    }
    return starts.size() > 1 && starts.size() <= MOST_PARTS ? List.copyOf(starts) : List.of();
  }

  /**
   * Where "1.", "2." and so on stand, or bullets; empty unless it begins with the first of them.
   */
  private List<Integer> signs() {
    List<Integer> numbers = new ArrayList<>();
    List<Integer> bullets = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (isNumber(i, numbers.size() + 1)) {
        numbers.add(i);
      }
      if (isBullet(i)) {
        bullets.add(i);
      }
    }
    if (begins(numbers)) {
      return numbers;
    }
    return begins(bullets) ? bullets : List.of();
  }

  /** Whether there are two of them, the first at the beginning or behind "todo:". */
  private boolean begins(List<Integer> signs) {
    if (signs.size() < 2) {
      return false;
    }
    int first = signs.get(0);
    return first == 0 || first < 4 && sentence.tokens().get(first - 1).is(":");
  }

  private boolean isBullet(int index) {
    Token token = sentence.tokens().get(index);
    return token.isSymbol()
        && BULLETS.contains(token.text())
        && (index == 0 || !sentence.tokens().get(index - 1).touches(token));
  }

  private boolean isNewLine(int index) {
    return isNewLine(sentence, index);
  }

  /** Whether a line begins with this token, which is not the first. */
  static boolean isNewLine(Sentence sentence, int index) {
    List<Token> tokens = sentence.tokens();
    int end = tokens.get(index).start();
    for (int i = tokens.get(index - 1).end(); i < end; i++) {
      if (sentence.text().charAt(i) == '\n') {
        return true;
      }
    }
    return false;
  }

  /** "2.", "2)", "(2)" or "b)" where the second task of a list may begin. */
  private boolean isNumber(int index, int number) {
    Cursor c = new Cursor(sentence.tokens(), index, size);
    boolean open = c.skip("(") && c.glued();
    Token token = c.take();
    boolean counts =
        token.isNumber() && token.text().length() <= 2
            ? token.number() == number
            : isLetter(token) && token.word().charAt(0) == 'a' + number - 1 && c.peek().is(")");
    boolean closed = c.peek().is(")") || !open && c.peek().is(".");
    return counts && closed && c.glued() && c.at() + 1 < size && !c.peek().touches(c.peek(1));
  }

  private static boolean isLetter(Token token) {
    return token.isWord() && token.word().length() == 1;
  }
}
