package dev.kafila.deadletter;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** What is written down about letters that were sent again. */
public final class ReplayLog {
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

  private final Jdbi jdbi;
  private final Clock clock;
  private final String who;

  /**
   * @param who sends letters again
   */
  public ReplayLog(Jdbi jdbi, Clock clock, String who) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.who = who;
  }

  /** Which letter, even where a topic was made anew and its offsets begin again. */
  private record Place(LetterId id, Instant writtenAt) {
    static Place of(Letter letter) {
      return new Place(letter.id(), letter.writtenAt());
    }
  }

  /** What was written down when it was asked for. */
  public static final class Replays {
    private final Map<Place, Outcome> outcomes;

    private Replays(Map<Place, Outcome> outcomes) {
      this.outcomes = outcomes;
    }

    /** Empty if it was not sent again, or that failed. */
    Optional<Outcome> of(Letter letter) {
      return Optional.ofNullable(outcomes.get(Place.of(letter)));
    }

    /** Whether Kafka has the record again. */
    public boolean sent(Letter letter) {
      return of(letter).filter(outcome -> outcome == Outcome.SENT).isPresent();
    }
  }

  /** All replays that did not fail. */
  public Replays read() {
    Map<Place, Outcome> outcomes = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery("select * from dead_letter_replays where outcome <> 'failed'")
                .map(
                    (row, context) ->
                        Map.entry(
                            new Place(
                                new LetterId(
                                    row.getString("letter_topic"),
                                    row.getInt("letter_partition"),
                                    row.getLong("letter_offset")),
                                row.getObject("letter_written_at", OffsetDateTime.class)
                                    .toInstant()),
                            row.getString("outcome").equals("sent")
                                ? Outcome.SENT
                                : Outcome.SENDING))
                .forEach(
                    entry ->
                        outcomes.merge(
                            entry.getKey(),
                            entry.getValue(),
                            (one, other) -> one == Outcome.SENT ? one : other)));
    return new Replays(outcomes);
  }

  /**
   * Notes that a letter is about to be sent again.
   *
   * @return the note's number; empty if somebody else was faster
   */
  Optional<Long> begin(Letter letter, boolean forced) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    insert into dead_letter_replays (letter_topic, letter_partition, letter_offset,
                      letter_written_at, consumer_group, replayed_by, replayed_at, forced, outcome)
                    values (:topic, :partition, :offset, :written, :group, :who, :now, :forced,
                      'sending')
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
                .mapTo(Long.class)
                .findOne());
  }

  void end(long replay, Outcome outcome) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update dead_letter_replays set outcome = ? where replay_id = ?",
                outcome.text(),
                replay));
  }
}
