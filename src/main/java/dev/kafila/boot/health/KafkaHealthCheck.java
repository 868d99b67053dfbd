package dev.kafila.boot.health;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Whether events flow. A process that serves people is ready without Kafka: what they do waits in
 * the outbox.
 */
public final class KafkaHealthCheck extends AbstractHealthCheck {
  private final Supplier<Optional<String>> trouble;
  private final boolean needed;

  /**
   * @param trouble why events don't flow; empty if they do
   * @param needed whether this process has nothing to do without Kafka
   */
  public KafkaHealthCheck(Supplier<Optional<String>> trouble, boolean needed) {
    super("kafila", "kafka");
    this.trouble = trouble;
    this.needed = needed;
  }

  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  public boolean isReadiness() {
    return needed;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    trouble.get().ifPresentOrElse(reason -> builder.down().message(reason), builder::up);
  }
}
