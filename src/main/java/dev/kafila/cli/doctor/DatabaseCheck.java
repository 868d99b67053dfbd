package dev.kafila.cli.doctor;

import dev.kafila.event.OutboxDesk;
import dev.kafila.event.OutboxDesk.TopicBacklog;
import dev.kafila.event.OutboxFilter;
import dev.kafila.store.Database;
import dev.kafila.store.UserTransactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A database that answers, and what waits in it. */
final class DatabaseCheck {
  static final String NAME = "database";
  static final String OUTBOX = "outbox";

  /** Events leave within a second where all is well. */
  private static final Duration LONGEST_IN_OUTBOX = Duration.ofMinutes(1);

  private DatabaseCheck() {}

  /** Migrations are up to date, or it could not have been opened. */
  static Finding version(Database database) {
    var version =
        database
            .jdbi()
            .withHandle(
                handle -> handle.createQuery("show server_version").mapTo(String.class).one());
    return Finding.ok(NAME, "PostgreSQL %s, its tables are up to date".formatted(version));
  }

  static Finding outbox(Database database, Clock clock) {
    var nothing = new OutboxFilter(List.of(), Optional.empty(), Optional.empty(), false);
    var desk = new OutboxDesk(new UserTransactions(database.jdbi()));
    return outbox(desk.list(nothing, 1, true).topics(), clock.instant());
  }

  static Finding outbox(List<TopicBacklog> topics, Instant now) {
    long waiting = topics.stream().mapToLong(TopicBacklog::waiting).sum();
    long setAside = topics.stream().mapToLong(TopicBacklog::setAside).sum();
    var oldest =
        topics.stream()
            .map(TopicBacklog::oldest)
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .map(time -> Duration.between(time, now))
            .orElse(Duration.ZERO);
    if (waiting == 0) {
      return Finding.ok(OUTBOX, "nothing waits");
    }
    var found =
        "%d wait, %d of them set aside, the oldest for %d s"
            .formatted(waiting, setAside, Math.max(0, oldest.toSeconds()));
    if (setAside > 0) {
      return Finding.warning(OUTBOX, found, "./kafila outbox list says why");
    }
    return oldest.compareTo(LONGEST_IN_OUTBOX) > 0
        ? Finding.warning(OUTBOX, found, "they are published as soon as Kafila and Kafka run")
        : Finding.ok(OUTBOX, found);
  }
}
