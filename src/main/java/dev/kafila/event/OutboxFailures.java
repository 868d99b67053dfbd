package dev.kafila.event;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * What becomes of events that are not published: each is set aside, and how long it and its user
 * wait depends on what is to blame.
 */
final class OutboxFailures {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxFailures.class);
  private static final Duration LONGEST_WITHOUT_KAFKA = Duration.ofSeconds(5);
  private static final Duration LONGEST_ALONE = Duration.ofSeconds(30);
  private static final Duration REFUSED = Duration.ofMinutes(15);

  private final OutboxStore store;
  private final OutboxMetrics metrics;
  private final WaitingUsers waiting = new WaitingUsers();
  private final MissingTopics missing = new MissingTopics();
  private final AtomicBoolean askForTopics = new AtomicBoolean();
  private volatile String kafkaTrouble;
  private int troubles;

  OutboxFailures(OutboxStore store, OutboxMetrics metrics) {
    this.store = store;
    this.metrics = metrics;
  }

  /** Why Kafka takes nothing at all; null if it does. */
  String kafkaTrouble() {
    return kafkaTrouble;
  }

  /** Whose events are to be left alone for now. */
  Set<String> waitingUsers(Handle handle) {
    return waiting.users(() -> store.usersToLeave(handle));
  }

  /** Nothing is known any more of who has to wait, nor of topics; any thread may say so. */
  void retryAll() {
    askForTopics.set(true);
    waiting.changed();
  }

  /** Sets aside the events whose topic was missing a moment ago, and answers the others. */
  List<PendingEvent> withoutMissingTopics(Handle handle, List<PendingEvent> wave) {
    if (askForTopics.getAndSet(false)) {
      missing.askAgain();
    }
    var byTopic = wave.stream().collect(groupingBy(PendingEvent::topic));
    List<PendingEvent> others = new ArrayList<>(wave);
    byTopic.forEach(
        (topic, events) -> {
          var pause = missing.pause(topic);
          if (!pause.isZero()) {
            store.setAside(handle, events, pause, "the topic is missing");
            waiting.changed();
            countSetAside(events);
            others.removeAll(events);
          }
        });
    return others;
  }

  void published(List<PendingEvent> events) {
    if (kafkaTrouble != null) {
      LOG.info("Kafka answers again; the outbox goes on");
      kafkaTrouble = null;
      troubles = 0;
    }
    events.stream()
        .map(PendingEvent::topic)
        .distinct()
        .filter(missing::remove)
        .forEach(topic -> LOG.info("{} is there; its events go on", topic));
  }

  /**
   * Sets aside what is not to be tried at once.
   *
   * @param others whether other events of the same wave were published
   * @return how long to leave Kafka alone; zero if other events may do better
   */
  Duration failed(Handle handle, List<Unpublished> unpublished, boolean others) {
    metrics.failed();
    var byFault = unpublished.stream().collect(groupingBy(Unpublished::fault));
    var refused = byFault.getOrDefault(PublishFault.EVENT, List.of());
    var topicless = byFault.getOrDefault(PublishFault.TOPIC, List.of());
    var rest = byFault.getOrDefault(PublishFault.KAFKA, List.of());
    refused.forEach(one -> refused(handle, one));
    topicless.stream()
        .collect(groupingBy(one -> one.event().topic()))
        .forEach((topic, events) -> topicMissing(handle, topic, events));
    if (!rest.isEmpty()) {
      if (others) {
        // It is about their partitions, or about them: Kafka takes what others have.
        int before = rest.stream().mapToInt(one -> one.event().attempts()).min().orElse(0);
        setAside(handle, rest, JitteredBackoff.after(before, LONGEST_ALONE));
      } else if (refused.isEmpty() && topicless.isEmpty()) {
        return kafkaAway(handle, rest);
      }
      // Or else the others' failure ended their tries: they get more without those.
    }
    return Duration.ZERO;
  }

  private void refused(Handle handle, Unpublished one) {
    store.refused(handle, one.event(), REFUSED, one.message());
    waiting.changed();
    if (!one.event().refused()) {
      metrics.refused();
      tell("Kafka refuses", one);
    }
    countSetAside(List.of(one.event()));
  }

  private void topicMissing(Handle handle, String topic, List<Unpublished> events) {
    if (missing.add(topic)) {
      LOG.warn(
          "{} takes no events, and their users' later ones wait too: {}",
          topic,
          events.get(0).message());
    }
    setAside(handle, events, missing.pause(topic));
  }

  private void setAside(Handle handle, List<Unpublished> events, Duration pause) {
    store.setAside(handle, events(events), pause, events.get(0).message());
    waiting.changed();
    tellOnce(events);
  }

  private Duration kafkaAway(Handle handle, List<Unpublished> events) {
    var message = events.get(0).message();
    kafkaTrouble = "Kafka does not take events: " + message;
    store.waitForKafka(handle, events(events), message);
    tellOnce(events);
    return JitteredBackoff.after(troubles++, LONGEST_WITHOUT_KAFKA);
  }

  private static List<PendingEvent> events(List<Unpublished> unpublished) {
    return unpublished.stream().map(Unpublished::event).toList();
  }

  private void countSetAside(List<PendingEvent> events) {
    metrics.setAside((int) events.stream().filter(event -> !event.setAside()).count());
  }

  private void tellOnce(List<Unpublished> events) {
    countSetAside(events(events));
    events.stream().filter(one -> !one.event().setAside()).forEach(one -> tell("set aside", one));
  }

  /** Never with the event's data. */
  private static void tell(String what, Unpublished one) {
    var event = one.event();
    try (var user = MDC.putCloseable("user", event.userId());
        var id = MDC.putCloseable("event_id", event.eventId())) {
      LOG.warn(
          "{}: {} {} of user {} for {} ({} characters, outbox id {}): {}",
          what,
          event.type(),
          event.subject(),
          event.userId(),
          event.topic(),
          event.data().length(),
          event.outboxId(),
          one.message());
    }
  }
}
