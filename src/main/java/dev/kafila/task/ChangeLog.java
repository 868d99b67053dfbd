package dev.kafila.task;

import dev.kafila.event.Json;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What was changed last, so that it can be undone. */
final class ChangeLog {

  /**
   * @param before null: the change created the task
   * @param after null: the change deleted it
   */
  record Entry(long changeId, Task before, Task after) {
    UUID taskId() {
      return (after == null ? before : after).taskId();
    }

    /** The change that takes it back. */
    Entry reversed() {
      return new Entry(changeId, after, before);
    }
  }

  /**
   * A task as it is kept.
   *
   * @param dueLocal its due wall time, which the view's instant cannot tell where the clocks skip
   *     it
   */
  private record Snapshot(TaskView task, LocalDateTime dueLocal) {}

  void add(Handle tx, Task before, Task after, Instant now) {
    var task = after == null ? before : after;
    tx.createUpdate(
            """
            insert into task_changes (user_id, task_id, kind, before, after, changed_at)
            values (:user, :task, :kind, cast(:before as jsonb), cast(:after as jsonb), :now)
            """)
        .bind("user", task.userId())
        .bind("task", task.taskId())
        .bind("kind", before == null ? "created" : after == null ? "deleted" : "changed")
        .bind("before", json(before))
        .bind("after", json(after))
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .execute();
  }

  /**
   * The changes of the user's last step that is not undone yet, newest first; a step is what one
   * transaction changed.
   *
   * @param most how many steps count, the undone ones among them
   * @return empty if none of these is left to undo
   */
  List<Entry> lastStep(Handle tx, String userId, int most) {
    return tx.createQuery(
            """
            with last as (
              select step, change_id from task_changes
              where user_id = :user and not undone order by change_id desc limit 1
            )
            select c.change_id, c.before::text, c.after::text
            from last join task_changes c
              on c.user_id = :user and c.step = last.step and c.change_id <= last.change_id
            where not c.undone and :most > (
              select count(distinct step) from task_changes later
              where later.user_id = :user and later.change_id > last.change_id)
            order by c.change_id desc
            """)
        .bind("user", userId)
        .bind("most", most)
        .map(
            (row, context) ->
                new Entry(
                    row.getLong("change_id"),
                    task(row.getString("before")),
                    task(row.getString("after"))))
        .list();
  }

  /**
   * The changes of the step that was undone last, oldest first.
   *
   * @return empty if none was undone since the last change
   */
  List<Entry> lastUndone(Handle tx, String userId) {
    return tx.createQuery(
            """
            with first as (
              select step from task_changes
              where user_id = :user and undone and change_id > coalesce(
                (select max(change_id) from task_changes where user_id = :user and not undone), 0)
              order by change_id limit 1
            )
            select c.change_id, c.before::text, c.after::text
            from first join task_changes c on c.user_id = :user and c.step = first.step
            where c.undone
            order by c.change_id
            """)
        .bind("user", userId)
        .map(
            (row, context) ->
                new Entry(
                    row.getLong("change_id"),
                    task(row.getString("before")),
                    task(row.getString("after"))))
        .list();
  }

  boolean isEmpty(Handle tx, String userId) {
    return tx.select("select not exists (select from task_changes where user_id = ?)", userId)
        .mapTo(Boolean.class)
        .one();
  }

  void mark(Handle tx, List<Entry> step, boolean undone) {
    tx.createUpdate("update task_changes set undone = :undone where change_id = any(:ids)")
        .bind("undone", undone)
        .bindArray("ids", Long.class, step.stream().map(Entry::changeId).toList())
        .execute();
  }

  private static String json(Task task) {
    if (task == null) {
      return null;
    }
    var due = task.fields().due();
    return Json.write(new Snapshot(TaskView.of(task), due == null ? null : due.at()));
  }

  private static Task task(String json) {
    if (json == null) {
      return null;
    }
    var snapshot = Json.read(json, Snapshot.class);
    var task = snapshot.task().toTask();
    return snapshot.dueLocal() == null ? task : task.dueAt(snapshot.dueLocal());
  }
}
