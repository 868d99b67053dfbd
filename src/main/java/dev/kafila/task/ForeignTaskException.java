package dev.kafila.task;

import java.util.UUID;

/** A task that belongs to another user. */
public final class ForeignTaskException extends RuntimeException {
  public ForeignTaskException(UUID taskId) {
    super("task " + taskId + " belongs to another user");
  }
}
