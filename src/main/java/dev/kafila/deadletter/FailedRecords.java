package dev.kafila.deadletter;

import dev.kafila.deadletter.LaterEvent.State;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which records became letters, looked up by where they failed; read when first asked. */
final class FailedRecords {
  private final DeadLetters letters;
  private final PurgeLog purges;
  private Map<Failure, State> states;

  private record Failure(String topic, String group, Origin place) {}

  FailedRecords(DeadLetters letters, PurgeLog purges) {
    this.letters = letters;
    this.purges = purges;
  }

  /** {@code DEAD_LETTERED} or {@code PURGED}; empty if it is no letter. */
  Optional<State> fate(String topic, String group, Origin place) {
    if (states == null) {
      states = read();
    }
    return Optional.ofNullable(states.get(new Failure(topic, group, place)));
  }

  private Map<Failure, State> read() {
    Map<Failure, State> all = new HashMap<>();
    letters.read(
        letter -> true,
        letter ->
            letter
                .failedAt()
                .ifPresent(
                    place ->
                        all.put(
                            new Failure(letter.id().topic(), letter.group(), place),
                            State.DEAD_LETTERED)));
    purges.failures(
        (topic, group, place) -> all.put(new Failure(topic, group, place), State.PURGED));
    return all;
  }
}
