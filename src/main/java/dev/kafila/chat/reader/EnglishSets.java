package dev.kafila.chat.reader;

import dev.kafila.task.Status;

/** Whether words name one task or describe a set of them. */
final class EnglishSets {
  private final Language language;
  private final EnglishFilters filters;

  EnglishSets(Language language, EnglishFilters filters) {
    this.language = language;
    this.filters = filters;
  }

  /** A change of all the tasks that its target describes, if it describes more than one. */
  Reading ofSet(Reading change, Sentence sentence) {
    if (change == null || change.target() == null || change.target().words() == null) {
      return change;
    }
    Sentence words = Sentence.of(change.target().words(), sentence.context());
    int end = words.tokens().size();
    Filter set = isSet(words, 0, end) ? filters.strict(words, 0, end, false, Status.PENDING) : null;
    return set == null ? change : change.with((Target) null).with(set);
  }

  /** The named task, or the set of tasks that a description stands for. */
  Reading onTasks(Intent intent, Sentence sentence, int from, int to, Status status) {
    Filter set = filters.strict(sentence, from, to, false, status);
    if (set != null && isSet(sentence, from, to)) {
      return Reading.of(intent).with(set);
    }
    return Reading.of(intent).with(EnglishTargets.target(sentence, from, to));
  }

  /** "all", "everything", a plural, a tag: more than the one task. */
  static boolean isSet(Sentence sentence, int from, int to) {
    for (Token token : sentence.tokens().subList(from, to)) {
      boolean many =
          token.is("all")
              || token.is("everything")
              || token.is("every")
              || token.is("tasks")
              || token.is("todos")
              || token.is("items")
              || token.is("reminders")
              || token.is("things")
              || token.is("ones")
              || token.is("events")
              || token.is("chores")
              || token.is("errands");
      if (many) {
        return true;
      }
    }
    return false;
  }

  Scan scan(Sentence sentence, int from, int to) {
    return Scan.of(language, sentence, from, to);
  }

  /** Whether the words between hold a date that lies ahead: then "complete X" is work to do. */
  boolean hasDate(Sentence sentence, int from, int to) {
    Scan scan = Scan.of(language, sentence, from, to);
    return scan.when().hasDate() && scan.title() != null;
  }

  /** The words between, without the date that they hold. */
  String undated(Sentence sentence, int from, int to) {
    return Scan.of(language, sentence, from, to).title();
  }

  boolean isDateOnly(Sentence sentence, int from, int to) {
    Scan scan = Scan.of(language, sentence, from, to);
    return scan.when().hasDate() && scan.title() == null;
  }

  /** Whether the words name a task as a task: "the task about ...", "it", "all reminders". */
  static boolean namesTask(Sentence sentence, int from, int to) {
    Target target = EnglishTargets.target(sentence, from, to);
    return target.last()
        || target.number() != null
        || isSet(sentence, from, to)
        || EnglishStretches.indexOf(sentence, from, to, "task", "todo", "reminder", "item") >= 0
        || sentence.tokens().get(from).kind() == Token.Kind.QUOTED
        || sentence.tokens().get(to - 1).is("one")
        || sentence.tokens().get(to - 1).is("thing");
  }
}
