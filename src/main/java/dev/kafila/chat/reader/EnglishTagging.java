package dev.kafila.chat.reader;

import java.util.List;
import java.util.Set;

/** Tags put on and taken off: "tag X with home", "remove the tag home from X". */
final class EnglishTagging {
  private static final String[] KINDS = {"tag", "tags", "label", "labels"};

  private EnglishTagging() {}

  /** "tag X with home", "add #home to X", "remove the tag home from X". */
  static Reading tags(Sentence sentence, int from, int to) {
    Cursor c = EnglishUpdates.cursor(sentence, from, to);
    if (c.skipOneOf("tag", "label")) {
      int link =
          Math.max(
              Math.max(
                  EnglishChanges.findLast(sentence, c.at(), to, "with"),
                  EnglishChanges.findLast(sentence, c.at(), to, "as")),
              -1);
      int begin = link < 0 ? to - 1 : link + 1;
      int end = link < 0 ? begin : link;
      boolean hash =
          begin > c.at() && begin < to && sentence.tokens().get(begin).kind() == Token.Kind.TAG;
      if (end > c.at()
          && (link > 0 || hash || end - c.at() == 1 && EnglishChanges.isIt(sentence, c.at()))) {
        List<String> names = tagNames(EnglishUpdates.cursor(sentence, begin, to));
        return names == null ? null : tagged(sentence, c.at(), end, names, true);
      }
      return null;
    }
    if (c.skip("untag")) {
      return null;
    }
    boolean add = c.skip("add");
    boolean remove = !add && c.skipOneOf("remove", "delete", "take", "drop");
    if (!add && !remove) {
      return null;
    }
    boolean article = c.skipOneOf("the", "a new", "another", "a");
    boolean named = c.skipOneOf(KINDS);
    int begin = c.at();
    if (named && sentence.tokens().get(to - 1).kind() == Token.Kind.TAG) {
      List<String> all = tagNames(EnglishUpdates.cursor(sentence, begin, to));
      return all == null ? null : tagged(sentence, to, to, all, add);
    }
    int link = EnglishChanges.findLast(sentence, begin, to, add ? "to" : "from");
    link = link < 0 && !add ? EnglishChanges.findLast(sentence, begin, to, "off") : link;
    if (link <= begin) {
      return null;
    }
    boolean behind = link - 1 > begin && EnglishStretches.isOne(sentence, link - 1, KINDS);
    boolean hash = sentence.tokens().get(begin).kind() == Token.Kind.TAG && (!article || behind);
    if (!named && !hash && !(behind && link - 2 == begin)) {
      return null;
    }
    List<String> names = tagNames(EnglishUpdates.cursor(sentence, begin, behind ? link - 1 : link));
    return names == null ? null : tagged(sentence, link + 1, to, names, add);
  }

  private static List<String> tagNames(Cursor c) {
    List<String> names = new java.util.ArrayList<>();
    c.skip("the");
    c.skipOneOf(KINDS);
    while (!c.atEnd()) {
      boolean joined = names.isEmpty();
      while (c.skip(",") || c.skip("and") || c.skip("tag")) {
        joined = true;
      }
      if (c.atEnd()) {
        break;
      }
      Token token = c.take();
      if (token.isWord() && !joined) {
        return null;
      }
      boolean name =
          token.isWord() || token.kind() == Token.Kind.TAG || token.kind() == Token.Kind.QUOTED;
      if (!name) {
        return null;
      }
      names.add(token.word());
    }
    return names.isEmpty() ? null : names;
  }

  private static Reading tagged(
      Sentence sentence, int from, int to, List<String> names, boolean add) {
    Details details =
        new Details(
            null,
            null,
            false,
            null,
            List.of(),
            null,
            add ? names : List.of(),
            add ? List.of() : names,
            Set.of());
    return EnglishChanges.update(EnglishTargets.target(sentence, from, to), details);
  }
}
