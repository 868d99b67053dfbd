package dev.kafila.consume;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Says whether a consumer gets on, and if not, why not. */
final class OrderedKafkaHealthCheck extends AbstractHealthCheck {
  private final OrderedKafkaConsumer consumer;
  private final long unfinishedAlertMs;

  OrderedKafkaHealthCheck(OrderedKafkaConsumer consumer, long unfinishedAlertMs) {
    super("kafila", "consumer:" + consumer.getRouteId());
    this.consumer = consumer;
    this.unfinishedAlertMs = unfinishedAlertMs;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    builder.detail("topic", consumer.topic());
    builder.detail("group.id", consumer.group());
    String reason = reason();
    if (reason == null) {
      builder.up();
    } else {
      builder.message(reason);
      builder.down();
    }
  }

  private String reason() {
    if (consumer.pauseReason() != null) {
      return "group paused: " + consumer.pauseReason();
    }
    for (LoopStatus status : consumer.statuses()) {
      if (status.trouble() != null) {
        return status.trouble();
      }
      Delivery oldest = status.oldest();
      if (oldest != null && status.oldestAgeSeconds() * 1_000 >= unfinishedAlertMs) {
        return "%s-%d offset %d is unfinished since %d s, after %d attempts"
            .formatted(
                oldest.record().topic(),
                oldest.record().partition(),
                oldest.offset(),
                Math.round(status.oldestAgeSeconds()),
                oldest.attempts());
      }
    }
    return null;
  }
}
