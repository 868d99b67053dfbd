package dev.kafila.chat.reader;

import dev.kafila.task.Status;
import java.util.List;

/** Looking for a task: "when is the dentist?", "find the milk task". */
final class EnglishSearches {
  private final EnglishFilters filters;
  private final EnglishSets sets;

  EnglishSearches(EnglishFilters filters, EnglishSets sets) {
    this.filters = filters;
    this.sets = sets;
  }

  Reading search(Sentence sentence, int from, int to) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    int end = to;
    while (end > from && isQuestionMark(sentence.tokens().get(end - 1))) {
      end--;
    }
    boolean asks =
        c.skipOneOf(
            "when is the next",
            "when's the next",
            "when is my next",
            "when's my next",
            "when is my",
            "when's my",
            "when is",
            "when's",
            "when are",
            "when do i have to",
            "when do i need to",
            "when am i supposed to",
            "when should i",
            "when must i",
            "when do i",
            "when am i",
            "when will i",
            "when did i last",
            "when did i",
            "when was the last time i",
            "when was the last time that i",
            "when have i last",
            "is there a task about",
            "is there a task for",
            "do i have a task about",
            "do i have a task to",
            "do i have a task for",
            "did i",
            "have i",
            "do i have to",
            "do i need to",
            "where is the task",
            "where is my task");
    if (!asks && end < to && c.skipOneOf("is", "are", "was")) {
      asks =
          EnglishStretches.suffix(
                  sentence, c.at(), end, "done", "finished", "complete", "completed", "due")
              > c.at();
      asks |= end - c.at() > 1 && EnglishDeeds.isPast(sentence.tokens().get(end - 1));
      if (asks && EnglishDeeds.isPast(sentence.tokens().get(end - 1))) {
        end--;
      }
    }
    boolean when = sentence.tokens().get(from).word().startsWith("when");
    boolean past = EnglishStretches.indexOf(sentence, from, Math.min(to, from + 2), "did") > from;
    past |=
        when
            && c.before().is("i")
            && EnglishStretches.indexOf(sentence, from, c.at(), "last") > from;
    past |= c.before().is("last");
    Status status = when ? past ? Status.COMPLETED : Status.PENDING : null;
    if (asks && c.before().is("i")) {
      c.skip("already");
    }
    if (asks && !c.before().is("already") && c.before().is("i") && end - c.at() > 1) {
      c.skipOneOf("finish", "complete", "do", "already finish", "already do");
    }
    if (asks && c.at() < end) {
      int stop =
          EnglishStretches.suffix(
              sentence,
              c.at(),
              end,
              "due",
              "scheduled",
              "planned",
              "again",
              "next",
              "yet",
              "happening",
              "finished",
              "complete",
              "completed",
              "done");
      return query(sentence, c.at(), stop > c.at() ? stop : end, status);
    }
    c.back(from);
    boolean search =
        c.skipOneOf(
            "search for",
            "search my tasks for",
            "search tasks for",
            "search",
            "look up",
            "search through my tasks for",
            "find tasks about",
            "find all tasks about",
            "find my tasks about",
            "find me tasks about",
            "find tasks with",
            "find tasks for",
            "find the task about",
            "find task",
            "find tasks containing",
            "find the task",
            "find everything about");
    boolean find = !search && c.skipOneOf("find me", "find");
    if (!search && !find || c.at() >= end) {
      return null;
    }
    boolean vague =
        c.peek().is("a") || c.peek().is("an") || c.peek().is("out") || c.peek().is("some");
    boolean plainTask = find && vague || sets.hasDate(sentence, c.at(), end);
    return plainTask && !EnglishSets.namesTask(sentence, c.at(), end)
        ? null
        : query(sentence, c.at(), end, null);
  }

  private Reading query(Sentence sentence, int from, int to, Status status) {
    Filter filter = filters.strict(sentence, from, to, true, status);
    if (filter != null) {
      return EnglishListings.searching(filter);
    }
    if (EnglishSets.isSet(sentence, from, to)) {
      return EnglishListings.searching(filters.lenient(sentence, from, to, status));
    }
    Target target = EnglishTargets.target(sentence, from, to);
    String words = target.words() == null ? sentence.text(from, to) : target.words();
    return Reading.of(Intent.SEARCH)
        .with(new Filter(status, words, List.of(), null, null, null, false, null));
  }

  private static boolean isQuestionMark(Token token) {
    return token.is("?") || token.is("!");
  }
}
