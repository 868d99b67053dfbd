package dev.kafila.event;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What is to blame when an event is not published. */
public enum PublishFault {
  /** Kafka refuses this very event, and will until something is changed by hand. */
  EVENT,
  /** Its topic is not there, or not for us: other topics' events may do. */
  TOPIC,
  /** The surroundings, as far as one can tell: it is worth another try. */
  KAFKA;

  /** The outermost cause that is known decides; {@code routes/outbox.camel.yaml} names the same. */
  public static PublishFault of(Throwable failure) {
    for (var e = failure; e != null; e = e.getCause()) {
      if (e instanceof RecordTooLargeException
          || e instanceof RecordBatchTooLargeException
          || e instanceof InvalidRecordException
          || e instanceof SerializationException) {
        return EVENT;
      }
      if (e instanceof UnknownTopicOrPartitionException
          || e instanceof InvalidTopicException
          || e instanceof TopicAuthorizationException) {
        return TOPIC;
      }
    }
    return KAFKA;
  }
}
