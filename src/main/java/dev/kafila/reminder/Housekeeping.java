package dev.kafila.reminder;

import dev.kafila.config.Retention;
import dev.kafila.event.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what nobody can need any more, a batch at a time so that nobody waits for it. */
public final class Housekeeping implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final int BATCH = 1_000;

  /** A conversation goes with all that was said in it. */
  private static final int CONVERSATIONS = 100;

  /** Longer than any record lives, dead letters included. */
  private static final Duration INBOX = Duration.ofDays(31);

  /** Longer than an event can come again. */
  private static final Duration PUSHES = INBOX;

  private static final Duration ANSWERS = Duration.ofDays(7);

  /** As long as the topics keep them. */
  private static final Duration CHANGES = Duration.ofDays(7);

  private static final Duration UNDO = Duration.ofDays(31);

  private final Jdbi jdbi;
  private final Retention retention;
  private final Clock clock;

  public Housekeeping(Jdbi jdbi, Retention retention, Clock clock) {
    this.jdbi = jdbi;
    this.retention = retention;
    this.clock = clock;
  }

  @Override
  public void run() {
    prune("inbox", "handled_at", INBOX);
    prune("idempotent_answers", "created_at", ANSWERS);
    prune("task_changes", "changed_at", UNDO);
    prune("pushes", "created_at", PUSHES);
    prune("reminders", "ended_at", retention.reminders());
    pruneConversations();
    prune("notifications", "read_at", retention.notifications());
    pruneById("notification_attempts", "notification_id", retention.attempts());
    pruneById("activity", "activity_id", retention.activity());
    pruneChanges();
  }

  /** Whoever resumes from what is gone has to know: no more is deleted than was said to be. */
  private void pruneChanges() {
    var before = before(CHANGES);
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                update live_horizon set change_id = greatest(change_id, coalesce(
                  (select max(change_id) from live_changes where created_at < ?), 0))
                """,
                before));
    prune("live_changes", "created_at", CHANGES, before, BATCH);
  }

  private void pruneConversations() {
    var age = retention.conversations();
    prune("conversations", "updated_at", age, before(age), CONVERSATIONS);
  }

  private OffsetDateTime before(Duration age) {
    return clock.instant().minus(age).atOffset(ZoneOffset.UTC);
  }

  private void prune(String table, String column, Duration age) {
    prune(table, column, age, before(age), BATCH);
  }

  /** By the time that lies in an id: its table needs no index by age. */
  private void pruneById(String table, String column, Duration age) {
    prune(table, column, age, Ids.firstOf(clock.instant().minus(age)), BATCH);
  }

  private void prune(String table, String column, Duration age, Object before, int atOnce) {
    // Asked again outside: somebody may be writing to that conversation at this very moment.
    var sql =
        """
        delete from %1$s where ctid = any(array(
          select ctid from %1$s where %2$s < ? order by %2$s limit ?)) and %2$s < ?
        """
            .formatted(table, column);
    long pruned = 0;
    int batch;
    do {
      batch = jdbi.withHandle(handle -> handle.execute(sql, before, atOnce, before));
      pruned += batch;
    } while (batch == atOnce && !Thread.currentThread().isInterrupted());
    if (pruned > 0) {
      LOG.info("housekeeping: {} rows of {} were older than {} days", pruned, table, age.toDays());
    }
  }
}
