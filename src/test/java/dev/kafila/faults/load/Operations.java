package dev.kafila.faults.load;

import java.util.Set;

/** What users ask for, by its name in the journal. */
public final class Operations {
  public static final String CREATE = "create";
  public static final String CHAT_CREATE = "chat_create";
  public static final String UPDATE = "update";
  public static final String COMPLETE = "complete";
  public static final String CHAT_COMPLETE = "chat_complete";
  public static final String REOPEN = "reopen";
  public static final String DELETE = "delete";

  /** Looks for the open task of a series. */
  public static final String FIND = "find";

  /** Not a request: a record that nobody can read, written to a topic under the user's key. */
  public static final String POISON = "poison";

  /** Those that make a task. */
  public static final Set<String> CREATING = Set.of(CREATE, CHAT_CREATE);

  private Operations() {}
}
