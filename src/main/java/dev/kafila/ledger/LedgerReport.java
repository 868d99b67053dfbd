package dev.kafila.ledger;

import java.time.Instant;
import java.util.List;

/**
 * What a check found.
 *
 * @param balanced whether there is no difference
 * @param since the first minute that was judged; null: the first there ever was
 * @param notes what could not be looked at
 */
public record LedgerReport(
    boolean balanced,
    Instant checkedAt,
    Instant since,
    List<Topic> topics,
    List<Group> groups,
    List<Difference> differences,
    List<Minute> minutes,
    List<String> notes) {

  /**
   * From the store to the topic: accepted = in topic + in outbox, unless there is a difference.
   *
   * @param inOutbox those that are not in the topic yet
   * @param foreign written to the topic by others
   * @param unchecked accepted before what can be judged
   * @param difference negative: lost; positive: never accepted
   */
  public record Topic(
      String topic,
      long accepted,
      long inTopic,
      long inOutbox,
      long foreign,
      long unchecked,
      long difference) {}

  /**
   * From the topic to a group: wanted = handled + waiting + dead-lettered + purged, unless some are
   * missing.
   *
   * @param byOffsets whether what is committed is taken for handled, since the group marks nothing
   * @param waiting in the topic, or in the outbox still
   */
  public record Group(
      String topic,
      String group,
      boolean byOffsets,
      long wanted,
      long handled,
      long waiting,
      long deadLettered,
      long purged,
      long missing) {

    static Group of(Subscription one, Counts counts) {
      return new Group(
          one.topic(),
          one.group(),
          one.byOffsets(),
          counts.wanted(),
          counts.handled(),
          counts.waiting(),
          counts.deadLettered(),
          counts.purged(),
          counts.missing());
    }
  }

  /** One minute of a topic. */
  public record Minute(
      Instant minute,
      String topic,
      long accepted,
      long inTopic,
      long inOutbox,
      long difference,
      List<Group> groups) {}

  LedgerReport noting(List<String> more) {
    return new LedgerReport(balanced, checkedAt, since, topics, groups, differences, minutes, more);
  }

  /** Without its minutes. */
  public LedgerReport inTotal() {
    return new LedgerReport(balanced, checkedAt, since, topics, groups, differences, null, notes);
  }
}
