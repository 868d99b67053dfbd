package dev.kafila.reminder;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.kafila.event.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Fires due reminders and keeps house. Any number of them may run on one database.
 *
 * <p>What a killed process had picked is picked up by another one, or by itself when it is back,
 * within half a minute.
 */
public final class ReminderScheduler implements AutoCloseable {
  private static final int THREADS = 4;
  private static final Duration POLLING = Duration.ofMillis(500);
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int MISSED_HEARTBEATS = 4;
  private static final Duration STOP_WITHIN = Duration.ofSeconds(3);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 6;

  private final Clock clock;
  private final Scheduler scheduler;

  public ReminderScheduler(
      DataSource dataSource, DueReminders dueReminders, Housekeeping housekeeping, Clock clock) {
    this.clock = clock;
    var reminders =
        Tasks.oneTime(ReminderExecutions.REMINDER)
            .onFailure(this::retryLater)
            .onDeadExecution((complete, operations) -> operations.reschedule(complete, now()))
            .execute(
                (instance, context) ->
                    dueReminders.fireWithOthers(UUID.fromString(instance.getId())));
    RecurringTask<Void> housekeepingTask =
        Tasks.recurring("housekeeping", FixedDelay.ofHours(1))
            .execute((instance, context) -> housekeeping.run());
    scheduler =
        new Builder(dataSource, List.of(reminders), clock)
            .startTasks(List.of(housekeepingTask))
            .threads(THREADS)
            .pollUsingLockAndFetch(1.0, 4.0)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(STOP_WITHIN)
            .failureLogging(LogLevel.WARN, false)
            .schedulerName(new SchedulerName.Fixed("kafila-" + Ids.next()))
            .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
            .build();
  }

  /** Takes its sense of time from a clock, which the library's own builder offers only to heirs. */
  private static final class Builder extends SchedulerBuilder {
    Builder(
        DataSource dataSource,
        List<com.github.kagkarlsson.scheduler.task.Task<?>> tasks,
        Clock clock) {
      super(dataSource, tasks);
      this.clock = clock::instant;
      this.waiter = new Waiter(POLLING);
    }
  }

  public void start() {
    scheduler.start();
  }

  private java.time.Instant now() {
    return clock.instant();
  }

  /** 1 s, 2 s, 4 s ... a minute. */
  private void retryLater(ExecutionComplete failed, ExecutionOperations<Void> operations) {
    int doublings = Math.min(failed.getExecution().consecutiveFailures, MOST_DOUBLINGS);
    var pause = Duration.ofSeconds(1L << doublings);
    var bounded = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    operations.reschedule(failed, now().plus(bounded));
  }

  /** Waits a few seconds for what is firing. */
  @Override
  public void close() {
    scheduler.stop();
  }
}
