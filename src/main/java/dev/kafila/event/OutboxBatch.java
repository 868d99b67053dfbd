package dev.kafila.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Events to publish, split into waves that follow one another.
 *
 * <p>No wave holds two events of one user, and each user's order is kept. An event that Kafka has
 * refused before is a wave by itself, so that it takes no other along when it is refused again.
 *
 * @param busyUsers those with more events than fit: the rest is left for another batch
 */
record OutboxBatch(List<List<PendingEvent>> waves, Set<String> busyUsers) {
  /** One user's backlog must not keep the others waiting for long. */
  static final int MOST_OF_A_USER = 50;

  /**
   * @param events in outbox order
   */
  static OutboxBatch of(List<PendingEvent> events) {
    List<List<PendingEvent>> waves = new ArrayList<>();
    List<List<PendingEvent>> refused = new ArrayList<>();
    Map<String, Integer> taken = new HashMap<>();
    Set<String> busy = new HashSet<>();
    for (var event : events) {
      int place = taken.merge(event.userId(), 1, Integer::sum) - 1;
      if (place >= MOST_OF_A_USER) {
        busy.add(event.userId());
        continue;
      }
      while (waves.size() <= place) {
        waves.add(new ArrayList<>());
      }
      if (event.refused()) {
        // Only a user's first waiting event can have been refused: nothing overtakes it.
        refused.add(List.of(event));
      } else {
        waves.get(place).add(event);
      }
    }
    waves.addAll(Math.min(1, waves.size()), refused);
    waves.removeIf(List::isEmpty);
    return new OutboxBatch(waves, busy);
  }
}
