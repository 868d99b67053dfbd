package dev.kafila.task;

/** The task has changed since the caller read it. */
public final class VersionConflictException extends RuntimeException {
  public VersionConflictException(long expected, long actual) {
    super("the task is at version %d, not %d: read it again".formatted(actual, expected));
  }
}
