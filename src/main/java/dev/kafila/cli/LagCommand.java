package dev.kafila.cli;

import dev.kafila.event.EventTopics;
import dev.kafila.kafka.Lag;
import dev.kafila.kafka.LagReport;
import dev.kafila.kafka.PartitionLag;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kafila lag}: how far each group is behind; exit code 1 if one is too far. */
@Command(
    name = "lag",
    description =
        "Show how far each consumer group is behind; 1 if any is by more records than"
            + " kafila.lag.alert-threshold.")
final class LagCommand implements Callable<Integer> {
  private static final String NONE = "-";

  @Mixin private SettingsOptions options;
  @Mixin private Answer answer;

  @Option(names = "--group", paramLabel = "GROUP", description = "Only this consumer group.")
  private String group;

  @Override
  public Integer call() {
    var settings = options.settings();
    int threshold = settings.lagAlertThreshold();
    var lag =
        new Lag(SettingsOptions.connection(settings), EventTopics.ALL, Clock.systemUTC())
            .read(Optional.ofNullable(group));
    var report = LagReport.of(lag, threshold);
    answer.print(text(lag, report.above(), threshold), report);
    return report.alert() ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private static String text(List<PartitionLag> lag, List<PartitionLag> above, int threshold) {
    if (lag.isEmpty()) {
      return "No consumer group reads the topics of events.";
    }
    var table =
        new Table(
            "GROUP", "MEMBERS", "TOPIC", "PARTITION", "COMMITTED", "END", "LAG", "OLDEST WAITS");
    for (var one : lag) {
      table.row(
          one.group(),
          Integer.toString(one.members()),
          one.topic(),
          Integer.toString(one.partition()),
          one.committed() == null ? NONE : one.committed().toString(),
          Long.toString(one.end()),
          Long.toString(one.lag()),
          one.oldestAgeSeconds() == null ? NONE : one.oldestAgeSeconds() + " s");
    }
    if (above.isEmpty()) {
      return table.toString();
    }
    return above.stream()
        .map(one -> "%s on %s-%d".formatted(one.group(), one.topic(), one.partition()))
        .collect(
            Collectors.joining(
                ", ", table + System.lineSeparator() + "Over " + threshold + " behind: ", ""));
  }
}
