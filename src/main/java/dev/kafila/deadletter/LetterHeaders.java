package dev.kafila.deadletter;

import java.util.Set;

/** Names of the headers that say where and why a record failed; all are UTF-8 text. */
public final class LetterHeaders {
  public static final String TOPIC = "__dlq.errors.topic";
  public static final String PARTITION = "__dlq.errors.partition";
  public static final String OFFSET = "__dlq.errors.offset";
  public static final String GROUP = "__dlq.errors.group";
  public static final String DELIVERY_COUNT = "__dlq.errors.delivery.count";
  public static final String MESSAGE = "__dlq.errors.message";
  public static final String EXCEPTION = "kafila-dlq-exception";
  public static final String STACKTRACE = "kafila-dlq-stacktrace";
  public static final String FINGERPRINT = "kafila-dlq-fingerprint";
  public static final String ROUTE = "kafila-dlq-route";
  public static final String FIRST_FAILED_AT = "kafila-dlq-first-failed-at";
  public static final String LAST_FAILED_AT = "kafila-dlq-last-failed-at";
  public static final String REPLAY_COUNT = "kafila-dlq-replay-count";
  public static final String VERSION = "kafila-dlq-version";

  /** The one group that a record sent again is for. */
  public static final String REPLAY_GROUP = "kafila-replay-group";

  /** The id of the letter that a record sent again was. */
  public static final String REPLAY_OF = "kafila-replay-of";

  /** Partition and offset of a record sent again when it was first written, such as 2-1017. */
  public static final String REPLAY_ORIGIN = "kafila-replay-origin";

  /** All that the record did not have when it was first written. */
  static final Set<String> ADDED =
      Set.of(
          TOPIC,
          PARTITION,
          OFFSET,
          GROUP,
          DELIVERY_COUNT,
          MESSAGE,
          EXCEPTION,
          STACKTRACE,
          FINGERPRINT,
          ROUTE,
          FIRST_FAILED_AT,
          LAST_FAILED_AT,
          REPLAY_COUNT,
          VERSION,
          REPLAY_GROUP,
          REPLAY_OF,
          REPLAY_ORIGIN);

  private LetterHeaders() {}
}
