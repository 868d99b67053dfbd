package dev.kafila.task;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What a user has to do, and has done, for those who sum it up. */
public final class TaskLists {
  private TaskLists() {}

  /** Those of the named tasks that are the user's and still to do; not what pauses. */
  public static List<Task> pending(Handle tx, String userId, Collection<UUID> taskIds) {
    if (taskIds.isEmpty()) {
      return List.of();
    }
    return tx
        .createQuery(
            """
            select * from tasks
            where task_id = any(:ids) and user_id = :user and status = 'pending'
            """)
        .bindArray("ids", UUID.class, List.copyOf(taskIds))
        .bind("user", userId)
        .map((row, context) -> TaskStore.task(row))
        .list()
        .stream()
        .filter(task -> !task.isPaused())
        .toList();
  }

  /**
   * What is due by the end of a day, the earliest first; not what pauses. Days are meant as they
   * are; times count as the day that they are in this zone.
   */
  public static List<Task> pendingUntil(Handle tx, String userId, LocalDate day, ZoneId zone) {
    return tx
        .createQuery(
            """
            select * from tasks where user_id = :user and status = 'pending'
              and (due_date <= :day or due_local < :somewhere)
            """)
        .bind("user", userId)
        .bind("day", day)
        // No two zones are further apart.
        .bind("somewhere", day.plusDays(3).atStartOfDay())
        .map((row, context) -> TaskStore.task(row))
        .list()
        .stream()
        .filter(task -> !task.isPaused() && !dayOf(task, zone).isAfter(day))
        .sorted(
            Comparator.comparing((Task task) -> task.fields().due().instant(task.fields().zone()))
                .thenComparing(Task::taskId))
        .toList();
  }

  private static LocalDate dayOf(Task task, ZoneId zone) {
    var due = task.fields().due();
    return due.wholeDay()
        ? due.at().toLocalDate()
        : LocalDate.ofInstant(due.instant(task.fields().zone()), zone);
  }

  /**
   * How many tasks were completed from one moment to before another; skipping is not completing.
   */
  public static int finished(Handle tx, String userId, Instant from, Instant to) {
    return tx.createQuery(
            """
            select count(*) from tasks where user_id = :user and status = 'completed'
              and not skipped and completed_at >= :from and completed_at < :to
            """)
        .bind("user", userId)
        .bind("from", from.atOffset(ZoneOffset.UTC))
        .bind("to", to.atOffset(ZoneOffset.UTC))
        .mapTo(Integer.class)
        .one();
  }
}
