package dev.kafila.task;

import java.util.UUID;

/** No such task. */
public final class TaskNotFoundException extends RuntimeException {
  public TaskNotFoundException(UUID taskId) {
    super("there is no task " + taskId);
  }
}
