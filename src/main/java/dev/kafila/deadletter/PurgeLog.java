package dev.kafila.deadletter;

import dev.kafila.event.Json;
import dev.kafila.store.UserTransactions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What is written down about letters that were thrown away; whoever reads letters hides them. */
final class PurgeLog {
  private final UserTransactions transactions;
  private final Clock clock;

  PurgeLog(UserTransactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  Set<LetterPlace> read() {
    return transactions.read(
        handle ->
            new HashSet<>(
                handle
                    .createQuery(
                        """
                        select letter_topic, letter_partition, letter_offset, letter_written_at
                        from purged_letters
                        """)
                    .map((row, context) -> LetterPlace.of(row))
                    .list()));
  }

  /** Takes where a purged record failed. */
  interface Failures {
    void add(String topic, String group, Origin place);
  }

  /** Where purged records failed, as far as their letters said. */
  void failures(Failures each) {
    transactions.read(
        handle -> {
          handle
              .createQuery(
                  """
                  select letter_topic, consumer_group, failed_partition, failed_offset
                  from purged_letters
                  where failed_partition is not null and failed_offset is not null
                  """)
              .map(
                  (row, context) -> {
                    each.add(
                        row.getString("letter_topic"),
                        row.getString("consumer_group"),
                        new Origin(row.getInt("failed_partition"), row.getLong("failed_offset")));
                    return true;
                  })
              .list();
          return null;
        });
  }

  /** Hides letters, all or none. */
  void write(String who, LetterSelection selection, Collection<PurgedLetter> letters) {
    transactions.read(
        handle -> {
          handle.useTransaction(tx -> write(tx, who, selection, letters));
          return null;
        });
  }

  private void write(
      Handle tx, String who, LetterSelection selection, Collection<PurgedLetter> letters) {
    long purge =
        tx.createQuery(
                """
                insert into dead_letter_purges (purged_by, purged_at, selection, letters)
                values (:who, :now, cast(:selection as jsonb), :letters)
                returning purge_id
                """)
            .bind("who", who)
            .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
            .bind("selection", Json.write(selection.asked()))
            .bind("letters", letters.size())
            .mapTo(Long.class)
            .one();
    var batch =
        tx.prepareBatch(
            """
            insert into purged_letters (letter_topic, letter_partition, letter_offset,
              letter_written_at, consumer_group, failed_partition, failed_offset, event_id,
              replayed, purge_id)
            values (:topic, :partition, :offset, :written, :group, :failedPartition,
              :failedOffset, :event, :replayed, :purge)
            on conflict do nothing
            """);
    for (var letter : letters) {
      var id = letter.place().id();
      batch
          .bind("topic", id.topic())
          .bind("partition", id.partition())
          .bind("offset", id.offset())
          .bind("written", letter.place().writtenAt().atOffset(ZoneOffset.UTC))
          .bind("group", letter.group())
          .bind("failedPartition", letter.failedAt().map(Origin::partition).orElse(null))
          .bind("failedOffset", letter.failedAt().map(Origin::offset).orElse(null))
          .bind("event", letter.eventId().orElse(null))
          .bind("replayed", letter.replayed())
          .bind("purge", purge)
          .add();
    }
    batch.execute();
  }
}
