package dev.kafila.ledger;

import dev.kafila.kafka.KafkaConnection;
import dev.kafila.store.UserTransactions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether accepted = handled + waiting + dead-lettered + purged, for each topic and group.
 *
 * <p>It only reads, belongs to no group, and may be asked while everything runs.
 */
public final class Ledger {
  /** Kafila's own groups: each of them marks every event that its route lets through. */
  private static final Set<String> MARKING =
      Set.of("recurring", "reminders", "notifications", "delivery", "audit", "live");

  /** So does each channel's. */
  private static final String CHANNELS = "delivery-";

  private final LedgerStore store;
  private final KafkaConnection connection;
  private final Collection<String> topics;
  private final Path routes;
  private final Clock clock;

  /**
   * @param topics of events
   * @param routes folder of the route files, which say who reads what
   */
  public Ledger(
      UserTransactions transactions,
      KafkaConnection connection,
      Collection<String> topics,
      Path routes,
      Clock clock) {
    this.store = new LedgerStore(transactions);
    this.connection = connection;
    this.topics = List.copyOf(topics);
    this.routes = routes;
    this.clock = clock;
  }

  /**
   * Looks at everything that the topics hold, once.
   *
   * @param since only events of this minute or later; empty: all
   * @throws dev.kafila.kafka.KafkaAwayException if the cluster does not answer within seconds
   * @throws dev.kafila.config.ConfigurationException if it does not let us in
   */
  public LedgerReport check(Optional<Instant> since) {
    var subscriptions = subscriptions();
    var report = check(subscriptions).run(since.orElse(Instant.EPOCH));
    return report.noting(subscriptions.notes());
  }

  LedgerStore store() {
    return store;
  }

  /** Who reads what now. */
  Subscriptions subscriptions() {
    try {
      var read = Subscriptions.read(routes);
      return new Subscriptions(
          read.all().stream()
              .map(one -> one.byOffsetsIf(!isMarking(one.group()) && !store.marks(one.group())))
              .toList(),
          read.notes());
    } catch (IOException e) {
      throw new UncheckedIOException("the route files cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean isMarking(String group) {
    return MARKING.contains(group) || group.startsWith(CHANNELS);
  }

  LedgerCheck check(Subscriptions subscriptions) {
    return new LedgerCheck(store, connection, clock, topics, subscriptions.all());
  }
}
