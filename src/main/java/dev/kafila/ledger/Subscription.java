package dev.kafila.ledger;

import java.util.Set;

/**
 * What a group is to handle of a topic.
 *
 * @param types empty: all
 * @param byOffsets whether what is committed counts as handled, for the group marks nothing
 */
record Subscription(String topic, String group, Set<String> types, boolean byOffsets) {

  /** A record of unknown type is the group's too: it has to end as a dead letter. */
  boolean wants(Entry entry) {
    return wantsType(entry.type())
        && (entry.replayGroup() == null || entry.replayGroup().equals(group));
  }

  boolean wantsType(String type) {
    return types.isEmpty() || type == null || types.contains(type);
  }

  Subscription byOffsetsIf(boolean marksNothing) {
    return new Subscription(topic, group, types, byOffsets || marksNothing);
  }
}
