package dev.kafila.ledger;

import java.util.Map;
import java.util.Set;

/**
 * What a group is to handle of a topic.
 *
 * @param types empty: all
 * @param attributes extension attributes, name to text: an event that has one of them with another
 *     text is not the group's
 * @param byOffsets whether what is committed counts as handled, for the group marks nothing
 */
record Subscription(
    String topic,
    String group,
    Set<String> types,
    Map<String, String> attributes,
    boolean byOffsets) {

  /** A record of unknown type is the group's too: it has to end as a dead letter. */
  boolean wants(Entry entry) {
    return wants(entry.type(), entry.attributes())
        && (entry.replayGroup() == null || entry.replayGroup().equals(group));
  }

  boolean wants(String type, Map<String, String> ofEvent) {
    return (types.isEmpty() || type == null || types.contains(type))
        && attributes.entrySet().stream()
            .allMatch(
                one -> ofEvent.getOrDefault(one.getKey(), one.getValue()).equals(one.getValue()));
  }

  Subscription byOffsetsIf(boolean marksNothing) {
    return new Subscription(topic, group, types, attributes, byOffsets || marksNothing);
  }
}
