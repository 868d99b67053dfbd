package dev.kafila.deadletter;

import dev.kafila.store.UserTransactions;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is written down about letters that were sent again. */
final class ReplayLog {
  /** How far a replay came. */
  enum Outcome {
    /** Begun; whether Kafka has it is unknown if nobody is at it any more. */
    SENDING,
    SENT,
    FAILED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final UserTransactions transactions;
  private final Clock clock;

  ReplayLog(UserTransactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What was written down when it was asked for. */
  static final class Replays {
    private final Map<LetterPlace, Outcome> outcomes;

    private Replays(Map<LetterPlace, Outcome> outcomes) {
      this.outcomes = outcomes;
    }

    /** Empty if it was not sent again, or that failed. */
    Optional<Outcome> of(Letter letter) {
      return Optional.ofNullable(outcomes.get(LetterPlace.of(letter)));
    }

    /** Whether Kafka has the record again. */
    boolean sent(Letter letter) {
      return of(letter).filter(outcome -> outcome == Outcome.SENT).isPresent();
    }
  }

  /** All replays that did not fail. */
  Replays read() {
    Map<LetterPlace, Outcome> outcomes = new HashMap<>();
    transactions.read(
        handle -> {
          handle
              .createQuery(
                  """
                  select letter_topic, letter_partition, letter_offset, letter_written_at, outcome
                  from dead_letter_replays where outcome <> 'failed'
                  """)
              .map(
                  (row, context) ->
                      Map.entry(
                          LetterPlace.of(row),
                          row.getString("outcome").equals("sent") ? Outcome.SENT : Outcome.SENDING))
              .forEach(
                  entry ->
                      outcomes.merge(
                          entry.getKey(),
                          entry.getValue(),
                          (one, other) -> one == Outcome.SENT ? one : other));
          return null;
        });
    return new Replays(outcomes);
  }

  /** What was written down about one letter, the oldest first. */
  List<PastReplay> of(Letter letter) {
    return transactions.read(
        handle ->
            handle
                .createQuery(
                    """
                    select replayed_at, replayed_by, outcome, forced, edited_value is not null
                    from dead_letter_replays
                    where letter_topic = :topic and letter_partition = :partition
                      and letter_offset = :offset and letter_written_at = :written
                    order by replay_id
                    """)
                .bind("topic", letter.id().topic())
                .bind("partition", letter.id().partition())
                .bind("offset", letter.id().offset())
                .bind("written", letter.writtenAt().atOffset(ZoneOffset.UTC))
                .map(
                    (row, context) ->
                        new PastReplay(
                            row.getObject(1, OffsetDateTime.class).toInstant(),
                            row.getString(2),
                            row.getString(3),
                            row.getBoolean(4),
                            row.getBoolean(5)))
                .list());
  }

  /**
   * Notes that a letter is about to be sent again.
   *
   * @param value that is sent; kept with the original where they differ
   * @param who sends it
   * @return the note's number; empty if somebody else was faster, or has purged it
   */
  Optional<Long> begin(Letter letter, byte[] value, String who, boolean forced) {
    boolean edited = !Arrays.equals(value, letter.value());
    return transactions.read(
        handle ->
            handle
                .createQuery(
                    """
                    insert into dead_letter_replays (letter_topic, letter_partition, letter_offset,
                      letter_written_at, consumer_group, replayed_by, replayed_at, forced, outcome,
                      original_value, edited_value)
                    select :topic, :partition, :offset, :written, :group, :who, :now, :forced,
                      'sending', :original, :edited
                    where not exists (
                      select from purged_letters where letter_topic = :topic
                        and letter_partition = :partition and letter_offset = :offset
                        and letter_written_at = :written)
                    on conflict do nothing
                    returning replay_id
                    """)
                .bind("topic", letter.id().topic())
                .bind("partition", letter.id().partition())
                .bind("offset", letter.id().offset())
                .bind("written", letter.writtenAt().atOffset(ZoneOffset.UTC))
                .bind("group", letter.group())
                .bind("who", who)
                .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                .bind("forced", forced)
                .bind("original", edited ? letter.value() : null)
                .bind("edited", edited ? value : null)
                .mapTo(Long.class)
                .findOne());
  }

  void end(long replay, Outcome outcome) {
    transactions.read(
        handle ->
            handle.execute(
                "update dead_letter_replays set outcome = ? where replay_id = ?",
                outcome.text(),
                replay));
  }
}
