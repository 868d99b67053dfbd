package dev.kafila.bench;

/** The same, while some events fail once, for a reason unknown, and succeed when redelivered. */
public final class FailingOrderedKafkaArm extends OrderedKafkaArm {
  @Override
  public String name() {
    return "ordered-kafka-failing";
  }

  @Override
  public String title() {
    return "the same while the share --failing of the events fails once and is redelivered after"
        + " kafila.consume.redelivery-delay";
  }

  @Override
  public boolean fails() {
    return true;
  }
}
