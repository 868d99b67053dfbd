package dev.kafila.deadletter;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A letter for tests of other packages. */
public final class SampleLetter {
  private SampleLetter() {}

  public static Letter of(byte[] value) {
    return new Letter(
        "task-events", new ConsumerRecord<>("dlq.task-events", 0, 0, new byte[0], value));
  }
}
