package dev.kafila.chat.reader;

import dev.kafila.chat.reader.Details.Field;
import dev.kafila.task.Priority;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Changes that name a field: "set the priority of X to high", "remove the due date". */
final class EnglishFieldChanges {
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
          Map.entry("high priority", Field.PRIORITY),
          Map.entry("low priority", Field.PRIORITY),
          Map.entry("tags", Field.TAGS),
          Map.entry("labels", Field.TAGS),
          Map.entry("recurrence", Field.REPEAT),
          Map.entry("repeat", Field.REPEAT),
          Map.entry("repetition", Field.REPEAT));
  private final EnglishChanges changes;

  EnglishFieldChanges(EnglishChanges changes) {
    this.changes = changes;
  }

  /** "remove the due date from X", "stop repeating X". */
  static Reading clear(Sentence sentence, int from, int to) {
    Cursor c = EnglishUpdates.cursor(sentence, from, to);
    if (c.skipOneOf("stop repeating", "don't repeat", "do not repeat", "stop recurring")) {
      int end = EnglishStretches.suffix(sentence, c.at(), to, "anymore", "any more", "any longer");
      return cleared(sentence, c.at(), end >= c.at() ? end : to, Field.REPEAT);
    }
    if (c.skipOneOf(
            "stop reminding me about",
            "stop reminding me of",
            "stop reminding me to",
            "don't remind me about",
            "don't remind me of",
            "no reminder for",
            "no reminders for",
            "no more reminders for",
            "no more reminders about",
            "turn off reminders for",
            "turn off the reminders for",
            "turn off the reminder for",
            "stop reminders for",
            "mute")
        && !c.atEnd()) {
      return cleared(sentence, c.at(), to, Field.REMINDERS);
    }
    boolean off = c.skipOneOf("stop the", "turn off the", "stop my", "turn off my");
    if (off
        && to - 1 > c.at()
        && EnglishStretches.isOne(sentence, to - 1, "reminders", "reminder")) {
      return cleared(sentence, c.at(), to - 1, Field.REMINDERS);
    }
    c.back(from);
    if (c.skip("stop")) {
      int end = EnglishStretches.suffix(sentence, c.at(), to, "from repeating", "repeating");
      return end > c.at() ? cleared(sentence, c.at(), end, Field.REPEAT) : null;
    }
    if (c.skip("make")) {
      int end = -1;
      for (int i = c.at(); i < to && end < 0; i++) {
        Cursor suffix = EnglishUpdates.cursor(sentence, i, to);
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
      boolean ofTask =
          !EnglishChanges.isWord(sentence, from, "delete")
              && !EnglishChanges.isWord(sentence, from, "cancel");
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
    return EnglishChanges.update(EnglishTargets.target(sentence, from, to), details);
  }

  /** "change the due date of X to Y", "set X's priority to high". */
  Reading field(Sentence sentence, int from, int to) {
    Cursor c = EnglishUpdates.cursor(sentence, from, to);
    if (c.skipOneOf(
        "add a due date",
        "set a due date",
        "give a due date",
        "add a deadline",
        "set a deadline",
        "add due date")) {
      return dueFirst(sentence, c, to);
    }
    if (c.skipOneOf(DUE)) {
      int is = EnglishChanges.find(sentence, c.at() + 1, to, "is");
      Reading reading =
          is < 0
              ? null
              : changes.change(EnglishTargets.target(sentence, c.at(), is), sentence, is + 1, to);
      if (reading != null) {
        return reading;
      }
      c.back(from);
    }
    if (!c.skipOneOf(
        "change", "set", "update", "move", "edit", "make", "raise", "lower", "modify")) {
      return null;
    }
    int field = c.at();
    c.skip("the");
    if (c.skipOneOf("due date", "date", "due time", "time", "deadline") && c.skip("to")) {
      Reading reading = changes.change(Target.LAST, sentence, c.at(), to);
      return reading == null ? changes.atNumber(Target.LAST, sentence, c.at(), to) : reading;
    }
    c.back(field);
    c.skip("the");
    if (c.skipOneOf("reminder to", "reminders to", "reminder for it to", "alert to")) {
      Sentence reminder = Sentence.of("remind me " + sentence.text(c.at(), to), sentence.context());
      return changes.change(Target.LAST, reminder, 0, reminder.tokens().size());
    }
    c.back(field);
    boolean due = c.skipOneOf(DUE);
    boolean priority = !due && c.skipOneOf(PRIORITY);
    int link = EnglishChanges.findLast(sentence, c.at() + 1, to, "to");
    if (link < 0) {
      return null;
    }
    int end = link;
    if (!due && !priority) {
      Cursor before = EnglishUpdates.cursor(sentence, Math.max(c.at(), link - 2), link);
      due = before.skipOneOf("due date", "due time") && before.atEnd();
      if (due) {
        end = link - 2;
      } else {
        priority = EnglishChanges.isWord(sentence, link - 1, "priority") && link - 1 > c.at();
        boolean deadline =
            EnglishChanges.isWord(sentence, link - 1, "deadline") && link - 1 > c.at();
        due = deadline;
        end = priority || deadline ? link - 1 : link;
      }
    }
    if (end <= c.at() || !due && !priority) {
      return null;
    }
    Target target = possessed(EnglishTargets.target(sentence, c.at(), end));
    if (priority) {
      Priority value = EnglishChanges.wholePriority(EnglishUpdates.cursor(sentence, link + 1, to));
      return value == null
          ? null
          : EnglishChanges.update(target, EnglishChanges.prioritised(value));
    }
    Reading reading = changes.change(target, sentence, link + 1, to);
    return reading == null ? changes.atNumber(target, sentence, link + 1, to) : reading;
  }

  /** "set a due date of Friday for X". */
  private Reading dueFirst(Sentence sentence, Cursor c, int to) {
    c.skipOneOf("of", "to");
    int link = EnglishChanges.findLast(sentence, c.at(), to, "for");
    link = link < 0 ? EnglishChanges.findLast(sentence, c.at(), to, "to") : link;
    if (link <= c.at()) {
      return null;
    }
    Target target = EnglishTargets.target(sentence, link + 1, to);
    return changes.change(target, sentence, c.at(), link);
  }

  /** "the report's" is "report". */
  private static Target possessed(Target target) {
    String words = target.words();
    return words != null && (words.endsWith("'s") || words.endsWith("’s"))
        ? Target.named(words.substring(0, words.length() - 2))
        : target;
  }

  /** "make X high priority", "mark X as urgent", "set X to low priority". */
  static Reading priority(Sentence sentence, int from, int to) {
    Cursor c = EnglishUpdates.cursor(sentence, from, to);
    if (c.skipOneOf("prioritize", "prioritise")) {
      return c.atEnd()
          ? null
          : EnglishChanges.update(
              EnglishTargets.target(sentence, c.at(), to),
              EnglishChanges.prioritised(Priority.HIGH));
    }
    if (!c.skipOneOf("make", "mark", "set", "change", "flag")) {
      return null;
    }
    for (int i = Math.max(c.at() + 1, to - 5); i < to; i++) {
      Cursor rest = EnglishUpdates.cursor(sentence, i, to);
      rest.skipOneOf("as", "to", "to be", "a");
      Priority priority = EnglishChanges.wholePriority(rest);
      if (priority != null) {
        return EnglishChanges.update(
            EnglishTargets.target(sentence, c.at(), i), EnglishChanges.prioritised(priority));
      }
    }
    return null;
  }
}
