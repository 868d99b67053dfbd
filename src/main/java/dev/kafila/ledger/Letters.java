package dev.kafila.ledger;

import dev.kafila.deadletter.LetterHeaders;
import dev.kafila.ledger.Standing.Fate;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which records have ended as dead letters. */
final class Letters {
  private final Set<Failed> written = new HashSet<>();
  private Set<Failed> purged = Set.of();

  /** A record that failed in a group. */
  record Failed(String group, String topic, int partition, long offset) {}

  void add(ConsumerRecord<byte[], byte[]> letter) {
    var group = EntryReader.text(letter.headers(), LetterHeaders.GROUP);
    var topic = EntryReader.text(letter.headers(), LetterHeaders.TOPIC);
    var partition = EntryReader.text(letter.headers(), LetterHeaders.PARTITION);
    var offset = EntryReader.text(letter.headers(), LetterHeaders.OFFSET);
    if (group == null || topic == null || partition == null || offset == null) {
      return;
    }
    try {
      written.add(new Failed(group, topic, Integer.parseInt(partition), Long.parseLong(offset)));
    } catch (NumberFormatException e) {
      // Not one of ours.
    }
  }

  void purged(Set<Failed> all) {
    purged = all;
  }

  long size() {
    return written.size();
  }

  Fate fate(Failed record) {
    if (purged.contains(record)) {
      return Fate.PURGED;
    }
    return written.contains(record) ? Fate.DEAD_LETTER : Fate.NONE;
  }
}
