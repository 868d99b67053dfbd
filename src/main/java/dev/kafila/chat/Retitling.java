package dev.kafila.chat;

import dev.kafila.chat.reader.Titles;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A title with other words in it: "I meant rye bread" of "buy bread" is "buy rye bread". */
final class Retitling {
  private static final int SHORT = 2;

  private Retitling() {}

  /**
   * @throws RefusedException if it isn't clear which words are meant to go
   */
  static String of(String old, String said) {
    var words = Arrays.asList(old.strip().split("\\s+"));
    var meant = said.strip().split("\\s+");
    var last = meant[meant.length - 1].toLowerCase(Locale.ROOT);
    if (Titles.beginsWithVerb(said)) {
      return said;
    }
    for (int i = words.size() - 1; i >= 0; i--) {
      if (words.get(i).toLowerCase(Locale.ROOT).equals(last)) {
        return joined(words, i, said, i + 1);
      }
    }
    boolean verb = Titles.beginsWithVerb(old);
    if (words.size() <= (verb ? SHORT : 1)) {
      return joined(words, verb ? 1 : 0, said, words.size());
    }
    throw new RefusedException(
        "Which words of \"%s\" shall go? Or say \"rename it to ...\".".formatted(old));
  }

  private static String joined(List<String> words, int to, String said, int from) {
    var before = String.join(" ", words.subList(0, to));
    var behind = String.join(" ", words.subList(from, words.size()));
    return (before + " " + said + " " + behind).strip();
  }
}
