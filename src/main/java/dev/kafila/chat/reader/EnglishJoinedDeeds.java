package dev.kafila.chat.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Several deeds in one message, or several fields of one task: "complete 1 and delete 2", "make the
 * taxes high priority and due Friday", "move the vet to Friday and the gym to Monday".
 */
final class EnglishJoinedDeeds {
  private static final int MOST_TOKENS = 60;
  private static final Set<Intent> DEEDS =
      Set.of(
          Intent.COMPLETE,
          Intent.REOPEN,
          Intent.UPDATE,
          Intent.DELETE,
          Intent.SNOOZE,
          Intent.SKIP,
          Intent.PAUSE,
          Intent.RESUME);
  private final EnglishTasks.PartReader reader;
  private final Sentence sentence;

  private EnglishJoinedDeeds(EnglishTasks.PartReader reader, Sentence sentence) {
    this.reader = reader;
    this.sentence = sentence;
  }

  /** Null if there is but one. */
  static Reading read(EnglishTasks.PartReader reader, Sentence sentence) {
    int size = sentence.tokens().size();
    return size > MOST_TOKENS ? null : new EnglishJoinedDeeds(reader, sentence).read(0, size);
  }

  private Reading read(int from, int to) {
    for (int i = from + 1; i + 1 < to; i++) {
      int begin = behindJoint(i);
      if (begin == i || begin >= to) {
        continue;
      }
      Reading left = reader.read(sentence.text(from, i));
      if (!isDeed(left)) {
        continue;
      }
      Reading rest = read(begin, to);
      Reading right = rest == null ? reader.read(sentence.text(begin, to)) : rest;
      Reading joined = joined(left, right, from, begin, to);
      if (joined != null) {
        return joined;
      }
    }
    return null;
  }

  private Reading joined(Reading left, Reading right, int from, int begin, int to) {
    String words = sentence.text(begin, to);
    boolean single = right.tasks().isEmpty();
    if (single && isDeed(right)) {
      return isOfSame(right) ? sameTask(left, right) : several(left, List.of(right));
    }
    if (!single && right.tasks().stream().allMatch(EnglishJoinedDeeds::isDeed)) {
      return several(left, right.tasks());
    }
    if (left.intent() == Intent.UPDATE && !left.details().isEmpty()) {
      Reading field = reader.read("make it " + words);
      if (isDeed(field) && field.intent() == Intent.UPDATE && isOfSame(field)) {
        return sameTask(left, field);
      }
      if (left.target() == null || left.target().last()) {
        return null;
      }
      // "... and the gym to Monday": the verb holds on.
      Reading same = reader.read(sentence.tokens().get(from).text() + " " + words);
      boolean named = same.target() != null && !same.target().last();
      return isDeed(same) && named && same.intent() == left.intent() && !same.details().isEmpty()
          ? several(left, List.of(same))
          : null;
    }
    boolean adds = right.intent() == Intent.ADD && right.title() != null && single;
    boolean said = new Cursor(sentence.tokens(), begin, to).skipOneOf("add", "remind me", "create");
    return adds && said && right.question() == null ? several(left, List.of(right)) : null;
  }

  /** What is done besides to the task just named. */
  private static Reading sameTask(Reading left, Reading right) {
    if (left.target() != null && left.target().last() || left.target() == null) {
      return left.intent() == Intent.UPDATE && right.intent() == Intent.UPDATE
          ? left.with(left.details().and(right.details()))
          : null;
    }
    if (right.intent() == Intent.UPDATE && left.intent() == Intent.UPDATE) {
      return left.with(left.details().and(right.details()));
    }
    boolean postponed = left.intent() == Intent.DELETE && right.intent() == Intent.UPDATE;
    return postponed ? right.with(left.target()) : null;
  }

  private static Reading several(Reading left, List<Reading> others) {
    List<Reading> all = new ArrayList<>(List.of(left));
    all.addAll(others);
    return left.of(all);
  }

  private static boolean isOfSame(Reading reading) {
    return reading.target() != null && reading.target().last() && reading.filter() == null;
  }

  private static boolean isDeed(Reading reading) {
    return DEEDS.contains(reading.intent())
        && reading.question() == null
        && reading.tasks().isEmpty()
        && (reading.target() != null || reading.filter() != null);
  }

  /** Behind "and", ", then", ";" and the like; the same place if none stands here. */
  private int behindJoint(int at) {
    Cursor c = new Cursor(sentence.tokens(), at, sentence.tokens().size());
    for (int i = 0; i < 4 && c.skipOneOf("and", "then", "also", "plus", ",", ";", "&", "."); i++) {
      // ", and then" is one joint.
    }
    return c.at();
  }
}
