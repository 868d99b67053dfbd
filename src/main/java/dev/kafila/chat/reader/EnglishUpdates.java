package dev.kafila.chat.reader;

import dev.kafila.chat.reader.Details.Field;
import dev.kafila.chat.reader.UnclearException.Reason;
import dev.kafila.task.Priority;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Changes of a task that exists: "move the dentist to Friday", "rename X to Y", "no, at 10". */
final class EnglishUpdates {
  private static final int MOST_LINKS = 6;
  private static final String[] DUE = {
    "the due date of",
    "due date of",
    "the due date for",
    "due date for",
    "the date of",
    "the deadline of",
    "the deadline for",
    "the time of",
    "the due time of",
    "the date for",
    "the time for",
    "the due date on",
    "the due time for",
    "the schedule of",
    "deadline of",
    "date of",
    "time of"
  };
  private static final String[] TITLE = {
    "the title of", "title of", "the name of", "name of", "the title for", "the description of"
  };
  private static final String[] PRIORITY = {
    "the priority of", "priority of", "the priority for", "priority for", "the priority on"
  };
  private static final Map<String, Field> FIELDS =
      Map.ofEntries(
          Map.entry("due date", Field.DUE),
          Map.entry("deadline", Field.DUE),
          Map.entry("date", Field.DUE),
          Map.entry("due time", Field.DUE),
          Map.entry("reminder", Field.REMINDERS),
          Map.entry("reminders", Field.REMINDERS),
          Map.entry("priority", Field.PRIORITY),
          Map.entry("tags", Field.TAGS),
          Map.entry("labels", Field.TAGS),
          Map.entry("recurrence", Field.REPEAT),
          Map.entry("repeat", Field.REPEAT),
          Map.entry("repetition", Field.REPEAT));
  private static final Map<String, Priority> PRIORITIES =
      Map.of(
          "high", Priority.HIGH,
          "urgent", Priority.HIGH,
          "important", Priority.HIGH,
          "critical", Priority.HIGH,
          "medium", Priority.MEDIUM,
          "normal", Priority.MEDIUM,
          "low", Priority.LOW,
          "unimportant", Priority.LOW);
  private static final Set<String> LINKS =
      Set.of("to", "until", "till", "for", "by", "on", "at", "as");

  private final Language language;
  private final EnglishPhrases phrases;

  EnglishUpdates(Language language, EnglishPhrases phrases) {
    this.language = language;
    this.phrases = phrases;
  }

  /** Null if the sentence is no change. */
  Reading read(Sentence sentence, int from, int to) {
    int end = to;
    while (end > from + 1 && sentence.tokens().get(end - 1).is(".")) {
      end--;
    }
    Reading reading = followUp(sentence, from, end);
    reading = reading == null ? rename(sentence, from, end) : reading;
    reading = reading == null ? tags(sentence, from, end) : reading;
    reading = reading == null ? clear(sentence, from, end) : reading;
    reading = reading == null ? field(sentence, from, end) : reading;
    reading = reading == null ? priority(sentence, from, end) : reading;
    reading = reading == null ? move(sentence, from, end) : reading;
    return reading == null ? remindBefore(sentence, from, end) : reading;
  }

  private static Cursor cursor(Sentence sentence, int from, int to) {
    return new Cursor(sentence.tokens(), from, to);
  }

  private static Reading update(Target target, Details details) {
    return Reading.of(Intent.UPDATE).with(target).with(details);
  }

  /** The change that a stretch of phrases, and nothing else, describes; null if it is no such. */
  private Reading change(Target target, Sentence sentence, int from, int to) {
    if (from >= to) {
      return null;
    }
    Scan scan = Scan.of(language, sentence, from, to);
    return scan.title() != null || scan.when().isEmpty() ? null : change(target, scan);
  }

  private Reading change(Target target, Scan scan) {
    try {
      return update(target, scan.details().withTitle(null));
    } catch (UnclearException unclear) {
      return update(target, Details.NONE).asking(language.question(unclear));
    }
  }

