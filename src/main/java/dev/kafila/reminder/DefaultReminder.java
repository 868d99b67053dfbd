package dev.kafila.reminder;

import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/** What a user wants for tasks that come without reminders. */
@FunctionalInterface
public interface DefaultReminder {

  /** Minutes before a task's due time; empty: no reminder. */
  OptionalInt minutesBefore(Handle tx, String userId);
}
