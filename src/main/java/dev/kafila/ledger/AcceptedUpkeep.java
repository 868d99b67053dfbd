package dev.kafila.ledger;

import dev.kafila.store.UserTransactions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

/** Keeps the counts of accepted events few: one a minute, once nobody counts there any more. */
final class AcceptedUpkeep {
  private static final Duration SETTLED = Duration.ofMinutes(10);

  /** Longer than any record lives, dead letters included. */
  private static final Duration KEPT = Duration.ofDays(31);

  private final UserTransactions store;
  private final Clock clock;

  AcceptedUpkeep(UserTransactions store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  void run() {
    var now = clock.instant().atOffset(ZoneOffset.UTC);
    // Who counts into such a row at the same time waits for this, and then begins a new one.
    store.read(
        handle -> {
          handle.execute(
              """
              with taken as (
                delete from ledger_accepted where minute < ? and writer <> 0 returning *)
              insert into ledger_accepted as counted (minute, topic, source, writer, events, ids)
              select minute, topic, source, 0, sum(events), bit_xor(ids) from taken group by 1, 2, 3
              on conflict (minute, topic, source, writer) do update
                set events = counted.events + excluded.events, ids = counted.ids # excluded.ids
              """,
              now.minus(SETTLED));
          return handle.execute("delete from ledger_accepted where minute < ?", now.minus(KEPT));
        });
  }
}
