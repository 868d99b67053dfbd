package dev.kafila.chat.reader;

import dev.kafila.task.Status;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a sentence wants, by its first words; what wants nothing else is a task to add. */
final class EnglishCommands {
  private static final String[] POLITE = {
    "please",
    "can you please",
    "could you please",
    "would you please",
    "can you",
    "could you",
    "would you",
    "will you",
    "hey kafila",
    "ok kafila",
    "hi kafila",
    "hello kafila",
    "kafila",
    "i'd like you to",
    "i would like you to",
    "i want you to",
    "hey",
    "hi",
    "hello",
    "ok",
    "okay",
    "oh",
    "so",
    "alright",
    "now",
    "just",
    "kindly",
    "let's",
    "um",
    "well"
  };
  private static final String[] ADDING = {
    "add a new task to",
    "add a new task called",
    "add a new task named",
    "add a new task for",
    "add a new task",
    "add a task called",
    "add a task named",
    "add a task to",
    "add a task for",
    "add a task",
    "add a todo to",
    "add a todo",
    "add new task",
    "add task",
    "add todo",
    "add to my list",
    "add to my tasks",
    "add to my todo list",
    "add",
    "create a new task to",
    "create a new task called",
    "create a new task named",
    "create a new task for",
    "create a new task",
    "create a task called",
    "create a task named",
    "create a task to",
    "create a task for",
    "create a task",
    "create task",
    "create a todo to",
    "create a todo",
    "create a reminder to",
    "create a reminder for",
    "make a task to",
    "make a task for",
    "make a task",
    "make a todo to",
    "make a note to",
    "new task",
    "new todo",
    "new",
    "task",
    "todo",
    "to - do",
    "to do",
    "put",
    "note to self",
    "note",
    "set a task to"
  };
  private static final String[] INTENDING = {
    "i need to",
    "i have to",
    "i must",
    "i should",
    "i've got to",
    "i got to",
    "i gotta",
    "i want to",
    "i'd like to",
    "i would like to",
    "we need to",
    "we have to",
    "we should",
    "we must",
    "don't forget to",
    "don't let me forget to",
    "do not forget to",
    "don't forget about",
    "don't forget",
    "remember to",
    "must remember to",
    "need to",
    "have to",
    "gotta",
    "make sure to",
    "make sure i",
    "make sure that i",
    "i need",
    "i'm supposed to",
    "i am supposed to",
    "i will need to",
    "i'll need to",
    "i really need to",
    "i still need to",
    "i also need to",
    "got to",
    "i ought to",
    "i plan to"
  };
  private static final String[] REMINDING = {
    "remind me",
    "set a reminder",
    "set reminder",
    "reminder",
    "create a reminder",
    "add a reminder",
    "give me a reminder",
    "send me a reminder",
    "please remind me",
    "set me a reminder",
    "make a reminder",
    "set an alarm",
    "set a alarm",
    "remind us",
    "ping me",
    "alert me",
    "nudge me",
    "notify me",
    "remember me"
  };
  private static final Set<String> QUESTION_WORDS =
      Set.of(
          "what", "what's", "whats", "who", "who's", "why", "how", "how's", "where", "where's",
          "which", "when", "when's", "whose");
  private static final Set<String> ASKING_VERBS =
      Set.of(
          "is", "are", "am", "do", "does", "did", "can", "could", "would", "will", "should", "has",
          "have", "was", "were", "shall", "isn't", "aren't", "don't", "any");

  private static final Set<String> LISTING_VERBS = Set.of("show", "list", "display", "view");
  private static final Set<String> DELETING_VERBS =
      Set.of("delete", "remove", "erase", "clear", "trash", "discard", "drop");
  private static final Set<String> PRONOUNS =
      Set.of("i", "you", "we", "they", "there", "it", "anything", "any");

  private final Language language;
  private final EnglishPhrases phrases;
  private final EnglishFilters filters;
  private final EnglishUpdates updates;

  EnglishCommands(Language language, EnglishPhrases phrases) {
    this.language = language;
    this.phrases = phrases;
    this.filters = new EnglishFilters(phrases.dates());
    this.updates = new EnglishUpdates(language, phrases);
  }