  /** "no, at 10", "make it Friday", "and every week", "at 10 instead". */
  private Reading followUp(Sentence sentence, int from, int to) {
    Cursor c = cursor(sentence, from, to);
    boolean led = false;
    for (int i = 0; i < 4; i++) {
      boolean more =
          c.skipOneOf(
              "no",
              "nope",
              "actually",
              "sorry",
              "i meant",
              "i mean",
              "make it",
              "make that",
              "rather",
              "and also",
              "also",
              "and",
              "wait",
              "let's make it",
              "let's say",
              "change it to",
              "change that to",
              "oops",
              "better",
              "i said",
              "set it to",
              "set it for",
              "it's",
              "set that to",
              "move it to",
              "move that to",
              "on second thought",
              "but",
              "make this");
      if (!more) {
        break;
      }
      led = true;
      c.skip(",");
      c.skip("-");
    }
    int end = to;
    while (end > c.at()
        && (isWord(sentence, end - 1, "instead") || isWord(sentence, end - 1, "!"))) {
      led |= isWord(sentence, end - 1, "instead");
      end--;
    }
    if (end - 3 > c.at() && cursor(sentence, end - 3, end).skipAll("from now on")) {
      led = true;
      end -= 3;
    }
    if (!led) {
      return null;
    }
    Reading priority = bare(sentence, c.at(), end);
    if (priority != null) {
      return priority;
    }
    Reading reading = change(Target.LAST, sentence, c.at(), end);
    boolean made = c.before().is("it") || c.before().is("that") || c.before().is("to");
    return reading == null && made ? atNumber(Target.LAST, sentence, c.at(), end) : reading;
  }

  private static Reading bare(Sentence sentence, int from, int to) {
    Priority priority = wholePriority(cursor(sentence, from, to));
    return priority == null ? null : update(Target.LAST, prioritised(priority));
  }

  private static boolean isWord(Sentence sentence, int index, String word) {
    return sentence.tokens().get(index).is(word);
  }

  private static Details prioritised(Priority priority) {
    return new Details(
        null, null, false, null, List.of(), priority, List.of(), List.of(), Set.of());
  }

  private static Priority wholePriority(Cursor c) {
    c.skipOneOf("a", "the");
    Priority priority = c.take(PRIORITIES);
    if (priority == null) {
      return null;
    }
    c.skip("-");
    c.skip("priority");
    return c.atEnd() ? priority : null;
  }

  private static int find(Sentence sentence, int from, int to, String word) {
    for (int i = from; i < to; i++) {
      if (sentence.tokens().get(i).is(word)) {
        return i;
      }
    }
    return -1;
  }

  private static int findLast(Sentence sentence, int from, int to, String word) {
    for (int i = to - 1; i >= from; i--) {
      if (sentence.tokens().get(i).is(word)) {
        return i;
      }
    }
    return -1;
  }

  /** "rename X to Y", "change the title of X to Y", "change X to Y". */
  private Reading rename(Sentence sentence, int from, int to) {
    Cursor c = cursor(sentence, from, to);
    boolean rename = c.skipOneOf("rename", "retitle");
    if (!rename && c.skipOneOf("change", "update", "set", "edit")) {
      rename = c.skipOneOf(TITLE);
      if (!rename) {
        return replaced(sentence, c.at(), to);
      }
    }
    if (!rename) {
      return null;
    }
    int link = find(sentence, c.at() + 1, to, "to");
    link = link < 0 ? find(sentence, c.at() + 1, to, "as") : link;
    if (link < 0 || link + 1 >= to) {
      return null;
    }
    return titled(sentence, c.at(), link, link + 1, to);
  }

  private static Reading titled(Sentence sentence, int from, int link, int begin, int to) {
    Details title = EnglishTitles.unquoted(Details.NONE.withTitle(sentence.text(begin, to)));
    return update(EnglishTargets.target(sentence, from, link), title);
  }

