package dev.kafila.faults.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.faults.judge.Recorded.Place;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be seen from outside when everything is quiet.
 *
 * @param readAt when it was read
 * @param tasks of each user, as HTTP shows them
 * @param notifications of each user, as HTTP shows them
 * @param records of each topic, those of dead letters too; each partition in its order
 * @param committed of each group
 * @param ends offset that the next record of a partition will get
 * @param inbox which events each group has marked as handled; empty: nobody looked
 * @param samples what was committed at moments during the run; empty: nobody looked
 * @param ledgerBalanced empty: nobody asked
 */
public record Evidence(
    Instant readAt,
    Map<String, List<JsonNode>> tasks,
    Map<String, List<JsonNode>> notifications,
    Map<String, List<Recorded>> records,
    Map<String, Map<Place, Long>> committed,
    Map<Place, Long> ends,
    Optional<List<Mark>> inbox,
    List<CommitSample> samples,
    Optional<Boolean> ledgerBalanced) {

  /** A group's mark that it has handled an event. */
  public record Mark(String group, String eventId, Instant handledAt) {}

  /**
   * What a group had committed.
   *
   * @param at after the broker had said so
   */
  public record CommitSample(Instant at, String group, Place place, long offset) {}

  Evidence withRecords(String topic, List<Recorded> other) {
    var changed = new LinkedHashMap<>(records);
    changed.put(topic, other);
    return new Evidence(
        readAt, tasks, notifications, changed, committed, ends, inbox, samples, ledgerBalanced);
  }

  Evidence withNotifications(String user, List<JsonNode> other) {
    var changed = new LinkedHashMap<>(notifications);
    changed.put(user, other);
    return new Evidence(
        readAt, tasks, changed, records, committed, ends, inbox, samples, ledgerBalanced);
  }

  Evidence withTasks(String user, List<JsonNode> other) {
    var changed = new LinkedHashMap<>(tasks);
    changed.put(user, other);
    return new Evidence(
        readAt, changed, notifications, records, committed, ends, inbox, samples, ledgerBalanced);
  }

  Evidence withSamples(List<CommitSample> other) {
    return new Evidence(
        readAt, tasks, notifications, records, committed, ends, inbox, other, ledgerBalanced);
  }

  Evidence withLedgerBalanced(boolean other) {
    return new Evidence(
        readAt, tasks, notifications, records, committed, ends, inbox, samples, Optional.of(other));
  }
}