  /** Reads a message, which may hold several tasks. */
  Reading read(Sentence sentence) {
    Reading whole = one(sentence);
    Reading several =
        EnglishTasks.read(
            language,
            text -> one(EnglishSpelling.mended(Sentence.of(text, sentence.context()))),
            sentence,
            whole);
    return several == null ? whole : several;
  }

  private Reading one(Sentence sentence) {
    Reading answer = EnglishAnswers.read(sentence);
    if (answer != null) {
      return answer;
    }
    Cursor c = sentence.cursor();
    skipPolite(c);
    int from = c.at();
    int to = contentEnd(sentence, from);
    if (from >= to) {
      return sentence.tokens().stream().allMatch(Token::isSymbol) && isText(sentence)
          ? add(sentence, 0, sentence.tokens().size(), false)
          : Reading.of(Intent.UNKNOWN);
    }
    try {
      Reading command = command(sentence, from, to);
      return command != null ? command : addOrQuestion(sentence, from, to);
    } catch (UnclearException unclear) {
      return Reading.of(Intent.UPDATE).asking(language.question(unclear));
    }
  }

  /** Whether symbols alone say something: an emoji does, dots don't. */
  private static boolean isText(Sentence sentence) {
    return sentence.text().codePoints().anyMatch(ch -> ch > 0x2100);
  }

  private static void skipPolite(Cursor c) {
    for (int i = 0; i < 4; i++) {
      int mark = c.at();
      if (!c.skipOneOf(POLITE)) {
        return;
      }
      boolean comma = c.skip(",") || c.skip("!") || c.skip(":");
      boolean alone = c.before().is("let's") || c.before().is("just") || c.before().is("now");
      if (c.atEnd() || alone && comma) {
        c.back(mark);
        return;
      }
    }
  }

  /** Without a trailing "please", "thanks" and the like. */
  private static int contentEnd(Sentence sentence, int from) {
    int end = sentence.tokens().size();
    boolean asked = from > 1 && indexOf(sentence, 0, from, "you") >= 0;
    if (asked && end > from + 1 && sentence.tokens().get(end - 1).is("?")) {
      // "Can you add milk?" is a wish.
      end--;
    }
    for (int i = 0; i < 3 && end > 1; i++) {
      Token last = sentence.tokens().get(end - 1);
      boolean courtesy = last.is("please") || last.is("thanks") || last.is("thx") || last.is("pls");
      if (!courtesy) {
        return end;
      }
      end--;
      if (end > 1 && sentence.tokens().get(end - 1).is(",")) {
        end--;
      }
    }
    return end;
  }

  private Reading command(Sentence sentence, int from, int to) {
    Reading reading = snooze(sentence, from, to);
    reading = reading == null ? ofSet(updates.read(sentence, from, to), sentence) : reading;
    reading = reading == null ? reopen(sentence, from, to) : reading;
    reading = reading == null ? complete(sentence, from, to) : reading;
    reading = reading == null ? delete(sentence, from, to) : reading;
    reading = reading == null ? skip(sentence, from, to) : reading;
    reading = reading == null ? undo(sentence, from, to) : reading;
    reading = reading == null ? list(sentence, from, to) : reading;
    return reading == null ? search(sentence, from, to) : reading;
  }

  /** A change of all the tasks that its target describes, if it describes more than one. */
  private Reading ofSet(Reading change, Sentence sentence) {
    if (change == null || change.target() == null || change.target().words() == null) {
      return change;
    }
    Sentence words = Sentence.of(change.target().words(), sentence.context());
    int end = words.tokens().size();
    Filter set = isSet(words, 0, end) ? filters.strict(words, 0, end, false, Status.PENDING) : null;
    return set == null ? change : change.with((Target) null).with(set);
  }

  private static Cursor cursor(Sentence sentence, int from, int to) {
    return new Cursor(sentence.tokens(), from, to);
  }

  /** The named task, or the set of tasks that a description stands for. */
  private Reading onTasks(Intent intent, Sentence sentence, int from, int to, Status status) {
    Filter set = filters.strict(sentence, from, to, false, status);
    if (set != null && isSet(sentence, from, to)) {
      return Reading.of(intent).with(set);
    }
    return Reading.of(intent).with(EnglishTargets.target(sentence, from, to));
  }

