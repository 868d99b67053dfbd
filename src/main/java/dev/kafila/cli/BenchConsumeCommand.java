package dev.kafila.cli;

import dev.kafila.bench.BenchReport;
import dev.kafila.bench.ConsumeBench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kafila bench consume}: ways of consuming, side by side. */
@Command(
    name = "consume",
    description =
        "Compare ordered-kafka with other ways of consuming, on a broker of its own; 1 if one of"
            + " them lost, doubled or reordered anything. The figures fail nothing.")
final class BenchConsumeCommand implements Callable<Integer> {
  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "How many events each arm reads (${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--keys",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many users they belong to (${DEFAULT-VALUE}).")
  private int keys;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      defaultValue = "400",
      description = "About how long an event's JSON is (${DEFAULT-VALUE}).")
  private int bytes;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often each arm runs, in turn (${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--failing",
      paramLabel = "SHARE",
      defaultValue = "0.001",
      description = "Share of the events that fail once, in the failing arm (${DEFAULT-VALUE}).")
  private double failing;

  @Option(
      names = "--arms",
      paramLabel = "ARM",
      split = ",",
      description = "Only these arms, comma-separated.")
  private List<String> arms = List.of();

  @Option(
      names = "--peers",
      paramLabel = "DIRECTORY",
      defaultValue = "target/bench",
      description =
          "Where arms of other libraries are, as mvn -Pbench package builds them"
              + " (${DEFAULT-VALUE}).")
  private Path peers;

  @Mixin private Answer answer;
  @Mixin private BenchRun run;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var plan = new ConsumeBench.Plan(events, keys, bytes, rounds, failing, arms);
    var report = run.of((directory, tell) -> new ConsumeBench(plan, peers, tell).run(directory));
    answer.print(text(report), report);
    return report.allKeptTheirWord() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static String text(BenchReport report) {
    var table =
        new Table(
            "ARM",
            "EVENTS/S",
            "TO BARE",
            "CPU S/M",
            "COLD: EVENTS/S",
            "CPU S/M",
            "FAILED",
            "CHECKS");
    for (var row : report.arms()) {
      table.row(
          row.arm(),
          BenchRun.number("%,.0f", row.eventsPerSecond()),
          BenchRun.number("%.2f", row.toBare()),
          BenchRun.number("%.2f", row.cpuSecondsPerMillion()),
          BenchRun.number("%,.0f", row.coldEventsPerSecond()),
          BenchRun.number("%.2f", row.coldCpuSecondsPerMillion()),
          "%,d".formatted(row.failures()),
          row.problem() == null ? "all handled, in order" : row.problem());
    }
    return report.arms().stream()
        .map(row -> "%s: %s".formatted(row.arm(), row.title()))
        .collect(Collectors.joining(System.lineSeparator(), table + "\n\n", ""));
  }
}
