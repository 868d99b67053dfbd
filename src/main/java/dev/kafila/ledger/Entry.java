package dev.kafila.ledger;

import java.util.Map;

/**
 * A record of a topic as the ledger sees it.
 *
 * @param minute of its {@code ce_time} where it is ours and no replay, or else of its writing;
 *     since the epoch
 * @param writtenAt milliseconds since the epoch
 * @param id {@code ce_id}; null where it has none
 * @param key of the id; null where it has none
 * @param ours whether Kafila's outbox is its source
 * @param type {@code ce_type}; null where it has none
 * @param attributes extension attributes that stand in headers, name to text
 * @param replayGroup the one group that it was sent again for; null: it is for all
 */
record Entry(
    int partition,
    long offset,
    long minute,
    long writtenAt,
    String id,
    EventKey key,
    boolean ours,
    String type,
    Map<String, String> attributes,
    String replayGroup) {}
