package dev.kafila.reminder;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The scheduler's entries for reminders, written in the transaction of the reminders themselves.
 */
final class ReminderExecutions {
  /** One instance a reminder, named by its id. */
  static final TaskDescriptor<Void> REMINDER = TaskDescriptor.of("reminder");

  /** Tells the client which entries it may read; only {@link ReminderScheduler} executes any. */
  private static final OneTimeTask<Void> KNOWN =
      Tasks.oneTime(REMINDER).execute((instance, context) -> {});

  void schedule(Handle tx, UUID reminderId, Instant at) {
    client(tx).scheduleIfNotExists(REMINDER.instance(reminderId.toString()).build(), at);
  }

  void cancel(Handle tx, UUID reminderId) {
    try {
      client(tx).cancel(REMINDER.instanceId(reminderId.toString()));
    } catch (TaskInstanceCurrentlyExecutingException
        | TaskInstanceNotFoundException
        | ExecutionException e) {
      // Picked at this very moment: its execution finds the reminder cancelled, and ends.
    }
  }

  /** Removes the entries of what has fired, but for those that are being executed. */
  void done(Handle tx, List<UUID> reminderIds) {
    tx.createUpdate(
            """
            delete from scheduled_tasks
            where task_name = :task and task_instance = any(:ids) and not picked
            """)
        .bind("task", REMINDER.getTaskName())
        .bindArray("ids", String.class, reminderIds.stream().map(UUID::toString).toList())
        .execute();
  }

  private static SchedulerClient client(Handle tx) {
    return SchedulerClient.Builder.create(TransactionDataSource.of(tx.getConnection()), KNOWN)
        .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
        .build();
  }
}
