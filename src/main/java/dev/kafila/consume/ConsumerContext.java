package dev.kafila.consume;

/** What a failing record asks the consumer that read it. */
interface ConsumerContext {
  String group();

  String routeId();

  /** How often the consumer has gone on after a pause. */
  int pausesEnded();

  /** Notes a try that failed and will be repeated. */
  void retrying();

  /**
   * Whether a record that failed for a reason unknown may become a dead letter; no, while the cause
   * seems to lie outside the records.
   */
  boolean mayBecomeDeadLetter(Delivery delivery, Throwable cause);
}
