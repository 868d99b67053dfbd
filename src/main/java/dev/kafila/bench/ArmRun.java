package dev.kafila.bench;

/**
 * What an arm works on.
 *
 * @param brokers bootstrap servers of a broker without security
 * @param topic what to read, from its beginning
 * @param group the consumer group, which nobody has used before
 * @param events where each record's JSON goes
 */
public record ArmRun(String brokers, String topic, String group, HandledEvents events) {
  /** Records a poll returns at most: the same for every arm that can say so. */
  public static final int MAX_POLL_RECORDS = 2_000;
}
