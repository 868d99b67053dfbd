package dev.kafila.event;

/** An event that Kafka has not acknowledged, and why. */
public record Unpublished(PendingEvent event, Throwable reason) {
  PublishFault fault() {
    return PublishFault.of(reason);
  }

  /** The innermost message: what Kafka itself has said. */
  String message() {
    return message(reason);
  }

  static String message(Throwable failure) {
    var root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
