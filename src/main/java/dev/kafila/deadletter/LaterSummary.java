package dev.kafila.deadletter;

import dev.kafila.deadletter.LaterEvent.State;
import java.util.List;

/**
 * What has happened to a user's events behind the one that failed; the components are its JSON.
 *
 * @param events the first of them
 */
public record LaterSummary(
    int handled,
    int waiting,
    int deadLettered,
    int purged,
    int passedOver,
    List<LaterEvent> events) {
  private static final int LISTED = 20;

  static LaterSummary of(List<LaterEvent> events) {
    return new LaterSummary(
        count(events, State.HANDLED),
        count(events, State.WAITING),
        count(events, State.DEAD_LETTERED),
        count(events, State.PURGED),
        count(events, State.PASSED_OVER),
        events.stream().limit(LISTED).toList());
  }

  private static int count(List<LaterEvent> events, State state) {
    return (int) events.stream().filter(event -> event.state() == state).count();
  }
}
