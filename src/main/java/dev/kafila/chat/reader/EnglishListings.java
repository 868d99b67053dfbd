package dev.kafila.chat.reader;

import dev.kafila.task.Status;
import java.util.List;

/** Asking for lists: "list tasks tagged home", "what's due this week?". */
final class EnglishListings {
  private final EnglishFilters filters;

  EnglishListings(EnglishFilters filters) {
    this.filters = filters;
  }

  Reading list(Sentence sentence, int from, int to) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    if (c.skipOneOf("how many", "count")) {
      int did =
          EnglishStretches.indexOf(
              sentence, c.at(), to, "did i finish", "did i complete", "did i do", "have i done");
      if (did >= c.at()) {
        return listing(filters.lenient(sentence, did + 3, to, Status.COMPLETED));
      }
      Filter filter = filters.strict(sentence, c.at(), to, true, Status.PENDING);
      return filter == null ? null : listing(filter);
    }
    if (c.skipOneOf("what about", "how about", "and what about", "and for", "only", "only show")) {
      Filter filter = filters.strict(sentence, c.at(), to, false, Status.PENDING);
      return filter == null || c.atEnd() ? null : listing(filter);
    }
    if (c.skipOneOf(
        "what did i finish",
        "what did i complete",
        "what did i do",
        "what did i get done",
        "what did i accomplish",
        "what have i done",
        "what have i finished",
        "what have i completed",
        "what have i accomplished",
        "what have i got done",
        "show me what i finished",
        "show me what i completed",
        "show me what i did",
        "what was done",
        "what was completed",
        "what got done",
        "what tasks did i finish",
        "what tasks did i complete",
        "which tasks did i finish",
        "which tasks did i complete",
        "what i did",
        "show what i did")) {
      return listing(filters.lenient(sentence, c.at(), to, Status.COMPLETED));
    }
    if (c.skipOneOf(
            "what's next",
            "what is next",
            "whats next",
            "next task",
            "what next",
            "what should i do next",
            "what do i do next",
            "what's up next",
            "what's the next thing due",
            "what's the next thing",
            "what's the next task",
            "what is the next thing due",
            "what is the next task",
            "what's due next",
            "what is due next",
            "what comes next",
            "what's my next task",
            "what is my next task")
        && EnglishStretches.ended(c)) {
      Filter all = Filter.ALL;
      return listing(new Filter(Status.PENDING, null, all.tags(), null, null, null, false, 1));
    }
    c.back(from);
    if (c.skipOneOf(
        "list out",
        "list",
        "show me",
        "show",
        "display",
        "give me",
        "let me see",
        "view",
        "see",
        "read me",
        "read out",
        "tell me",
        "get me",
        "print",
        "see all",
        "pull up",
        "open up")) {
      boolean plain = !c.before().is("list") && !c.before().is("show") && !c.before().is("me");
      if (c.skipOneOf("what's", "what is", "what i have", "what do i have", "what i've got")) {
        return listing(filters.lenient(sentence, c.at(), to, Status.PENDING));
      }
      if (c.atEnd()) {
        return plain ? null : listing(pending());
      }
      Reading first = first(c);
      if (first != null) {
        return first;
      }
      Filter filter = filters.strict(sentence, c.at(), to, false, Status.PENDING);
      if (filter != null && (!plain || describes(sentence, c.at(), to))) {
        return listing(everyStatus(sentence, c.at(), to, filter));
      }
      boolean aboutTasks = EnglishSets.isSet(sentence, c.at(), to);
      return aboutTasks ? searching(filters.lenient(sentence, c.at(), to, null)) : null;
    }
    if (c.skipOneOf(
        "what's",
        "what is",
        "whats",
        "what are",
        "what do i have",
        "what have i got",
        "what do i need",
        "what should i do",
        "what am i doing",
        "what needs",
        "what tasks",
        "which tasks",
        "which",
        "what must i do",
        "what was i supposed to do",
        "what am i supposed to do",
        "what was i going to do",
        "what did i have to do",
        "what did i need to do",
        "what do i still have to do",
        "what do i gotta do",
        "what all do i have",
        "what remains",
        "what still needs",
        "what else",
        "what can i do",
        "what do we have",
        "what else is",
        "what all is")) {
      c.skipOneOf("to be done", "still", "else");
      Filter filter = filters.strict(sentence, c.at(), to, false, Status.PENDING);
      boolean timely = filter != null && (to - c.at() > 0);
      if (timely) {
        return listing(filter);
      }
      return EnglishSets.isSet(sentence, from, to)
          ? searching(filters.lenient(sentence, c.at(), to, Status.PENDING))
          : null;
    }
    if (c.skipOneOf("what did i miss", "what have i missed", "what did i forget")) {
      Filter all = Filter.ALL;
      return listing(new Filter(Status.PENDING, null, all.tags(), null, null, null, true, null));
    }
    if (c.skipOneOf("do i have any", "have i got any", "are there any", "is there any")) {
      Filter filter = filters.lenient(sentence, c.at(), to, Status.PENDING);
      return listing(filter);
    }
    if (c.skipOneOf(
        "do i have",
        "have i got",
        "is there",
        "are there",
        "anything",
        "is anything",
        "am i free",
        "am i busy",
        "do i need to do",
        "have i anything",
        "any")) {
      boolean any = c.before().is("anything") || c.before().is("any");
      c.back(any ? c.at() - 1 : c.at());
      Filter filter = filters.strict(sentence, c.at(), to, false, Status.PENDING);
      return filter == null ? null : listing(filter);
    }
    boolean work =
        EnglishStretches.indexOf(sentence, from, to, "do", "get", "have", "need", "set", "be") >= 0;
    Filter bare = work ? null : filters.strict(sentence, from, to, true, Status.PENDING);
    return bare == null || !describes(sentence, from, to)
        ? null
        : listing(everyStatus(sentence, from, to, bare));
  }

  /** "my top 3 tasks", "the next 5"; null if it is no such thing. */
  private static Reading first(Cursor c) {
    int mark = c.at();
    c.skipOneOf("my", "the");
    boolean some = c.skipOneOf("top", "first", "next");
    Integer count = some && !c.atEnd() ? EnglishAmounts.cardinal(c) : null;
    c.skipOneOf("tasks", "todos", "things", "items", "ones", "priorities");
    if (count == null || count < 1 || !EnglishStretches.ended(c)) {
      c.back(mark);
      return null;
    }
    return listing(new Filter(Status.PENDING, null, List.of(), null, null, null, false, count));
  }

  private static Filter pending() {
    return new Filter(Status.PENDING, null, List.of(), null, null, null, false, null);
  }

  /** "all tasks" are those that are done too; "all my pending tasks" are not. */
  private static Filter everyStatus(Sentence sentence, int from, int to, Filter filter) {
    boolean everything =
        EnglishStretches.indexOf(sentence, from, to, "all", "every", "everything") >= 0;
    boolean named =
        EnglishStretches.indexOf(
                sentence,
                from,
                to,
                "pending",
                "open",
                "overdue",
                "due",
                "remaining",
                "active",
                "outstanding",
                "incomplete",
                "unfinished")
            >= 0;
    return everything && !named && filter.status() == Status.PENDING && filter.from() == null
        ? new Filter(
            null, filter.query(), filter.tags(), filter.priority(), null, filter.to(), false, null)
        : filter;
  }

  private static boolean describes(Sentence sentence, int from, int to) {
    return EnglishSets.isSet(sentence, from, to)
        || EnglishStretches.indexOf(sentence, from, to, "agenda", "schedule", "list") >= 0
            && to - from < 5;
  }

  private static Reading listing(Filter filter) {
    return Reading.of(Intent.LIST).with(filter);
  }

  static Reading searching(Filter filter) {
    return Reading.of(filter.query() == null ? Intent.LIST : Intent.SEARCH).with(filter);
  }
}
