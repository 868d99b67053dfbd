package dev.kafila.chat.reader;

import java.util.List;
import java.util.Set;

/**
 * Answers and small talk put together of parts: "yes, go ahead", "no, that's wrong", "thanks so
 * much for your help".
 */
final class EnglishReplies {
  private static final Set<String> ASKING =
      Set.of("what", "who", "how", "why", "give", "show", "say", "repeat", "can", "could");
  private static final int MOST_BEHIND = 3;

  private EnglishReplies() {}

  /**
   * Null if it is no such thing.
   *
   * @param words the tokens without marks
   */
  static Reading read(List<Token> words) {
    if (made(words, EnglishReplyWords.YES, EnglishReplyWords.ASSENTING)) {
      return Reading.of(Intent.CONFIRM);
    }
    if (made(words, EnglishReplyWords.NO, EnglishReplyWords.REFUSING)) {
      return Reading.of(Intent.DECLINE);
    }
    boolean talk =
        made(words, EnglishSmallTalk.THANKS, EnglishSmallTalk.THANKING)
            || made(words, EnglishSmallTalk.UNSURE, EnglishSmallTalk.DOUBTING);
    return talk || isTalk(words) ? Reading.of(Intent.UNKNOWN) : null;
  }

  /** "You are great", but not "You're the best mug for dad": what is asked may go on. */
  private static boolean isTalk(List<Token> words) {
    Cursor c = new Cursor(words);
    if (!c.skipOneOf(EnglishSmallTalk.TALK)) {
      return false;
    }
    boolean work = words.stream().skip(c.at()).anyMatch(word -> word.is("for") || word.is("to"));
    return ASKING.contains(words.get(0).word()) || words.size() - c.at() <= MOST_BEHIND && !work;
  }

  /** Whether it begins with one of the heads, or after a tail with one, and holds nothing else. */
  private static boolean made(List<Token> words, String[] heads, String[] tails) {
    Cursor c = new Cursor(words);
    boolean head = false;
    while (!c.atEnd()) {
      boolean one = c.skipOneOf(heads);
      head |= one;
      if (!one && (!head && c.at() > 0 || !c.skipOneOf(tails))) {
        return false;
      }
    }
    return head;
  }
}
