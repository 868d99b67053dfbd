package dev.kafila.event;

import java.util.List;

/** Where the outbox publishes to. */
public interface EventSink {

  /**
   * Publishes events of different users and returns when the outcome of each is known.
   *
   * @return those that are not acknowledged after the sink's own retries; some may have arrived all
   *     the same
   * @throws Exception if nothing is known about any of them
   */
  List<Unpublished> publish(List<PendingEvent> events) throws Exception;
}
