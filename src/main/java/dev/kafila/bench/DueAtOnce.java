package dev.kafila.bench;

import dev.kafila.event.Ids;
import dev.kafila.event.TraceContext;
import dev.kafila.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reminders for the same moment, written as the program itself does, and what became of them. */
final class DueAtOnce {
  private static final int BATCH = 5_000;
  private static final List<String> SEEDS =
      List.of(
          """
          insert into tasks (task_id, user_id, title, priority, status, time_zone, reminders,
            created_at, updated_at, version)
          values (:task, :user, :title, 'medium', 'pending', 'UTC',
            jsonb_build_array(jsonb_build_object('remind_at', cast(:remindAt as text))),
            now(), now(), 1)
          """,
          """
          insert into reminded_tasks (task_id, user_id, version, deleted)
          values (:task, :user, 1, false)
          """,
          """
          insert into reminders
            (reminder_id, user_id, task_id, remind_at, state, traceparent, created_at)
          values (:reminder, :user, :task, cast(:remindAt as timestamptz), 'scheduled', :trace, now())
          """,
          """
          insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
          values ('reminder', cast(:reminder as text), cast(:remindAt as timestamptz), false, 1)
          """);

  private final Database database;
  private final String name;

  /**
   * @param name of the users that the reminders belong to, with a number behind it
   */
  DueAtOnce(Database database, String name) {
    this.database = database;
    this.name = name;
  }

  /** How many notifications there are, and what they say of the reminders. */
  record Arrivals(long reminders, long doubled, double median, double p99, double longest) {}

  /**
   * Writes them all.
   *
   * @param within their moments are spread evenly over so much time
   */
  void write(int reminders, int users, Instant first, Duration within) {
    for (int from = 0; from < reminders; from += BATCH) {
      int to = Math.min(reminders, from + BATCH);
      int start = from;
      database.jdbi().useTransaction(tx -> write(tx, start, to, reminders, users, first, within));
    }
    // As the database itself does after a while.
    database
        .jdbi()
        .useHandle(
            handle -> handle.execute("analyze tasks, reminded_tasks, reminders, scheduled_tasks"));
  }

  private void write(
      Handle tx, int from, int to, int all, int users, Instant first, Duration within) {
    var batches = SEEDS.stream().map(tx::prepareBatch).toList();
    for (int i = from; i < to; i++) {
      var task = Ids.next();
      var reminder = Ids.next();
      var remindAt = first.plus(within.multipliedBy(i).dividedBy(all));
      for (var batch : batches) {
        batch
            .bind("task", task)
            .bind("reminder", reminder)
            .bind("user", name + "-" + i % users)
            .bind("title", "Reminder " + i)
            .bind("remindAt", remindAt.atOffset(ZoneOffset.UTC).toString())
            .bind("trace", TraceContext.newTraceparent())
            .add();
      }
    }
    batches.forEach(batch -> batch.execute());
  }

  long notifications() {
    return one("select count(*) from notifications where starts_with(user_id, ?)", name + "-");
  }

  /** Whether every notification has its receipts and nothing waits to be published. */
  boolean isSettled() {
    return one(
            """
            select (select count(*) from notification_deliveries where status = 'requested')
              + (select count(*) from (select 1 from outbox limit 1) waiting)
            """)
        == 0;
  }

  private long one(String sql, Object... arguments) {
    return database
        .jdbi()
        .withHandle(handle -> handle.select(sql, arguments).mapTo(Long.class).one());
  }

  Arrivals arrivals() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .select(
                        """
                        with arrived as (
                          select r.reminder_id, count(*) as times,
                            extract(epoch from min(n.created_at) - r.remind_at)::float8 as delay
                          from reminders r join notifications n using (task_id)
                          where starts_with(r.user_id, ?)
                          group by r.reminder_id
                        )
                        select count(*) as reminders, count(*) filter (where times > 1) as doubled,
                          percentile_disc(0.5) within group (order by delay) as median,
                          percentile_disc(0.99) within group (order by delay) as p99,
                          max(delay) as longest
                        from arrived
                        """,
                        name + "-")
                    .map(
                        (row, context) ->
                            new Arrivals(
                                row.getLong("reminders"),
                                row.getLong("doubled"),
                                row.getDouble("median"),
                                row.getDouble("p99"),
                                row.getDouble("longest")))
                    .one());
  }
}
