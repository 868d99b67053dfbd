package dev.kafila.ledger;

import dev.kafila.event.Json;
import dev.kafila.store.UserTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** What the store knows of events: accepted, waiting in the outbox, handled. */
final class LedgerStore {
  private static final int SECONDS_OF_A_MINUTE = 60;

  /** A million may wait: they are not to be in memory twice. */
  private static final int FETCHED = 5_000;

  private final UserTransactions store;

  LedgerStore(UserTransactions store) {
    this.store = store;
  }

  /** An event that has not reached its topic as far as the store knows. */
  record Waiting(
      String topic, String type, Map<String, String> attributes, long minute, EventKey key) {}

  /**
   * What was accepted.
   *
   * @param sums by topic and minute
   * @param sources every {@code ce_source} among them
   */
  record Accepted(Map<String, Map<Long, Sum>> sums, Set<String> sources) {
    Map<Long, Sum> of(String topic) {
      return sums.getOrDefault(topic, Map.of());
    }
  }

  /** Accepted events and those that wait, as of one moment. */
  record Snapshot(Accepted accepted, List<Waiting> waiting) {}

  /**
   * @param floor minutes before it are left out
   */
  Snapshot snapshot(long floor) {
    return store.read(
        handle ->
            handle.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ,
                tx -> new Snapshot(accepted(tx, floor), waiting(tx, floor))));
  }

  Accepted accepted(long floor) {
    return store.read(handle -> accepted(handle, floor));
  }

  private static Accepted accepted(Handle handle, long floor) {
    Map<String, Map<Long, Sum>> sums = new HashMap<>();
    Set<String> sources = new HashSet<>();
    handle
        .createQuery(
            """
            select topic, source, minute, sum(events)::bigint as events,
              substring(bit_xor(ids) from 1 for 64)::bigint as high,
              substring(bit_xor(ids) from 65 for 64)::bigint as low
            from ledger_accepted where minute >= :floor group by topic, source, minute
            """)
        .bind("floor", time(floor))
        .map(
            (row, context) -> {
              sources.add(row.getString("source"));
              return sums.computeIfAbsent(row.getString("topic"), topic -> new HashMap<>())
                  .merge(minute(row), sum(row), Sum::plus);
            })
        .forEach(sum -> {});
    return new Accepted(sums, sources);
  }

  private static List<Waiting> waiting(Handle handle, long floor) {
    return handle
        .createQuery(
            """
            select topic, type, attributes, time as minute, event_id from outbox
            where time >= :floor
            """)
        .bind("floor", time(floor))
        .setFetchSize(FETCHED)
        .map(
            (row, context) ->
                new Waiting(
                    row.getString("topic").intern(),
                    row.getString("type").intern(),
                    Json.texts(row.getString("attributes")),
                    minute(row),
                    EventKey.of(row.getString("event_id"))))
        .list();
  }

  /** Events accepted in minutes before. */
  Map<String, Long> acceptedBefore(long floor) {
    return store.read(
        handle ->
            handle
                .createQuery(
                    """
                    select topic, sum(events)::bigint as events from ledger_accepted
                    where minute < :floor group by topic
                    """)
                .bind("floor", time(floor))
                .map((row, context) -> Map.entry(row.getString("topic"), row.getLong("events")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** The first minute in which everything was counted; empty if that was always so. */
  Optional<Long> begin() {
    return store.read(
        handle ->
            handle
                .createQuery("select since as minute from ledger_begin where since > '-infinity'")
                .map((row, context) -> minute(row))
                .findOne());
  }

  /** The minute of the oldest event that waits in the outbox; empty if none does. */
  Optional<Long> oldestWaiting() {
    return store.read(
        handle ->
            handle
                .createQuery("select time as minute from outbox order by outbox_id limit 1")
                .map((row, context) -> minute(row))
                .findOne());
  }

  /** Of events with these ids, those that the group has marked. */
  Set<String> marked(String group, Collection<String> ids) {
    return store.read(
        handle ->
            handle
                .createQuery(
                    """
                    select event_id from inbox
                    where consumer_group = :group and event_id = any(:ids)
                    """)
                .bind("group", group)
                .bindArray("ids", String.class, ids)
                .mapTo(String.class)
                .set());
  }

  /** Records whose dead letters, written then or later, were thrown away. */
  Set<Letters.Failed> purged(Instant since) {
    return store.read(
        handle ->
            handle
                .createQuery(
                    """
                    select consumer_group, letter_topic, failed_partition, failed_offset
                    from purged_letters
                    where failed_partition is not null and failed_offset is not null
                      and letter_written_at >= :since
                    """)
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .map(
                    (row, context) ->
                        new Letters.Failed(
                            row.getString("consumer_group"),
                            row.getString("letter_topic"),
                            row.getInt("failed_partition"),
                            row.getLong("failed_offset")))
                .set());
  }

  /** Whether the group has ever marked an event. */
  boolean marks(String group) {
    return store.read(
        handle ->
            handle
                .createQuery("select exists (select from inbox where consumer_group = :group)")
                .bind("group", group)
                .mapTo(Boolean.class)
                .one());
  }

  private static OffsetDateTime time(long minute) {
    return Instant.ofEpochSecond(minute * SECONDS_OF_A_MINUTE).atOffset(ZoneOffset.UTC);
  }

  private static long minute(ResultSet row) throws SQLException {
    return Math.floorDiv(
        row.getObject("minute", OffsetDateTime.class).toEpochSecond(), SECONDS_OF_A_MINUTE);
  }

  private static Sum sum(ResultSet row) throws SQLException {
    return new Sum(row.getLong("events"), row.getLong("high"), row.getLong("low"));
  }
}
