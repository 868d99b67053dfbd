package dev.kafila.kafka;

/**
 * One way in which a topic is not as it should be.
 *
 * @param topic its name
 * @param kind what sort of difference
 * @param property what is different: {@code topic}, {@code partitions}, {@code replication} or the
 *     name of a setting
 * @param wanted how it should be
 * @param found how it is; empty for a missing topic
 * @param sentence the difference, for people
 * @param command what mends it
 */
public record TopicDifference(
    String topic,
    Kind kind,
    String property,
    String wanted,
    String found,
    String sentence,
    String command) {

  /** Sorts of differences. */
  public enum Kind {
    MISSING(true),
    TOO_FEW_PARTITIONS(true),
    CONFIG(true),
    REPLICATION(false);

    private final boolean mendable;

    Kind(boolean mendable) {
      this.mendable = mendable;
    }

    /** Whether {@link Topics#apply} can mend it. */
    public boolean mendable() {
      return mendable;
    }
  }
}
