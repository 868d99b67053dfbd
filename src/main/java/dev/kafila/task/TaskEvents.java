package dev.kafila.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.kafila.event.Cause;
import dev.kafila.event.Event;
import dev.kafila.event.EventTopics;
import dev.kafila.event.Ids;
import dev.kafila.event.Json;
import dev.kafila.event.Outbox;
import dev.kafila.event.OutgoingEvent;
import dev.kafila.event.UnreadableEventException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Says on {@code task-events} what happened to a task. */
public final class TaskEvents {
  public static final String CREATED = "task.created";
  public static final String UPDATED = "task.updated";
  public static final String COMPLETED = "task.completed";
  public static final String REOPENED = "task.reopened";
  public static final String DELETED = "task.deleted";
  public static final String SKIPPED = "task.skipped";

  private final Outbox outbox;

  TaskEvents(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * The task that an event on {@code task-events} carries.
   *
   * @throws UnreadableEventException if it carries none, or another user's
   */
  public static Task taskOf(Event event) {
    Task task;
    try {
      task = Json.mapper().treeToValue(event.data().path("task"), TaskView.class).toTask();
    } catch (JsonProcessingException | RuntimeException e) {
      throw new UnreadableEventException(event.type() + " carries no readable task", e);
    }
    if (!event.userId().equals(task.userId())) {
      throw new UnreadableEventException(event.type() + " carries another user's task");
    }
    return task;
  }

  /** What a task's becoming as it is now is called. */
  static String ofStatus(Task task) {
    if (task.isPending()) {
      return REOPENED;
    }
    return task.skipped() ? SKIPPED : COMPLETED;
  }

  void say(Handle tx, String type, Task task, Instant now, Cause cause) {
    say(tx, type, task, Map.of(), now, cause);
  }

  void updated(Handle tx, Task before, Task after, Instant now, Cause cause) {
    say(tx, UPDATED, after, Map.of("changes", TaskView.changes(before, after)), now, cause);
  }

  private void say(
      Handle tx, String type, Task task, Map<String, ?> more, Instant now, Cause cause) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("task", TaskView.of(task));
    data.putAll(more);
    outbox.append(
        tx,
        new OutgoingEvent(
            Ids.next(),
            EventTopics.TASKS,
            type,
            cause.source(),
            "task/" + task.taskId(),
            task.userId(),
            now,
            cause.traceparent(),
            data));
  }
}
