package dev.kafila.chat.reader;

import dev.kafila.task.Status;
import java.util.Set;

/** Completing and reopening: "mark X as done", "X is done", "X is not done yet". */
final class EnglishCompletions {
  private static final Set<String> LISTING_VERBS = Set.of("show", "list", "display", "view");
  private static final Set<String> DELETING_VERBS =
      Set.of("delete", "remove", "erase", "clear", "trash", "discard", "drop");
  private final EnglishSets sets;

  EnglishCompletions(EnglishSets sets) {
    this.sets = sets;
  }

  Reading complete(Sentence sentence, int from, int to) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    if (c.skipOneOf("done", "finished", "completed", "all done") && EnglishStretches.onlyMarks(c)) {
      return Reading.of(Intent.COMPLETE).with(Target.LAST);
    }
    c.back(from);
    if (c.skipOneOf("mark", "set", "check", "tick", "cross", "get")) {
      boolean get = c.before().is("get");
      boolean off = c.skip("off");
      int end =
          EnglishStretches.suffix(
              sentence,
              c.at(),
              to,
              "as done",
              "as complete",
              "as completed",
              "as finished",
              "done",
              "complete",
              "completed",
              "finished",
              "off",
              "off the list",
              "off my list",
              "to done",
              "to completed");
      if (end > c.at() && !get) {
        return sets.onTasks(Intent.COMPLETE, sentence, c.at(), end, Status.PENDING);
      }
      if (off && !c.atEnd()) {
        return sets.onTasks(Intent.COMPLETE, sentence, c.at(), to, Status.PENDING);
      }
    }
    c.back(from);
    boolean past =
        c.skipOneOf(
            "finished with",
            "i've ticked off",
            "i ticked off",
            "i've checked off",
            "i checked off",
            "i've crossed off",
            "i crossed off",
            "task completed",
            "task done",
            "task finished",
            "all done with",
            "i'm all done with",
            "i've already finished",
            "i already finished",
            "i already completed",
            "i already did",
            "i've finished",
            "i have finished",
            "i finished",
            "i've completed",
            "i have completed",
            "i completed",
            "i've done",
            "i have done",
            "i did",
            "i just finished",
            "i just did",
            "i just completed",
            "i'm done with",
            "i am done with",
            "done with",
            "finished",
            "completed",
            "we finished",
            "done :",
            "i'm finished with",
            "just finished",
            "we completed",
            "i am finished with",
            "done -");
    boolean noSubject = sentence.tokens().get(from).word().endsWith("ed");
    if (past && noSubject && EnglishSets.isSet(sentence, c.at(), to)) {
      // "completed tasks this week" asks for them.
      return null;
    }
    if (past && !c.atEnd()) {
      int end = EnglishStretches.suffix(sentence, c.at(), to, EnglishDeeds.PAST_TIMES);
      return sets.onTasks(
          Intent.COMPLETE, sentence, c.at(), end > c.at() ? end : to, Status.PENDING);
    }
    c.back(from);
    if (c.skip("complete") && !c.atEnd()) {
      boolean named = c.peek().kind() == Token.Kind.QUOTED;
      return !named
              && sets.hasDate(sentence, c.at(), to)
              && !EnglishSets.isSet(sentence, c.at(), to)
          ? null
          : sets.onTasks(Intent.COMPLETE, sentence, c.at(), to, Status.PENDING);
    }
    if (c.skipOneOf("✔", "☑") && !c.atEnd()) {
      return sets.onTasks(Intent.COMPLETE, sentence, c.at(), to, Status.PENDING);
    }
    c.back(from);
    Reading statement = statement(sentence, from, to);
    statement = statement == null ? EnglishDeeds.deed(sets, sentence, from, to) : statement;
    return statement == null ? EnglishPassives.read(sets, sentence, from, to) : statement;
  }

  /** "the report is done", "buy milk done". */
  private Reading statement(Sentence sentence, int from, int to) {
    int one =
        EnglishStretches.suffix(
            sentence, from, to, "one's done", "one's finished", "one's complete", "ones are done");
    if (one == from || one == from + 1 && EnglishStretches.isOne(sentence, from, "that", "this")) {
      boolean many = EnglishStretches.isOne(sentence, one, "ones");
      return Reading.of(Intent.COMPLETE).with(many ? Target.SHOWN : Target.LAST);
    }
    if (EnglishStretches.suffix(
            sentence, from, to, "that's done", "it's done", "this is done", "it is done")
        == from) {
      return Reading.of(Intent.COMPLETE).with(Target.LAST);
    }
    int end =
        EnglishStretches.suffix(
            sentence,
            from,
            to,
            "is done",
            "is finished",
            "is complete",
            "is completed",
            "are done",
            "is done now",
            "has been done",
            "has been completed",
            "'s done",
            "was done",
            "is now done");
    if (end < 0) {
      Token first = sentence.tokens().get(from);
      boolean causative =
          first.is("get") || first.is("have") || first.is("getting") || first.is("make");
      end = causative ? -1 : EnglishStretches.suffix(sentence, from, to, "done", "✅", "✔");
      int past =
          causative ? -1 : EnglishStretches.suffix(sentence, from, to, "finished", "completed");
      if (past > from && EnglishTargets.target(sentence, from, past).number() != null) {
        end = past;
      }
    }
    boolean conditional =
        end > from
            && EnglishStretches.indexOf(
                    sentence, from, end, "until", "when", "once", "if", "before", "after", "till")
                >= 0;
    Token first = sentence.tokens().get(from);
    if (end > from
        && !conditional
        && !LISTING_VERBS.contains(first.word())
        && !DELETING_VERBS.contains(first.word())
        && !EnglishAdditions.ASKING_VERBS.contains(first.word())
        && !EnglishAdditions.QUESTION_WORDS.contains(first.word())) {
      return sets.onTasks(Intent.COMPLETE, sentence, from, end, Status.PENDING);
    }
    return null;
  }

  Reading reopen(Sentence sentence, int from, int to) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    if (c.skipOneOf(
            "reopen",
            "re - open",
            "uncomplete",
            "unfinish",
            "un - finish",
            "uncheck",
            "untick",
            "unmark",
            "un - complete",
            "i didn't finish",
            "i haven't finished",
            "not done with",
            "i'm not done with",
            "i am not done with",
            "not finished with",
            "i'm not finished with",
            "i did not finish",
            "i haven't done",
            "i didn't do",
            "i didn't complete",
            "i haven't completed")
        && !c.atEnd()) {
      int yet =
          EnglishStretches.suffix(sentence, c.at(), to, "yet", "after all", "as done", "again");
      return sets.onTasks(
          Intent.REOPEN, sentence, c.at(), yet > c.at() ? yet : to, Status.COMPLETED);
    }
    c.back(from);
    if (c.skipOneOf("mark", "set")) {
      int end =
          EnglishStretches.suffix(
              sentence,
              c.at(),
              to,
              "as not done",
              "as undone",
              "as incomplete",
              "as not complete",
              "as not completed",
              "as pending",
              "as open",
              "as unfinished",
              "as not finished",
              "not done",
              "undone",
              "incomplete",
              "as todo",
              "as to do",
              "pending",
              "as uncompleted");
      if (end > c.at()) {
        return sets.onTasks(Intent.REOPEN, sentence, c.at(), end, Status.COMPLETED);
      }
    }
    int end =
        EnglishStretches.suffix(
            sentence,
            from,
            to,
            "is not done",
            "isn't done",
            "is not done yet",
            "isn't done yet",
            "is not finished",
            "isn't finished",
            "is not complete",
            "isn't finished yet",
            "is not finished yet",
            "is undone",
            "isn't complete",
            "wasn't done");
    return end > from
        ? Reading.of(Intent.REOPEN).with(EnglishTargets.target(sentence, from, end))
        : EnglishDeeds.undone(sentence, from, to);
  }
}
