package dev.kafila.deadletter;

import dev.kafila.deadletter.LaterEvent.State;
import dev.kafila.deadletter.LaterRecords.Seen;
import dev.kafila.kafka.ClusterAdmin;
import dev.kafila.kafka.KafkaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;

/** What the group that failed has made of its user's later events. */
final class LaterEvents implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final KafkaConnection connection;
  private final LaterRecords records;
  private final FailedRecords failed;

  /**
   * @param letters what will be asked for
   */
  LaterEvents(KafkaConnection connection, Collection<Letter> letters, FailedRecords failed) {
    this.connection = connection;
    this.failed = failed;
    this.records = new LaterRecords(connection, letters);
  }

  /** Reads ahead, so that asking takes short. */
  void advance() {
    records.advance();
  }

  /**
   * Those that matter to the group, as they lie in the topic, then those that Kafka does not have
   * yet. In a transaction that holds the user's lock nothing is missing.
   */
  List<LaterEvent> of(Handle tx, Letter letter) {
    // First, for what leaves the outbox is in the topic by then.
    var unpublished = unpublished(tx, letter);
    records.advance();
    var copies = copies(letter);
    var marked = marked(tx, letter.group(), copies.values());
    Map<TopicPartition, Long> committed =
        copies.values().stream().allMatch(one -> isMarked(one, marked))
            ? Map.of()
            : committed(letter.group());
    List<LaterEvent> events = new ArrayList<>();
    Set<String> known = new HashSet<>();
    letter.type().id().ifPresent(known::add);
    for (var one : copies.values()) {
      var latest = one.get(one.size() - 1);
      latest.type().id().ifPresent(known::add);
      var state = isMarked(one, marked) ? State.HANDLED : unmarked(letter, latest, committed);
      events.add(
          new LaterEvent(
              latest.type().type().orElse(null),
              latest.place().partition(),
              latest.offset(),
              latest.type().id().orElse(null),
              state));
    }
    unpublished.stream().filter(event -> !known.contains(event.eventId())).forEach(events::add);
    return events;
  }

  /** Later events that matter, each with its replays, the last one last. */
  private Map<Origin, List<Seen>> copies(Letter letter) {
    Map<Origin, List<Seen>> copies = new LinkedHashMap<>();
    for (var record : records.after(letter)) {
      if (record.replayGroup().map(letter.group()::equals).orElse(true)
          && GroupEvents.handles(letter.group(), record.type().type())
          && isLater(record.origin(), letter)) {
        copies.computeIfAbsent(record.origin(), any -> new ArrayList<>()).add(record);
      }
    }
    return copies;
  }

  /** A replay of an earlier event, or of this one, lies behind it too. */
  private static boolean isLater(Origin origin, Letter letter) {
    return letter
        .origin()
        .filter(own -> own.partition() == origin.partition())
        .map(own -> origin.offset() > own.offset())
        .orElse(true);
  }

  private State unmarked(Letter letter, Seen latest, Map<TopicPartition, Long> committed) {
    var fate =
        failed.fate(
            letter.id().topic(),
            letter.group(),
            new Origin(latest.place().partition(), latest.offset()));
    if (fate.isPresent()) {
      return fate.get();
    }
    if (latest.offset() >= committed.getOrDefault(latest.place(), 0L)) {
      return State.WAITING;
    }
    return GroupEvents.unmarkedMeansNothing(letter.group()) ? State.PASSED_OVER : State.HANDLED;
  }

  private static boolean isMarked(List<Seen> copies, Set<String> marked) {
    return copies.stream().anyMatch(one -> one.type().id().filter(marked::contains).isPresent());
  }

  private static Set<String> marked(Handle tx, String group, Collection<List<Seen>> copies) {
    var ids =
        copies.stream()
            .flatMap(List::stream)
            .flatMap(one -> one.type().id().stream())
            .distinct()
            .toArray(String[]::new);
    return new HashSet<>(
        tx.createQuery(
                "select event_id from inbox where consumer_group = :group and event_id = any(:ids)")
            .bind("group", group)
            .bindArray("ids", String.class, (Object[]) ids)
            .mapTo(String.class)
            .list());
  }

  private static List<LaterEvent> unpublished(Handle tx, Letter letter) {
    return tx
        .createQuery(
            """
            select event_id, type from outbox
            where user_id = :user and topic = :topic order by outbox_id
            """)
        .bind("user", letter.user().map(LetterValue::storable).orElse(""))
        .bind("topic", letter.topic())
        .map(
            (row, context) ->
                new LaterEvent(
                    row.getString("type"), null, null, row.getString("event_id"), State.WAITING))
        .stream()
        .filter(event -> GroupEvents.handles(letter.group(), Optional.of(event.type())))
        .toList();
  }

  private Map<TopicPartition, Long> committed(String group) {
    Map<TopicPartition, Long> committed = new HashMap<>();
    try (var admin = new ClusterAdmin(connection, PATIENCE)) {
      admin
          .answer(
              admin
                  .kafka()
                  .listConsumerGroupOffsets(Map.of(group, new ListConsumerGroupOffsetsSpec()))
                  .all())
          .get(group)
          .forEach(
              (place, offset) -> {
                if (offset != null) {
                  committed.put(place, offset.offset());
                }
              });
    }
    return committed;
  }

  @Override
  public void close() {
    records.close();
  }
}