  /** "all", "everything", a plural, a tag: more than the one task. */
  private static boolean isSet(Sentence sentence, int from, int to) {
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
              || token.is("chores");
      if (many) {
        return true;
      }
    }
    return false;
  }

  /** Whether the words between hold a date that lies ahead: then "complete X" is work to do. */
  private boolean hasDate(Sentence sentence, int from, int to) {
    Scan scan = Scan.of(language, sentence, from, to);
    return scan.when().hasDate() && scan.title() != null;
  }

  private boolean isDateOnly(Sentence sentence, int from, int to) {
    Scan scan = Scan.of(language, sentence, from, to);
    return scan.when().hasDate() && scan.title() == null;
  }

  private static int indexOf(Sentence sentence, int from, int to, String... sequences) {
    for (int i = from; i < to; i++) {
      if (cursor(sentence, i, to).skipOneOf(sequences)) {
        return i;
      }
    }
    return -1;
  }

  /** Where a sentence ends with one of these, where that begins; -1 if it does not. */
  private static int suffix(Sentence sentence, int from, int to, String... sequences) {
    int end = to;
    while (end > from + 1 && isMark(sentence.tokens().get(end - 1))) {
      end--;
    }
    for (int i = Math.max(from, end - 6); i < end; i++) {
      Cursor c = cursor(sentence, i, end);
      for (String sequence : sequences) {
        if (c.skipAll(sequence) && c.atEnd()) {
          return i;
        }
        c.back(i);
      }
    }
    return -1;
  }

  private static boolean isMark(Token token) {
    return token.is(".") || token.is("!") || token.is(",");
  }

  private Reading complete(Sentence sentence, int from, int to) {
    Cursor c = cursor(sentence, from, to);
    if (c.skipOneOf("done", "finished", "completed", "all done") && onlyMarks(c)) {
      return Reading.of(Intent.COMPLETE).with(Target.LAST);
    }
    c.back(from);
    if (c.skipOneOf("mark", "set", "check", "tick", "cross", "get")) {
      boolean get = c.before().is("get");
      boolean off = c.skip("off");
      int end =
          suffix(
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
        return onTasks(Intent.COMPLETE, sentence, c.at(), end, Status.PENDING);
      }
      if (off && !c.atEnd()) {
        return onTasks(Intent.COMPLETE, sentence, c.at(), to, Status.PENDING);
      }
    }
    c.back(from);
    boolean past =
        c.skipOneOf(
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
            "finished with",
            "done -");
    boolean noSubject = sentence.tokens().get(from).word().endsWith("ed");
    if (past && noSubject && isSet(sentence, c.at(), to)) {
      // "completed tasks this week" asks for them.
      return null;
    }
    if (past && !c.atEnd()) {
      return onTasks(Intent.COMPLETE, sentence, c.at(), to, Status.PENDING);
    }
    c.back(from);
    if (c.skip("complete") && !c.atEnd()) {
      boolean named = c.peek().kind() == Token.Kind.QUOTED;
      return !named && hasDate(sentence, c.at(), to) && !isSet(sentence, c.at(), to)
          ? null
          : onTasks(Intent.COMPLETE, sentence, c.at(), to, Status.PENDING);
    }
    return statement(sentence, from, to);
  }

  /** "the report is done", "buy milk done". */
  private Reading statement(Sentence sentence, int from, int to) {
    if (suffix(sentence, from, to, "that's done", "it's done", "this is done", "it is done")
        == from) {
      return Reading.of(Intent.COMPLETE).with(Target.LAST);
    }
    int end =
        suffix(
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
      end = causative ? -1 : suffix(sentence, from, to, "done", "✅", "✔");
    }
    boolean conditional =
        end > from
            && indexOf(
                    sentence, from, end, "until", "when", "once", "if", "before", "after", "till")
                >= 0;
    Token first = sentence.tokens().get(from);
    if (end > from
        && !conditional
        && !LISTING_VERBS.contains(first.word())
        && !DELETING_VERBS.contains(first.word())
        && !ASKING_VERBS.contains(first.word())
        && !QUESTION_WORDS.contains(first.word())) {
      return onTasks(Intent.COMPLETE, sentence, from, end, Status.PENDING);
    }
    return null;
  }

  private static boolean isOne(Sentence sentence, int index, String... words) {
    Token token = sentence.tokens().get(index);
    return List.of(words).contains(token.word());
  }

  private static boolean onlyMarks(Cursor c) {
    while (!c.atEnd() && isMark(c.peek())) {
      c.take();
    }
    return c.atEnd();
  }

  private Reading reopen(Sentence sentence, int from, int to) {
    Cursor c = cursor(sentence, from, to);
    if (c.skipOneOf(
            "reopen",
            "re - open",
            "uncomplete",
            "uncheck",
            "untick",
            "unmark",
            "un - complete",
            "i didn't finish",
            "i haven't finished",
            "i did not finish",
            "i haven't done",
            "i didn't do",
            "i didn't complete",
            "i haven't completed")
        && !c.atEnd()) {
      int yet = suffix(sentence, c.at(), to, "yet", "after all", "as done", "again");
      return onTasks(Intent.REOPEN, sentence, c.at(), yet > c.at() ? yet : to, Status.COMPLETED);
    }
    c.back(from);
    if (c.skipOneOf("mark", "set")) {
      int end =
          suffix(
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
        return onTasks(Intent.REOPEN, sentence, c.at(), end, Status.COMPLETED);
      }
    }
    int end =
        suffix(
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
        : null;
  }

  private Reading delete(Sentence sentence, int from, int to) {
    Cursor c = cursor(sentence, from, to);
    boolean always = c.skipOneOf("delete", "erase", "get rid of", "trash", "discard", "del");
    boolean perhaps = !always && c.skip("remove");
    boolean clear = !always && !perhaps && c.skip("clear");
    if (clear && !isSet(sentence, from, to)) {
      return null;
    }
    boolean cancel = !always && !perhaps && (clear || c.skip("cancel"));
    if (!always && !perhaps && !cancel || c.atEnd()) {
      return null;
    }
    int end =
        suffix(
            sentence,
            c.at(),
            to,
            "from my list",
            "from the list",
            "from my tasks",
            "from my todo list",
            "off my list",
            "from my todos",
            "off the list",
            "from tasks");
    boolean fromList = end > c.at();
    int until = fromList ? end : to;
    boolean kind = namesTask(sentence, c.at(), until);
    if (always && isDateOnly(sentence, c.at(), until)) {
      // "trash on Tuesday"
      return null;
    }
    if (cancel && !kind || perhaps && !fromList && !kind && hasDate(sentence, c.at(), until)) {
      return null;
    }
    return onTasks(Intent.DELETE, sentence, c.at(), until, null);
  }

  /** Whether the words name a task as a task: "the task about ...", "it", "all reminders". */
  private static boolean namesTask(Sentence sentence, int from, int to) {
    Target target = EnglishTargets.target(sentence, from, to);
    return target.last()
        || target.number() != null
        || isSet(sentence, from, to)
        || indexOf(sentence, from, to, "task", "todo", "reminder", "item") >= 0
        || sentence.tokens().get(from).kind() == Token.Kind.QUOTED
        || sentence.tokens().get(to - 1).is("one");
  }

  private Reading skip(Sentence sentence, int from, int to) {
    Cursor c = cursor(sentence, from, to);
    boolean over = c.skipOneOf("skip over", "pass over");
    if (!over && !c.skip("skip")) {
      return null;
    }
    c.skipOneOf(
        "the next occurrence of",
        "the next instance of",
        "next occurrence of",
        "next week's",
        "next month's",
        "this week's",
        "today's",
        "tomorrow's",
        "the next",
        "the upcoming",
        "this month's",
        "this occurrence of",
        "next");
    int end =
        suffix(
            sentence,
            c.at(),
            to,
            "this time",
            "this week",
            "today",
            "once",
            "this month",
            "tomorrow",
            "for today",
            "for now",
            "for this week",
            "next time",
            "for once",
            "next week",
            "tonight",
            "one time");
    return Reading.of(Intent.SKIP)
        .with(EnglishTargets.target(sentence, c.at(), end >= c.at() ? end : to));
  }

  private static Reading undo(Sentence sentence, int from, int to) {
    Cursor c = cursor(sentence, from, to);
    for (int i = 0; i < 3 && c.skipOneOf("wait", "oops", "no", "sorry", "actually"); i++) {
      c.skip(",");
    }
    return c.skipOneOf("undo", "revert") && to - from < 8 ? Reading.of(Intent.UNDO) : null;
  }

  /** "snooze X for 10 minutes", "postpone X by two days", "remind me again in 10 minutes". */
  private Reading snooze(Sentence sentence, int from, int to) {
    Cursor c = cursor(sentence, from, to);
    boolean snooze = c.skip("snooze");
    boolean postpone =
        !snooze
            && c.skipOneOf("postpone", "delay", "defer", "push back", "push", "put off", "bump");
    boolean again = false;
    if (!snooze && !postpone) {
      again =
          c.skipOneOf(
              "remind me again",
              "remind me about it",
              "remind me of it",
              "remind me about this",
              "remind me later",
              "remind me about that",
              "ask me again");
      if (!again && c.skipAll("remind me")) {
        Scan rest = Scan.of(language, sentence, c.at(), to);
        again = rest.title() == null && rest.when().fromNow != null;
      }
      if (!again) {
        return null;
      }
    }
    Scan scan = Scan.of(language, sentence, c.at(), to);
    return snoozed(sentence, c.at(), to, scan, snooze, again);
  }

  private Reading snoozed(
      Sentence sentence, int from, int to, Scan scan, boolean snooze, boolean again) {
    int by = -1;
    Amount amount = null;
    for (int i = from; i < to && amount == null; i++) {
      Cursor c = cursor(sentence, i, to);
      c.skip("back");
      c.skipOneOf("for another", "for", "by another", "by", "in", "another");
      Amount found = EnglishAmounts.amount(c);
      if (found != null) {
        c.skipOneOf("more", "longer", "later", "back", "please");
        if (onlyMarks(c)) {
          amount = found;
          by = i;
        }
      }
    }
    if (amount != null) {
      return Reading.of(Intent.SNOOZE).with(target(sentence, from, by)).with(amount);
    }
    boolean dated = scan.when().hasDate();
    if (!snooze && !again && dated) {
      // "postpone X until Friday" gives it a new date.
      return null;
    }
    if (!dated) {
      return again || snooze
          ? Reading.of(Intent.SNOOZE).with(target(sentence, from, again ? from : to))
          : bareDelay(sentence, from, to);
    }
    Reading reading = Reading.of(Intent.SNOOZE);
    try {
      Details details = scan.details();
      Target target = EnglishTargets.target(EnglishUpdates.withoutLink(details.title()), sentence);
      return reading.with(details.withTitle(null)).with(again ? Target.LAST : target);
    } catch (UnclearException unclear) {
      return reading.with(Target.LAST).asking(language.question(unclear));
    }
  }

  /** "postpone X" names no amount: chat asks for one. "push X" may be anything. */
  private static Reading bareDelay(Sentence sentence, int from, int to) {
    Token verb = sentence.tokens().get(from - 1);
    return verb.is("postpone") ? Reading.of(Intent.SNOOZE).with(target(sentence, from, to)) : null;
  }

  private static Target target(Sentence sentence, int from, int to) {
    return EnglishTargets.target(sentence, from, to);
  }

  private Reading list(Sentence sentence, int from, int to) {
    Cursor c = cursor(sentence, from, to);
    if (c.skipOneOf("how many", "count")) {
      Filter filter = filters.strict(sentence, c.at(), to, true, Status.PENDING);
      return filter == null ? null : listing(filter);
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
            "what's my next task",
            "what is my next task")
        && ended(c)) {
      Filter all = Filter.ALL;
      return listing(new Filter(Status.PENDING, null, all.tags(), null, null, null, false, 1));
    }
    c.back(from);
    if (c.skipOneOf(
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
      Filter filter = filters.strict(sentence, c.at(), to, false, Status.PENDING);
      if (filter != null && (!plain || describes(sentence, c.at(), to))) {
        return listing(everyStatus(sentence, c.at(), to, filter));
      }
      boolean aboutTasks = isSet(sentence, c.at(), to);
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
      return isSet(sentence, from, to)
          ? searching(filters.lenient(sentence, c.at(), to, Status.PENDING))
          : null;
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
    boolean work = indexOf(sentence, from, to, "do", "get", "have", "need", "set", "be") >= 0;
    Filter bare = work ? null : filters.strict(sentence, from, to, true, Status.PENDING);
    return bare == null || !describes(sentence, from, to)
        ? null
        : listing(everyStatus(sentence, from, to, bare));
  }

  private static boolean ended(Cursor c) {
    c.skip("?");
    return c.atEnd();
  }

  private static Filter pending() {
    return new Filter(Status.PENDING, null, List.of(), null, null, null, false, null);
  }

  /** "all tasks" are those that are done too; "all my pending tasks" are not. */
  private static Filter everyStatus(Sentence sentence, int from, int to, Filter filter) {
    boolean everything = indexOf(sentence, from, to, "all", "every", "everything") >= 0;
    boolean named =
        indexOf(
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
    return isSet(sentence, from, to)
        || indexOf(sentence, from, to, "agenda", "schedule", "list") >= 0 && to - from < 5;
  }

  private static Reading listing(Filter filter) {
    return Reading.of(Intent.LIST).with(filter);
  }

  private static Reading searching(Filter filter) {
    return Reading.of(filter.query() == null ? Intent.LIST : Intent.SEARCH).with(filter);
  }

  private Reading search(Sentence sentence, int from, int to) {
    Cursor c = cursor(sentence, from, to);
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
            "when did i",
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
          suffix(sentence, c.at(), end, "done", "finished", "complete", "completed", "due")
              > c.at();
    }
    Status status = sentence.tokens().get(from).word().startsWith("when") ? Status.PENDING : null;
    if (asks && c.at() < end) {
      int stop =
          suffix(
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
    boolean plainTask = find && vague || hasDate(sentence, c.at(), end);
    return plainTask && !namesTask(sentence, c.at(), end)
        ? null
        : query(sentence, c.at(), end, null);
  }

  private Reading query(Sentence sentence, int from, int to, Status status) {
    Filter filter = filters.strict(sentence, from, to, true, status);
    if (filter != null) {
      return searching(filter);
    }
    if (isSet(sentence, from, to)) {
      return searching(filters.lenient(sentence, from, to, status));
    }
    Target target = EnglishTargets.target(sentence, from, to);
    String words = target.words() == null ? sentence.text(from, to) : target.words();
    return Reading.of(Intent.SEARCH)
        .with(new Filter(status, words, List.of(), null, null, null, false, null));
  }

  private static boolean isQuestionMark(Token token) {
    return token.is("?") || token.is("!");
  }

  private Reading addOrQuestion(Sentence sentence, int from, int to) {
    Cursor c = cursor(sentence, from, to);
    if (c.skipOneOf(REMINDING)) {
      return reminding(sentence, c, to);
    }
    if (c.skipOneOf(ADDING)) {
      boolean put = c.before().is("put");
      boolean colonNeeded = c.before().is("task") || c.before().is("todo") || c.before().is("new");
      boolean colon = c.skip(":") || c.skip("-");
      boolean onList = suffix(sentence, c.at(), to, LISTS) > c.at();
      boolean bare = isOne(sentence, c.at() - (colon ? 2 : 1), "do", "note") && !colon;
      boolean sure = !put && !bare && (!colonNeeded || colon || c.at() - from > 1);
      if (!c.atEnd() && (sure || onList)) {
        c.skip("to");
        int list = suffix(sentence, c.at(), to, LISTS);
        int end = list > c.at() ? list : to;
        return add(sentence, c.at(), end, false);
      }
      c.back(from);
    }
    if (isQuestion(sentence, from, to)) {
      return Reading.of(Intent.UNKNOWN);
    }
    if (c.skipOneOf(INTENDING) && !c.atEnd()) {
      c.skip(":");
      return add(sentence, c.at(), to, false);
    }
    return add(sentence, from, to, false);
  }

  private static final String[] LISTS = {
    "to my list",
    "to the list",
    "to my todo list",
    "to my to - do list",
    "to my tasks",
    "to my task list",
    "on my list",
    "on the list",
    "on my todo list",
    "to my todos",
    "to list",
    "on my to - do list",
    "as a task",
    "as a todo",
    "as a new task",
    "to the todo list",
    "in my list"
  };

  /** "remind me to X at T", "remind me tomorrow to X", "remind me about X". */
  private Reading reminding(Sentence sentence, Cursor c, int to) {
    c.skip(":");
    int start = c.at();
    // Dates may stand before "to": "remind me tomorrow at 5 to call Ann".
    int scanned = 0;
    while (!c.atEnd() && scanned < 4) {
      int mark = c.at();
      Phrase phrase = phrases.phraseAt(c);
      if (phrase == null && c.skip("for")) {
        phrase = phrases.phraseAt(c);
      }
      if (phrase == null) {
        c.back(mark);
        break;
      }
      scanned++;
    }
    int body = c.at();
    if (scanned > 0 && link(c) && !c.atEnd()) {
      return remindIn(sentence, start, body, c.at(), to);
    }
    c.back(start);
    link(c);
    return c.atEnd() ? Reading.of(Intent.ADD) : add(sentence, c.at(), to, true);
  }

  private static boolean link(Cursor c) {
    return c.skipOneOf("to", "about", "of", "that i need to", "that i have to", "that", "for");
  }

  /** The phrases stand in one stretch, the title in another, which may hold more of them. */
  private Reading remindIn(Sentence sentence, int start, int end, int body, int to) {
    Scan title = Scan.of(language, sentence, body, to);
    Cursor c = cursor(sentence, start, end);
    while (!c.atEnd()) {
      Phrase phrase = phrases.phraseAt(c);
      if (phrase == null) {
        c.take();
      } else {
        phrase.effect().accept(title.when());
      }
    }
    return finished(title, true);
  }

  private Reading add(Sentence sentence, int from, int to, boolean remind) {
    return finished(Scan.of(language, sentence, from, to), remind);
  }

  private Reading finished(Scan scan, boolean remind) {
    Reading reading = Reading.of(Intent.ADD);
    When when = scan.when();
    hiddenRepeat(scan);
    if (remind && when.reminders.isEmpty() && when.hasDate()) {
      when.reminders.add(new When.ReminderMeaning(Amount.ZERO, null));
    }
    try {
      return reading.with(EnglishTitles.unquoted(scan.details()));
    } catch (UnclearException unclear) {
      Details known = Details.NONE.withTitle(scan.title());
      String text = (remind ? "remind me to " : "") + scan.known(unclear);
      return reading
          .with(known)
          .with(new Unfinished(text, unclear.offered()))
          .asking(language.question(unclear));
    }
  }

  /** "daily standup at 9:30" comes every day; whether "weekly sync at 3" does is asked. */
  private static void hiddenRepeat(Scan scan) {
    When when = scan.when();
    String title = scan.title();
    boolean timeOnly =
        !when.times.isEmpty() && when.date == null && when.fromNow == null && when.repeat == null;
    if (title == null || !timeOnly) {
      return;
    }
    int space = title.indexOf(' ');
    String first = (space < 0 ? title : title.substring(0, space)).toLowerCase(Locale.ROOT);
    if (first.equals("daily")) {
      when.repeat(new RepeatMeaning(RepeatMeaning.Unit.DAILY));
    } else if (Set.of("weekly", "monthly", "quarterly", "yearly", "annual").contains(first)) {
      when.doubt(new UnclearException(UnclearException.Reason.MAYBE_REPEATS, first));
    }
  }

  private static boolean isQuestion(Sentence sentence, int from, int to) {
    Token first = sentence.tokens().get(from);
    Token last = sentence.tokens().get(to - 1);
    boolean marked = last.is("?") || last.is("؟") || last.is("？");
    boolean word = first.isWord() && QUESTION_WORDS.contains(first.word());
    boolean verb = first.isWord() && ASKING_VERBS.contains(first.word());
    String second = to - from > 1 ? sentence.tokens().get(from + 1).word() : "";
    boolean subject =
        PRONOUNS.contains(second)
            || !first.is("do") && !first.is("can") && Set.of("the", "my").contains(second);
    boolean tell = first.is("tell") && second.equals("me");
    return tell || marked || word && !first.is("when") || verb && subject && !first.is("have");
  }
}
