package dev.kafila.chat.reader;

import dev.kafila.chat.reader.UnclearException.Reason;
import java.util.Set;

/** Moving to another time: "move X to Friday", "make X repeat every week". */
final class EnglishMoves {
  private static final int MOST_LINKS = 6;
  private static final Set<String> LINKS =
      Set.of("to", "until", "till", "for", "by", "on", "at", "as", "instead");

  /** Behind these stands an event, whose day is not known. */
  private static final String[] VAGUE = {
    "to after",
    "until after",
    "till after",
    "to before",
    "to sometime",
    "until sometime",
    "to some other",
    "to another day",
    "to another time",
    "to a later date",
    "to a later time",
    "to a different day"
  };

  private final Language language;
  private final EnglishPhrases phrases;
  private final EnglishChanges changes;

  EnglishMoves(Language language, EnglishPhrases phrases, EnglishChanges changes) {
    this.language = language;
    this.phrases = phrases;
    this.changes = changes;
  }

  /** "move X to Friday", "postpone X until tomorrow", "make X repeat every week". */
  Reading move(Sentence sentence, int from, int to) {
    Cursor c = EnglishUpdates.cursor(sentence, from, to);
    boolean verb =
        c.skipOneOf(
            "move",
            "reschedule",
            "postpone",
            "push back",
            "push",
            "change",
            "shift",
            "bring forward",
            "set",
            "make",
            "delay",
            "defer",
            "bump",
            "pull",
            "put off",
            "update",
            "bring",
            "switch",
            "have");
    boolean it = c.peek(1).is("it") || c.peek(1).is("that");
    verb |= it && c.skip("repeat");
    boolean bring = c.before().is("bring");
    if (!verb
        || c.atEnd()
        || bring && EnglishStretches.indexOf(sentence, c.at(), to, "forward to", "forward") < 0) {
      return null;
    }
    int begin = c.at();
    boolean sure =
        !(c.before().is("set")
            || c.before().is("make")
            || c.before().is("have")
            || c.before().is("pull"));
    boolean reschedule = c.before().is("reschedule") || c.before().is("postpone");
    int tried = 0;
    for (int i = to - 1; i > begin && tried < MOST_LINKS; i--) {
      Token token = sentence.tokens().get(i);
      boolean link =
          token.is("to")
              || token.is("until")
              || token.is("till")
              || token.is("for") && sure
              || token.is("repeat")
              || token.is("recurring")
              || token.is("due")
              || token.is("recur");
      if (!link) {
        continue;
      }
      tried++;
      int rest = token.is("to") || token.is("for") ? i + 1 : i;
      if (sentence.tokens().get(i).is("to")
          && i + 1 < to
          && EnglishChanges.isWord(sentence, i + 1, "be")) {
        rest = i + 2;
      }
      boolean forged =
          sure || !token.is("to") || begin + 1 == i || EnglishChanges.isIt(sentence, begin);
      Reading reading =
          forged || token.is("to")
              ? changes.change(
                  moved(sentence, begin, endOfTarget(sentence, begin, i)), sentence, rest, to)
              : null;
      if (reading == null && sure && token.is("to")) {
        reading = changes.atNumber(moved(sentence, begin, i), sentence, rest, to);
      }
      if (reading != null) {
        return reading;
      }
    }
    Reading reading =
        reschedule || EnglishChanges.isIt(sentence, begin)
            ? movedWithoutLink(sentence, begin, to)
            : null;
    if (reading == null && sure) {
      int vague = EnglishStretches.indexOf(sentence, begin + 1, to, VAGUE);
      if (vague > begin) {
        return EnglishChanges.update(moved(sentence, begin, vague), Details.NONE)
            .asking(language.question(new UnclearException(Reason.WHICH_DAY)));
      }
    }
    return reading == null && EnglishChanges.isWord(sentence, from, "reschedule")
        ? EnglishChanges.update(EnglishTargets.target(sentence, begin, to), Details.NONE)
            .asking(language.question(new UnclearException(Reason.WHICH_DAY)))
        : reading;
  }

  /** Without the "to" of "to repeat daily". */
  private static int endOfTarget(Sentence sentence, int begin, int link) {
    boolean to = link - 1 > begin && EnglishChanges.isWord(sentence, link - 1, "to");
    return to ? link - 1 : link;
  }

  /** "reschedule the dentist tomorrow". */
  private Reading movedWithoutLink(Sentence sentence, int from, int to) {
    Scan scan = Scan.of(language, sentence, from, to);
    if (!scan.when().hasDate()) {
      return null;
    }
    Target target = EnglishTargets.target(withoutLink(scan.title()), sentence);
    return changes.change(target, scan);
  }

  /** A title from which a date was cut, without the "to" that led to it. */
  static String withoutLink(String words) {
    if (words == null) {
      return null;
    }
    int space = words.lastIndexOf(' ');
    String last = words.substring(space + 1);
    if (!LINKS.contains(last)) {
      return words;
    }
    return space < 0 ? null : words.substring(0, space);
  }

  /** "the dentist from Monday" is "the dentist". */
  private Target moved(Sentence sentence, int from, int to) {
    int link = EnglishChanges.findLast(sentence, from + 1, to, "from");
    if (link > 0) {
      Cursor c = EnglishUpdates.cursor(sentence, link, to);
      Phrase phrase = phrases.when().when(c);
      if (phrase != null && c.atEnd() && !EnglishSets.isSet(sentence, from, link)) {
        return EnglishTargets.target(sentence, from, link);
      }
    }
    int end = to;
    boolean adverb =
        end - 1 > from
            && (EnglishChanges.isWord(sentence, end - 1, "back")
                || EnglishChanges.isWord(sentence, end - 1, "forward")
                || EnglishChanges.isWord(sentence, end - 1, "up"));
    return EnglishTargets.target(sentence, from, adverb ? end - 1 : end);
  }
}
