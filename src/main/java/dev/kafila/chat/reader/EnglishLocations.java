package dev.kafila.chat.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What tasks are kept in, as people call it: "my to-do list", "the calendar", "our packing list".
 */
final class EnglishLocations {
  private static final int MOST_WORDS = 6;
  private static final Set<String> HEADS =
      Set.of("list", "lists", "calendar", "agenda", "schedule", "planner");

  /** Heads of which nothing else is said: "my tasks". */
  private static final Set<String> PLURALS = Set.of("tasks", "todos", "reminders", "chores");

  /** Words before the head that say what all of it is: tasks. */
  private static final Set<String> KINDS =
      Set.of(
          "to",
          "-",
          "do",
          "dos",
          "todo",
          "todos",
          "task",
          "tasks",
          "reminder",
          "reminders",
          "chore",
          "chores",
          "things",
          "whole",
          "entire",
          "main",
          "event",
          "events");

  /** Lists that need no "my": they are never lists of people or of prices. */
  private static final Set<String> KNOWN =
      Set.of(
          "grocery",
          "groceries",
          "shopping",
          "packing",
          "errand",
          "errands",
          "work",
          "home",
          "school",
          "reading",
          "wish",
          "bucket",
          "family",
          "personal",
          "house",
          "garden",
          "christmas",
          "cleaning",
          "weekend",
          "project");

  /** Lists of something else, whosever they are. */
  private static final Set<String> OTHERS =
      Set.of(
          "guest",
          "mailing",
          "contact",
          "contacts",
          "friend",
          "friends",
          "email",
          "waiting",
          "wait",
          "price",
          "play",
          "wine",
          "invite",
          "invitation",
          "phone",
          "black",
          "attendance",
          "player",
          "team",
          "ingredient",
          "parts",
          "bus",
          "train",
          "class",
          "meeting",
          "payment",
          "flight",
          "on",
          "in",
          "from",
          "off",
          "of",
          "at",
          "and",
          "with",
          "for",
          "by",
          "is",
          "are",
          "have",
          "has",
          "was",
          "i",
          "what",
          "what's");

  /**
   * @param tag what the list is for, as a tag; null where it holds just tasks
   * @param plural whether it is but the tasks: "my tasks"
   */
  record Location(String tag, boolean plural) {
    /** The tag as it is typed behind a task; empty for none. */
    String typed() {
      return tag == null ? "" : " #" + tag;
    }

    /** The tag as tasks are asked for by it; empty for none. */
    String asked() {
      return tag == null ? "" : " tagged " + tag;
    }
  }

  private EnglishLocations() {}

  /** What is named here; null, and nothing moved, if it is none. */
  static Location at(Cursor c) {
    int mark = c.at();
    boolean own = c.skipOneOf("my", "our");
    boolean determined = own || c.skipOneOf("the", "this", "that");
    if (determined && c.skipAny(PLURALS) || c.skipOneOf("to dos", "to - dos", "todos")) {
      if (!c.skipOneOf("list", "lists")) {
        return c.wordEndsHere() ? new Location(null, true) : none(c, mark);
      }
      return c.wordEndsHere() ? new Location(null, false) : none(c, mark);
    }
    List<String> name = new ArrayList<>();
    boolean kind = false;
    for (int i = 0; i < MOST_WORDS; i++) {
      if (c.skipAny(HEADS)) {
        boolean list = c.before().word().startsWith("list");
        boolean contents =
            list
                && c.skipOneOf(
                    "of things to do",
                    "of things to remember",
                    "of things to buy",
                    "of tasks to complete",
                    "of tasks",
                    "of reminders",
                    "of to - dos",
                    "of todos",
                    "to do");
        if (list && !contents && c.peek().is("of")) {
          return none(c, mark);
        }
        boolean known = name.stream().allMatch(KNOWN::contains);
        boolean fits = own || known && (list || determined || name.isEmpty());
        return fits ? ended(c, mark, tag(name, kind || contents)) : none(c, mark);
      }
      if (c.skipAny(KINDS)) {
        kind = true;
      } else if (c.peek().isWord() && !OTHERS.contains(c.peek().word())) {
        name.add(c.take().word());
      } else {
        return none(c, mark);
      }
    }
    return none(c, mark);
  }

  private static Location ended(Cursor c, int mark, String tag) {
    return c.wordEndsHere() ? new Location(tag, false) : none(c, mark);
  }

  private static Location none(Cursor c, int mark) {
    c.back(mark);
    return null;
  }

  private static String tag(List<String> name, boolean kind) {
    if (name.isEmpty() || kind && name.size() > 2) {
      return null;
    }
    String tag = String.join("-", name);
    return tag.equals("groceries") ? "grocery" : tag;
  }
}