  /** "change buy milk to buy bread": what is no date is the new title. */
  private Reading replaced(Sentence sentence, int from, int to) {
    boolean verb =
        sentence.tokens().get(from - 1).is("change")
            || sentence.tokens().get(from - 1).is("edit")
            || sentence.tokens().get(from - 1).is("update");
    int link = find(sentence, from + 1, to, "to");
    if (!verb || link < 0 || link + 1 >= to || field(sentence, from - 1, to) != null) {
      return null;
    }
    if (move(sentence, from - 1, to) != null || priority(sentence, from - 1, to) != null) {
      return null;
    }
    Scan scan = Scan.of(language, sentence, link + 1, to);
    if (scan.title() == null) {
      return null;
    }
    try {
      Target target = EnglishTargets.target(sentence, from, link);
      return update(target, EnglishTitles.unquoted(scan.details()));
    } catch (UnclearException unclear) {
      return titled(sentence, from, link, link + 1, to).asking(language.question(unclear));
    }
  }

  /** "tag X with home", "add #home to X", "remove the tag home from X". */
  private static Reading tags(Sentence sentence, int from, int to) {
    Cursor c = cursor(sentence, from, to);
    if (c.skipOneOf("tag", "label")) {
      int link =
          Math.max(
              Math.max(
                  findLast(sentence, c.at(), to, "with"), findLast(sentence, c.at(), to, "as")),
              -1);
      int begin = link < 0 ? to - 1 : link + 1;
      int end = link < 0 ? begin : link;
      boolean hash =
          begin > c.at() && begin < to && sentence.tokens().get(begin).kind() == Token.Kind.TAG;
      if (end > c.at() && (link > 0 || hash || end - c.at() == 1 && isIt(sentence, c.at()))) {
        List<String> names = tagNames(cursor(sentence, begin, to));
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
    boolean named = c.skipOneOf("the tag", "tag", "the tags", "tags", "the label", "label");
    int begin = c.at();
    int link = findLast(sentence, begin, to, add ? "to" : "from");
    link = link < 0 && !add ? findLast(sentence, begin, to, "off") : link;
    if (link <= begin || !named && sentence.tokens().get(begin).kind() != Token.Kind.TAG) {
      return null;
    }
    List<String> names = tagNames(cursor(sentence, begin, link));
    return names == null ? null : tagged(sentence, link + 1, to, names, add);
  }

  private static List<String> tagNames(Cursor c) {
    List<String> names = new java.util.ArrayList<>();
    c.skipOneOf("the tag", "tag", "tags");
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
    return update(EnglishTargets.target(sentence, from, to), details);
  }

  /** "remove the due date from X", "stop repeating X". */
  private static Reading clear(Sentence sentence, int from, int to) {
    Cursor c = cursor(sentence, from, to);
    if (c.skipOneOf("stop repeating", "don't repeat", "do not repeat", "stop recurring")) {
      return cleared(sentence, c.at(), to, Field.REPEAT);
    }
    if (c.skip("make")) {
      int end = -1;
      for (int i = c.at(); i < to && end < 0; i++) {
        Cursor suffix = cursor(sentence, i, to);
        boolean no =
            suffix.skipOneOf(
                "not repeat",
                "not recurring",
                "non - recurring",
                "one - time",
                "stop repeating",
                "a one - off",
                "not recur",
                "no longer repeat");
        end = no && suffix.atEnd() ? i : -1;
      }
      return end < 0 ? null : cleared(sentence, c.at(), end, Field.REPEAT);
    }
    if (!c.skipOneOf("remove", "clear", "drop", "delete", "unset", "cancel", "take")) {
      return null;
    }
    c.skipOneOf("the", "all", "any");
    c.skip("the");
    for (Map.Entry<String, Field> field : FIELDS.entrySet()) {
      int mark = c.at();
      if (c.skipAll(field.getKey()) && c.skipOneOf("from", "of", "for", "off", "on")) {
        return cleared(sentence, c.at(), to, field.getValue());
      }
      boolean ofTask = !isWord(sentence, from, "delete") && !isWord(sentence, from, "cancel");
      if (ofTask && c.at() > mark && c.atEnd()) {
        return cleared(sentence, to, to, field.getValue());
      }
      c.back(mark);
    }
    return null;
  }

  private static Reading cleared(Sentence sentence, int from, int to, Field field) {
    Details details =
        new Details(
            null, null, false, null, List.of(), null, List.of(), List.of(), EnumSet.of(field));
    return update(EnglishTargets.target(sentence, from, to), details);
  }

  /** "change the due date of X to Y", "set X's priority to high". */
  private Reading field(Sentence sentence, int from, int to) {
    Cursor c = cursor(sentence, from, to);
    if (c.skipOneOf(
        "add a due date",
        "set a due date",
        "give a due date",
        "add a deadline",
        "set a deadline",
        "add due date")) {
      return dueFirst(sentence, c, to);
    }
    if (!c.skipOneOf(
        "change", "set", "update", "move", "edit", "make", "raise", "lower", "modify")) {
      return null;
    }
    int field = c.at();
    c.skip("the");
    if (c.skipOneOf("due date", "date", "due time", "time", "deadline") && c.skip("to")) {
      Reading reading = change(Target.LAST, sentence, c.at(), to);
      return reading == null ? atNumber(Target.LAST, sentence, c.at(), to) : reading;
    }
    c.back(field);
    boolean due = c.skipOneOf(DUE);
    boolean priority = !due && c.skipOneOf(PRIORITY);
    int link = findLast(sentence, c.at() + 1, to, "to");
    if (link < 0) {
      return null;
    }
    int end = link;
    if (!due && !priority) {
      Cursor before = cursor(sentence, Math.max(c.at(), link - 2), link);
      due = before.skipOneOf("due date", "due time") && before.atEnd();
      if (due) {
        end = link - 2;
      } else {
        priority = isWord(sentence, link - 1, "priority") && link - 1 > c.at();
        boolean deadline = isWord(sentence, link - 1, "deadline") && link - 1 > c.at();
        due = deadline;
        end = priority || deadline ? link - 1 : link;
      }
    }
    if (end <= c.at() || !due && !priority) {
      return null;
    }
    Target target = possessed(EnglishTargets.target(sentence, c.at(), end));
    if (priority) {
      Priority value = wholePriority(cursor(sentence, link + 1, to));
      return value == null ? null : update(target, prioritised(value));
    }
    Reading reading = change(target, sentence, link + 1, to);
    return reading == null ? atNumber(target, sentence, link + 1, to) : reading;
  }

  /** "to 5", where only a time can be meant. */
  private Reading atNumber(Target target, Sentence sentence, int from, int to) {
    boolean number = to - from == 1 && sentence.tokens().get(from).isNumber();
    if (!number) {
      return null;
    }
    Sentence at = Sentence.of("at " + sentence.text(from, to), sentence.context());
    return change(target, at, 0, at.tokens().size());
  }

  /** "set a due date of Friday for X". */
  private Reading dueFirst(Sentence sentence, Cursor c, int to) {
    c.skipOneOf("of", "to");
    int link = findLast(sentence, c.at(), to, "for");
    link = link < 0 ? findLast(sentence, c.at(), to, "to") : link;
    if (link <= c.at()) {
      return null;
    }
    Target target = EnglishTargets.target(sentence, link + 1, to);
    return change(target, sentence, c.at(), link);
  }

  /** "the report's" is "report". */
  private static Target possessed(Target target) {
    String words = target.words();
    return words != null && (words.endsWith("'s") || words.endsWith("’s"))
        ? Target.named(words.substring(0, words.length() - 2))
        : target;
  }

  /** "make X high priority", "mark X as urgent", "set X to low priority". */
  private static Reading priority(Sentence sentence, int from, int to) {
    Cursor c = cursor(sentence, from, to);
    if (c.skipOneOf("prioritize", "prioritise")) {
      return c.atEnd()
          ? null
          : update(EnglishTargets.target(sentence, c.at(), to), prioritised(Priority.HIGH));
    }
    if (!c.skipOneOf("make", "mark", "set", "change", "flag")) {
      return null;
    }
    for (int i = Math.max(c.at() + 1, to - 5); i < to; i++) {
      Cursor rest = cursor(sentence, i, to);
      rest.skipOneOf("as", "to", "to be", "a");
      Priority priority = wholePriority(rest);
      if (priority != null) {
        return update(EnglishTargets.target(sentence, c.at(), i), prioritised(priority));
      }
    }
    return null;
  }

  /** "move X to Friday", "postpone X until tomorrow", "make X repeat every week". */
  private Reading move(Sentence sentence, int from, int to) {
    Cursor c = cursor(sentence, from, to);
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
            "have");
    if (!verb || c.atEnd()) {
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
      if (sentence.tokens().get(i).is("to") && i + 1 < to && isWord(sentence, i + 1, "be")) {
        rest = i + 2;
      }
      boolean forged = sure || !token.is("to") || begin + 1 == i || isIt(sentence, begin);
      Reading reading =
          forged || token.is("to")
              ? change(moved(sentence, begin, endOfTarget(sentence, begin, i)), sentence, rest, to)
              : null;
      if (reading != null) {
        return reading;
      }
    }
    Reading reading =
        reschedule || isIt(sentence, begin) ? movedWithoutLink(sentence, begin, to) : null;
    return reading == null && isWord(sentence, from, "reschedule")
        ? update(EnglishTargets.target(sentence, begin, to), Details.NONE)
            .asking(language.question(new UnclearException(Reason.WHICH_DAY)))
        : reading;
  }

  /** Without the "to" of "to repeat daily". */
  private static int endOfTarget(Sentence sentence, int begin, int link) {
    boolean to = link - 1 > begin && isWord(sentence, link - 1, "to");
    return to ? link - 1 : link;
  }

  private static boolean isIt(Sentence sentence, int at) {
    return isWord(sentence, at, "it")
        || isWord(sentence, at, "that")
        || isWord(sentence, at, "this");
  }

  /** "reschedule the dentist tomorrow". */
  private Reading movedWithoutLink(Sentence sentence, int from, int to) {
    Scan scan = Scan.of(language, sentence, from, to);
    if (!scan.when().hasDate()) {
      return null;
    }
    Target target = EnglishTargets.target(withoutLink(scan.title()), sentence);
    return change(target, scan);
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
    int link = findLast(sentence, from + 1, to, "from");
    if (link > 0) {
      Cursor c = cursor(sentence, link, to);
      Phrase phrase = phrases.when(c);
      if (phrase != null && c.atEnd()) {
        return EnglishTargets.target(sentence, from, link);
      }
    }
    int end = to;
    boolean adverb =
        end - 1 > from
            && (isWord(sentence, end - 1, "back")
                || isWord(sentence, end - 1, "forward")
                || isWord(sentence, end - 1, "up"));
    return EnglishTargets.target(sentence, from, adverb ? end - 1 : end);
  }

  /** "remind me an hour before the flight on Dec 3 at 6am" tells of a new task. */
  private Reading dated(Scan scan, Phrase reminder, Sentence sentence) {
    reminder.effect().accept(scan.when());
    String title = EnglishTargets.target(scan.title(), sentence).words();
    Reading reading = Reading.of(Intent.ADD);
    try {
      return reading.with(scan.details().withTitle(title));
    } catch (UnclearException unclear) {
      return reading.with(Details.NONE.withTitle(title)).asking(language.question(unclear));
    }
  }

  /** "remind me 10 minutes before the dentist". */
  private Reading remindBefore(Sentence sentence, int from, int to) {
    Cursor c = cursor(sentence, from, to);
    Phrase phrase = phrases.reminder(c);
    if (phrase == null) {
      return null;
    }
    When when = new When();
    phrase.effect().accept(when);
    boolean before = when.reminders.stream().allMatch(reminder -> reminder.fixed() == null);
    if (!before || c.peek().is("to")) {
      return null;
    }
    c.skipOneOf("for", "of");
    Scan dated = Scan.of(language, sentence, c.at(), to);
    if (dated.when().hasDate() && dated.title() != null) {
      return dated(dated, phrase, sentence);
    }
    Target target = EnglishTargets.target(sentence, c.at(), to);
    try {
      return update(target, new Resolver(sentence.context(), null).resolve(when, null));
    } catch (UnclearException unclear) {
      return update(target, Details.NONE).asking(language.question(unclear));
    }
  }
}
