package dev.kafila.consume;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.support.component.PropertyConfigurerSupport;

/** The options that {@code ordered-kafka:} has beside those of camel-kafka. */
public final class OrderedKafkaOptions {
  private static final Map<String, Option<?>> OPTIONS =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static {
    option("eventTypes", String.class, o -> o.eventTypes, (o, v) -> o.eventTypes = v);
    option("attributes", String.class, o -> o.attributes, (o, v) -> o.attributes = v);
    option("workers", Integer.class, o -> o.workers, (o, v) -> o.workers = v);
    option("maxInFlight", Integer.class, o -> o.maxInFlight, (o, v) -> o.maxInFlight = v);
    option(
        "maxInFlightBytes", Long.class, o -> o.maxInFlightBytes, (o, v) -> o.maxInFlightBytes = v);
    option("commitMs", Long.class, o -> o.commitMs, (o, v) -> o.commitMs = v);
    option("drainMs", Long.class, o -> o.drainMs, (o, v) -> o.drainMs = v);
    option("retryMs", Long.class, o -> o.retryMs, (o, v) -> o.retryMs = v);
    option("maxRetryMs", Long.class, o -> o.maxRetryMs, (o, v) -> o.maxRetryMs = v);
    option(
        "unfinishedAlertMs",
        Long.class,
        o -> o.unfinishedAlertMs,
        (o, v) -> o.unfinishedAlertMs = v);
    option("pauseWindow", Integer.class, o -> o.pauseWindow, (o, v) -> o.pauseWindow = v);
    option("probeMs", Long.class, o -> o.probeMs, (o, v) -> o.probeMs = v);
  }

  /** Comma-separated {@code ce_type}s that the route handles; empty: all. */
  private String eventTypes = "";

  /**
   * Comma-separated {@code name:text} of extension attributes: an event that has one of them with
   * another text is passed over.
   */
  private String attributes = "";

  /** How many records are handled at the same time at most. */
  private int workers = 8;

  /** Unfinished records of a partition at which it is paused; it is resumed at 7 of 10 of them. */
  private int maxInFlight = 10_000;

  /** The same, by the bytes that they hold. */
  private long maxInFlightBytes = 32 << 20;

  /** How often progress is committed, in milliseconds. */
  private long commitMs = 200;

  /** How long records in work may take to finish when their partition or the route goes, in ms. */
  private long drainMs = 5_000;

  /** Until a record that its route left unfinished is tried again, at first, in milliseconds. */
  private long retryMs = 500;

  /** The same, at most. */
  private long maxRetryMs = 30_000;

  /** Age of the oldest unfinished record at which the consumer counts as unhealthy, in ms. */
  private long unfinishedAlertMs = 60_000;

  /** How many of the last records are looked at when most seem to fail; 0: never pause. */
  private int pauseWindow = 20;

  /**
   * Until a paused group tries a record, at first, in milliseconds; it doubles up to maxRetryMs.
   */
  private long probeMs = 1_000;

  private record Option<V>(
      String name,
      Class<V> type,
      Function<OrderedKafkaOptions, V> getter,
      BiConsumer<OrderedKafkaOptions, V> setter) {

    boolean set(CamelContext context, OrderedKafkaOptions target, Object value) {
      setter.accept(target, PropertyConfigurerSupport.property(context, type, value));
      return true;
    }
  }

  private static <V> void option(
      String name,
      Class<V> type,
      Function<OrderedKafkaOptions, V> getter,
      BiConsumer<OrderedKafkaOptions, V> setter) {
    OPTIONS.put(name, new Option<>(name, type, getter, setter));
  }

  static Set<String> names() {
    return OPTIONS.values().stream().map(Option::name).collect(Collectors.toSet());
  }

  /** False where there is no such option. */
  boolean set(CamelContext context, String name, Object value) {
    Option<?> option = OPTIONS.get(name);
    return option != null && option.set(context, this, value);
  }

  /** Null where there is no such option. */
  static Class<?> type(String name) {
    Option<?> option = OPTIONS.get(name);
    return option == null ? null : option.type();
  }

  /** Null where there is no such option. */
  Object get(String name) {
    Option<?> option = OPTIONS.get(name);
    return option == null ? null : option.getter().apply(this);
  }

  OrderedKafkaOptions copy() {
    var copy = new OrderedKafkaOptions();
    OPTIONS.values().forEach(option -> copyOne(option, copy));
    return copy;
  }

  private <V> void copyOne(Option<V> option, OrderedKafkaOptions copy) {
    option.setter().accept(copy, option.getter().apply(this));
  }

  /**
   * @throws IllegalArgumentException names the first option that makes no sense
   */
  void check() {
    attributeMap();
    require("workers", workers, 1);
    require("maxInFlight", maxInFlight, 1);
    require("maxInFlightBytes", maxInFlightBytes, 1);
    require("commitMs", commitMs, 1);
    require("drainMs", drainMs, 0);
    require("retryMs", retryMs, 1);
    require("maxRetryMs", maxRetryMs, retryMs);
    require("pauseWindow", pauseWindow, 0);
    require("probeMs", probeMs, 1);
  }

  private static void require(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "ordered-kafka: %s = %d: must be at least %d".formatted(name, value, least));
    }
  }

  Set<String> eventTypeSet() {
    return Arrays.stream(eventTypes.split(","))
        .map(String::trim)
        .filter(type -> !type.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * @throws IllegalArgumentException if one of them has no colon
   */
  Map<String, String> attributeMap() {
    Map<String, String> map = new TreeMap<>();
    for (String attribute : attributes.split(",")) {
      String[] parts = attribute.trim().split(":", 2);
      if (parts.length == 2) {
        map.put(parts[0].trim(), parts[1].trim());
      } else if (!attribute.isBlank()) {
        throw new IllegalArgumentException(
            "ordered-kafka: attributes = %s: must be name:text, such as channel:email"
                .formatted(attributes));
      }
    }
    return Map.copyOf(map);
  }

  int workers() {
    return workers;
  }

  int maxInFlight() {
    return maxInFlight;
  }

  long maxInFlightBytes() {
    return maxInFlightBytes;
  }

  long commitMs() {
    return commitMs;
  }

  long drainMs() {
    return drainMs;
  }

  long retryMs() {
    return retryMs;
  }

  long maxRetryMs() {
    return maxRetryMs;
  }

  long unfinishedAlertMs() {
    return unfinishedAlertMs;
  }

  int pauseWindow() {
    return pauseWindow;
  }

  long probeMs() {
    return probeMs;
  }
}
