package dev.kafila.event;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/** Tells a record that Kafka refuses from a Kafka that does not answer. */
final class Refusal {
  private Refusal() {}

  /** Whether Kafka refuses this very record; anything else is the surroundings' fault. */
  static boolean isBehind(Throwable failure) {
    for (var e = failure; e != null; e = e.getCause()) {
      if (e instanceof RecordTooLargeException
          || e instanceof RecordBatchTooLargeException
          || e instanceof InvalidRecordException
          || e instanceof SerializationException) {
        return true;
      }
    }
    return false;
  }
}
