package dev.kafila.cli;

import dev.kafila.bench.RemindersBench;
import dev.kafila.bench.RemindersReport;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kafila bench reminders}: many that come due at once. */
@Command(
    name = "reminders",
    description =
        "Let many reminders come due at once in a program with servers of its own, and look when"
            + " they are in the inbox; 1 if one is missing or came twice. The figures fail nothing.")
final class BenchRemindersCommand implements Callable<Integer> {
  @Option(
      names = "--reminders",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many come due (${DEFAULT-VALUE}).")
  private int reminders;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "10000",
      description = "How many users they belong to (${DEFAULT-VALUE}).")
  private int users;

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description =
          "Spread their moments over so many seconds; 0 is all at the same moment"
              + " (${DEFAULT-VALUE}).")
  private int within;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Let so many come due before, which count for nothing (${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--most",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "Wait at most so long for the last one (${DEFAULT-VALUE}).")
  private int most;

  @Mixin private Answer answer;
  @Mixin private BenchRun run;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var plan = new RemindersBench.Plan(reminders, users, within, warmUp, most);
    var report = run.of((directory, tell) -> new RemindersBench(plan, tell).run(directory));
    answer.print(text(report), report);
    return report.allCameOnce() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static String text(RemindersReport report) {
    var table =
        new Table(
            "REMINDERS",
            "USERS",
            "MEDIAN S",
            "99 % S",
            "LAST S",
            "RECEIPTS S",
            "CPU S: PROGRAM",
            "SERVERS",
            "CPU MS EACH",
            "CHECKS");
    table.row(
        "%,d".formatted(report.plan().reminders()),
        "%,d".formatted(report.plan().users()),
        BenchRun.number("%.1f", report.median()),
        BenchRun.number("%.1f", report.p99()),
        BenchRun.number("%.1f", report.longest()),
        BenchRun.number("%.1f", report.receipts()),
        BenchRun.number("%.0f", report.programCpuSeconds()),
        BenchRun.number("%.0f", report.serversCpuSeconds()),
        BenchRun.number("%.2f", report.cpuMillisEach()),
        report.allCameOnce()
            ? "each once"
            : "%,d missing, %,d twice".formatted(report.missing(), report.doubled()));
    return "%s%n%n%d processors, load %.1f before. Seconds from a reminder's moment to the inbox."
        .formatted(table, report.processors(), report.load());
  }
}
