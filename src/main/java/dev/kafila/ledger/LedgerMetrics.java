package dev.kafila.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The last check in numbers; told by the process that checks. */
final class LedgerMetrics {
  private final MultiGauge accepted;
  private final MultiGauge handled;
  private final MultiGauge waiting;
  private final MultiGauge deadLettered;
  private final MultiGauge purged;
  private final MultiGauge difference;

  LedgerMetrics(MeterRegistry registry) {
    accepted = gauge(registry, "accepted", "Events accepted in the time that is followed");
    handled = gauge(registry, "handled", "Of those, handled by the group");
    waiting = gauge(registry, "waiting", "Of those, waiting for the group");
    deadLettered = gauge(registry, "dead.lettered", "Of those, dead letters of the group");
    purged = gauge(registry, "purged", "Of those, purged dead letters of the group");
    difference =
        gauge(registry, "difference", "Events that are not accounted for; no group: on the way");
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder("kafila.ledger." + name).description(description).register(registry);
  }

  void show(LedgerReport report) {
    accepted.register(
        report.topics().stream()
            .<Row<?>>map(one -> Row.of(Tags.of("topic", one.topic()), one.accepted()))
            .toList(),
        true);
    show(handled, report, LedgerReport.Group::handled);
    show(waiting, report, LedgerReport.Group::waiting);
    show(deadLettered, report, LedgerReport.Group::deadLettered);
    show(purged, report, LedgerReport.Group::purged);
    List<Row<?>> rows = new ArrayList<>();
    report.topics().forEach(one -> rows.add(difference(report, one.topic(), "")));
    report.groups().forEach(one -> rows.add(difference(report, one.topic(), one.group())));
    difference.register(rows, true);
  }

  private static void show(
      MultiGauge gauge, LedgerReport report, ToLongFunction<LedgerReport.Group> number) {
    gauge.register(
        report.groups().stream()
            .<Row<?>>map(one -> Row.of(tags(one.topic(), one.group()), number.applyAsLong(one)))
            .toList(),
        true);
  }

  private static Row<?> difference(LedgerReport report, String topic, String group) {
    long events =
        report.differences().stream()
            .filter(one -> one.topic().equals(topic))
            .filter(one -> group.equals(one.group() == null ? "" : one.group()))
            .mapToLong(Difference::events)
            .sum();
    return Row.of(tags(topic, group), events);
  }

  private static Tags tags(String topic, String group) {
    return Tags.of("topic", topic, "group", group);
  }

  /** Another process checks. */
  void showNothing() {
    for (var gauge : List.of(accepted, handled, waiting, deadLettered, purged, difference)) {
      gauge.register(List.of(), true);
    }
  }
}
