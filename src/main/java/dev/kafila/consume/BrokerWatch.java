package dev.kafila.consume;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Tells from a client's own metrics whether any broker is connected. */
final class BrokerWatch {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

  /** A broker that is started together with the consumer takes a while. */
  private static final long FIRST_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(8);

  private final Metric connections;
  private long lastConnected = System.nanoTime();
  private long patience = FIRST_PATIENCE_NANOS;

  BrokerWatch(Map<MetricName, ? extends Metric> metrics) {
    this.connections =
        metrics.values().stream()
            .filter(metric -> metric.metricName().name().equals("connection-count"))
            .filter(metric -> metric.metricName().group().equals("consumer-metrics"))
            .findFirst()
            .orElse(null);
  }

  /** Whether no broker has been connected for some seconds. */
  boolean away(long now) {
    if (connections == null || !(connections.metricValue() instanceof Double count) || count > 0) {
      lastConnected = now;
      patience = PATIENCE_NANOS;
      return false;
    }
    return now - lastConnected > patience;
  }
}
