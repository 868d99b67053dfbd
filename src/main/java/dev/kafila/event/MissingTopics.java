package dev.kafila.event;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Topics that were not there when last asked for.
 *
 * <p>Kafka's producer blocks while it asks, and everybody with it: so it is asked for one event of
 * such a topic at growing intervals, and the others wait. Not for several threads.
 */
final class MissingTopics {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Map<String, Missing> topics = new HashMap<>();

  private record Missing(int times, long askAgainAt) {}

  /** How long its events have to wait; zero if they may be tried. */
  Duration pause(String topic) {
    var missing = topics.get(topic);
    return missing == null
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(0, missing.askAgainAt - System.nanoTime()));
  }

  /**
   * It was asked for and is missing.
   *
   * @return whether that is news
   */
  boolean add(String topic) {
    int times = topics.containsKey(topic) ? topics.get(topic).times + 1 : 0;
    var pause = JitteredBackoff.after(times, LONGEST);
    topics.put(topic, new Missing(times, System.nanoTime() + pause.toNanos()));
    return times == 0;
  }

  /**
   * An event went there.
   *
   * @return whether that is news
   */
  boolean remove(String topic) {
    return topics.remove(topic) != null;
  }

  /** Asks for all of them at once: somebody may have made them. */
  void askAgain() {
    topics.replaceAll((topic, missing) -> new Missing(missing.times, System.nanoTime()));
  }
}
