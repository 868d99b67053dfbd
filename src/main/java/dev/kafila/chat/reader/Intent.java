package dev.kafila.chat.reader;

/** What a sentence wants. */
public enum Intent {
  ADD("add_task"),
  LIST("list_tasks"),
  COMPLETE("complete_task"),
  REOPEN("reopen_task"),
  UPDATE("update_task"),
  DELETE("delete_task"),
  SNOOZE("snooze_task"),
  SKIP("skip_task"),
  PAUSE("pause_task"),
  RESUME("resume_task"),
  SEARCH("search_tasks"),
  UNDO("undo"),
  /** The opposite: what was undone is done again. */
  REDO("undo"),
  /** Yes. */
  CONFIRM("none"),
  /** No. */
  DECLINE("none"),
  /** One out of what was offered: "the second one". */
  CHOOSE("none"),
  /** Thanks and the like: nothing is wanted. */
  TALK("none"),
  /** Nothing that can be read, or a call for help. */
  UNKNOWN("none");

  private final String tool;

  Intent(String tool) {
    this.tool = tool;
  }

  /** The name of the tool that does it, "none" where there is none. */
  public String tool() {
    return tool;
  }
}
