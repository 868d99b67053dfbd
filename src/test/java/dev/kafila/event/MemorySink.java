package dev.kafila.event;

import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Takes events as Kafka would: in memory, and refusing what a test tells it to. */
final class MemorySink implements EventSink {
  /** Subjects. */
  final Set<String> refused = ConcurrentHashMap.newKeySet();

  /** Subjects of events that a partition in trouble does not take. */
  final Set<String> failing = ConcurrentHashMap.newKeySet();

  final Set<String> missingTopics = ConcurrentHashMap.newKeySet();
  volatile boolean away;
  volatile int tries;
  volatile int largestWave;

  /** Events of each try, as subjects. */
  final List<List<String>> waves = new ArrayList<>();

  final List<PendingEvent> taken = new ArrayList<>();

  @Override
  public synchronized List<Unpublished> publish(List<PendingEvent> events) throws Exception {
    tries++;
    largestWave = Math.max(largestWave, events.size());
    waves.add(events.stream().map(PendingEvent::subject).toList());
    if (away) {
      throw new ConnectException("nobody there");
    }
    List<Unpublished> unpublished = new ArrayList<>();
    for (var event : events) {
      if (refused.contains(event.subject())) {
        unpublished.add(
            new Unpublished(
                event, new IllegalStateException(new RecordTooLargeException(event.subject()))));
      } else if (missingTopics.contains(event.topic())) {
        unpublished.add(
            new Unpublished(
                event,
                new TimeoutException(
                    "no " + event.topic(), new UnknownTopicOrPartitionException())));
      } else if (failing.contains(event.subject())) {
        unpublished.add(new Unpublished(event, new TimeoutException("partition in trouble")));
      } else {
        taken.add(event);
      }
    }
    return unpublished;
  }

  synchronized List<String> subjects() {
    return taken.stream().map(PendingEvent::subject).toList();
  }

  synchronized List<String> subjectsOf(String user) {
    return taken.stream()
        .filter(event -> event.userId().equals(user))
        .map(PendingEvent::subject)
        .toList();
  }
}
