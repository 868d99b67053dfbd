package dev.kafila.event;

import java.util.List;

/** Where the outbox publishes to. */
public interface EventSink {

  /**
   * Publishes events of different users and returns when all are acknowledged.
   *
   * @throws Exception if any is not, after the sink's own retries; some may have arrived all the
   *     same
   */
  void publish(List<PendingEvent> events) throws Exception;
}
