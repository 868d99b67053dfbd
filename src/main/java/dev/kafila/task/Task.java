package dev.kafila.task;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.UUID;

/**
 * A task as it is stored.
 *
 * @param series null unless it recurs
 * @param completedAt null while pending, and only then
 * @param skipped completed by passing over this occurrence
 * @param version 1 when new; one more with each change
 */
public record Task(
    UUID taskId,
    String userId,
    TaskFields fields,
    Status status,
    Series series,
    Instant createdAt,
    Instant updatedAt,
    Instant completedAt,
    boolean skipped,
    long version) {

  public Task {
    Objects.requireNonNull(taskId);
    Objects.requireNonNull(userId);
    Objects.requireNonNull(fields);
    Objects.requireNonNull(status);
    Objects.requireNonNull(createdAt);
    Objects.requireNonNull(updatedAt);
    if ((status == Status.COMPLETED) != (completedAt != null)) {
      throw new IllegalArgumentException("a task is completed when it says since when");
    }
  }

  static Task create(UUID taskId, String userId, TaskFields fields, Series series, Instant now) {
    return new Task(taskId, userId, fields, Status.PENDING, series, now, now, null, false, 1);
  }

  public boolean isPending() {
    return status == Status.PENDING;
  }

  /** Whether its series waits to be resumed: then it is not due, and reminds of nothing. */
  public boolean isPaused() {
    return series != null && series.isPaused();
  }

  Task completed(boolean bySkipping, Instant now) {
    return new Task(
        taskId,
        userId,
        fields,
        Status.COMPLETED,
        series,
        createdAt,
        now,
        now,
        bySkipping,
        version + 1);
  }

  Task reopened(Instant now) {
    return new Task(
        taskId, userId, fields, Status.PENDING, series, createdAt, now, null, false, version + 1);
  }

  Task changed(TaskFields newFields, Series newSeries, Instant now) {
    return new Task(
        taskId,
        userId,
        newFields,
        status,
        newSeries,
        createdAt,
        now,
        completedAt,
        skipped,
        version + 1);
  }

  /** The same, due at exactly this wall time of the same kind. */
  Task dueAt(LocalDateTime wallTime) {
    var moved = fields.but().due(fields.due().movedTo(wallTime)).build();
    return new Task(
        taskId, userId, moved, status, series, createdAt, updatedAt, completedAt, skipped, version);
  }

  /** Whether all is the same but when it was changed, and how often. */
  boolean hasContentOf(Task other) {
    return equals(
        new Task(
            other.taskId,
            other.userId,
            other.fields,
            other.status,
            other.series,
            other.createdAt,
            updatedAt,
            other.completedAt,
            other.skipped,
            version));
  }

  /** This content again, as a change of its own. */
  Task restoredAfter(long laterVersion, Instant now) {
    return new Task(
        taskId,
        userId,
        fields,
        status,
        series,
        createdAt,
        now,
        completedAt,
        skipped,
        laterVersion + 1);
  }
}
