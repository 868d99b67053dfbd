package dev.kafila.event;

import dev.kafila.store.UserTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * What operators see of the outbox, and what they can do about it.
 *
 * <p>Every method throws {@link dev.kafila.store.StoreAwayException} if the database does not
 * answer.
 */
public final class OutboxDesk {
  private static final String MEANT =
      """
      (set_aside_at is not null or :untried)
        and (cardinality(:ids) = 0 or outbox_id = any(:ids))
        and (:user::text is null or user_id = :user)
        and (:topic::text is null or topic = :topic)
      """;

  private final UserTransactions transactions;

  public OutboxDesk(UserTransactions transactions) {
    this.transactions = transactions;
  }

  /**
   * What waits for one topic.
   *
   * @param waiting all of it, with what is set aside
   * @param setAside with what is refused
   */
  public record TopicBacklog(
      String topic, long waiting, long setAside, long refused, Instant oldest) {}

  /**
   * An answer.
   *
   * @param events the first of those that are meant, in outbox order
   * @param more how many there are beyond them
   * @param topics totals by topic, of everything that waits; null if not asked for
   */
  public record Listing(List<WaitingEvent> events, long more, List<TopicBacklog> topics) {}

  /**
   * What a retry comes to.
   *
   * @param retried how many set aside events are tried now, or would be
   * @param events the first of them
   */
  public record Retry(boolean dryRun, long retried, List<WaitingEvent> events) {}

  /**
   * Lists what waits, oldest first.
   *
   * @param limit at most so many events
   * @param totals whether to count by topic, which reads the whole outbox
   */
  public Listing list(OutboxFilter filter, int limit, boolean totals) {
    return transactions.read(
        handle -> {
          var events = events(handle, filter, limit);
          long more = events.size() < limit ? 0 : count(handle, filter) - events.size();
          return new Listing(events, Math.max(0, more), totals ? topics(handle) : null);
        });
  }

  /**
   * Has set aside events tried at once, whenever their next try was to be; each user's order stays.
   *
   * @param limit of the events in the answer, not of what is done
   */
  public Retry retry(OutboxFilter filter, int limit, boolean dryRun) {
    return transactions.read(
        handle ->
            handle.inTransaction(
                tx -> {
                  var events = events(tx, filter, limit);
                  if (dryRun) {
                    return new Retry(true, count(tx, filter), events);
                  }
                  var update = tx.createUpdate("update outbox set retry_at = now() where " + MEANT);
                  long retried = bound(update, filter).execute();
                  OutboxLeadership.tellRetry(tx);
                  return new Retry(false, retried, events);
                }));
  }

  private static List<WaitingEvent> events(Handle handle, OutboxFilter filter, int limit) {
    var query =
        handle.createQuery(
            """
            select outbox_id, event_id, user_id, topic, type, subject, created_at, attempts,
              retry_at, last_error, set_aside_at is not null as set_aside,
              refused_at is not null as refused
            from outbox where %s
            order by outbox_id limit :limit
            """
                .formatted(MEANT));
    return bound(query, filter).bind("limit", limit).map((row, context) -> event(row)).list();
  }

  private static long count(Handle handle, OutboxFilter filter) {
    var query = handle.createQuery("select count(*) from outbox where " + MEANT);
    return bound(query, filter).mapTo(Long.class).one();
  }

  private static List<TopicBacklog> topics(Handle handle) {
    return handle
        .createQuery(
            """
            select topic, count(*) as waiting, count(set_aside_at) as set_aside,
              count(refused_at) as refused, min(created_at) as oldest
            from outbox group by topic order by topic
            """)
        .map(
            (row, context) ->
                new TopicBacklog(
                    row.getString("topic"),
                    row.getLong("waiting"),
                    row.getLong("set_aside"),
                    row.getLong("refused"),
                    time(row, "oldest")))
        .list();
  }

  private static <T extends SqlStatement<T>> T bound(T statement, OutboxFilter filter) {
    return statement
        .bindArray("ids", Long.class, filter.ids())
        .bind("user", filter.user().orElse(null))
        .bind("topic", filter.topic().orElse(null))
        .bind("untried", filter.untried());
  }

  private static WaitingEvent event(ResultSet row) throws SQLException {
    return new WaitingEvent(
        row.getLong("outbox_id"),
        row.getString("event_id"),
        row.getString("user_id"),
        row.getString("topic"),
        row.getString("type"),
        row.getString("subject"),
        state(row.getBoolean("set_aside"), row.getBoolean("refused")),
        time(row, "created_at"),
        row.getInt("attempts"),
        time(row, "retry_at"),
        row.getString("last_error"));
  }

  private static String state(boolean setAside, boolean refused) {
    if (refused) {
      return "refused";
    }
    return setAside ? "set_aside" : "waiting";
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
