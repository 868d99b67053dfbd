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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fires due reminders and keeps house. Any number of them may run on one database.
 *
 * <p>What a killed process had picked is fired within seconds by whoever is there, or by itself as
 * soon as it is back: nobody asks who has picked what is overdue. Its entry in the schedule goes
 * when its heartbeat is found missing.
 */
public final class ReminderScheduler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReminderScheduler.class);
  private static final int THREADS = 4;
  private static final Duration POLLING = Duration.ofMillis(500);
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int MISSED_HEARTBEATS = 4;
  private static final Duration STOP_WITHIN = Duration.ofSeconds(3);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 6;

  /** How often what is overdue is looked for, and by how much it has to be. */
  private static final Duration OVERDUE = Duration.ofSeconds(2);

  private final Clock clock;
  private final DueReminders dueReminders;
  private final Scheduler scheduler;
  private final ScheduledExecutorService overdue =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "overdue-reminders");
            thread.setDaemon(true);
            return thread;
          });

  public ReminderScheduler(
      DataSource dataSource, DueReminders dueReminders, Housekeeping housekeeping, Clock clock) {
    this.clock = clock;
    this.dueReminders = dueReminders;
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
    overdue.scheduleWithFixedDelay(this::fireOverdue, 0, OVERDUE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void fireOverdue() {
    try {
      dueReminders.fireOverdue(OVERDUE);
    } catch (RuntimeException e) {
      LOG.debug("overdue reminders are looked for again; executions that fail say why", e);
    }
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
    overdue.shutdown();
    scheduler.stop();
  }
}
