package dev.kafila.web.ops;

/** Answers one kind of request under {@code /api/ops}; may take its time. */
@FunctionalInterface
public interface OpsHandler {

  /**
   * @return an {@link dev.kafila.web.ApiAnswer}, or any value, which is answered as JSON with 200
   * @throws dev.kafila.web.ProblemException to refuse; {@code StoreAwayException} and {@code
   *     KafkaAwayException} become 503
   */
  Object answer(OpsRequest request);
}
