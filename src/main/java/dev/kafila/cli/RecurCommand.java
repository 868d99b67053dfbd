package dev.kafila.cli;

import dev.kafila.event.Json;
import dev.kafila.task.Recurrence;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kafila recur}: the occurrences of a recurrence rule. */
@Command(name = "recur", description = "Show the occurrences of a recurrence rule.")
final class RecurCommand implements Callable<Integer> {
  private static final int MOST = 100_000;

  @Option(
      names = "--rule",
      required = true,
      paramLabel = "RRULE",
      description = "An RFC 5545 rule, such as FREQ=WEEKLY;BYDAY=MO.")
  private String rule;

  @Option(
      names = "--start",
      required = true,
      paramLabel = "TIME",
      description = "Local start, such as 2026-01-31T09:00, or a date.")
  private String start;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Time zone, such as America/New_York; this machine's if not given.")
  private String zoneId;

  @Option(
      names = "--count",
      defaultValue = "10",
      paramLabel = "N",
      description = "How many at most (default ${DEFAULT-VALUE}).")
  private int count;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ZoneId zone = LocalTimes.zone(zoneId, spec.commandLine());
    if (count < 1 || count > MOST) {
      throw misuse("--count must lie in 1.." + MOST + ", not " + count, null);
    }
    List<String> occurrences = occurrences(recurrence().in(zone), zone);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.write(occurrences));
    } else {
      occurrences.forEach(out::println);
    }
    out.flush();
    return ExitCode.OK;
  }

  private Recurrence recurrence() {
    try {
      return Recurrence.parse(rule);
    } catch (IllegalArgumentException e) {
      throw misuse("--rule: " + e.getMessage(), e);
    }
  }

  private List<String> occurrences(Recurrence recurrence, ZoneId zone) {
    LocalDate day = wholeDay();
    if (day != null) {
      return recurrence.occurrences(day.atStartOfDay(), count).stream()
          .map(time -> time.toLocalDate().toString())
          .distinct()
          .toList();
    }
    LocalDateTime time = LocalTimes.time("--start", start, spec.commandLine());
    return recurrence.occurrences(time, zone, count).stream().map(LocalTimes::text).toList();
  }

  private LocalDate wholeDay() {
    try {
      return LocalDate.parse(start);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private ParameterException misuse(String why, Throwable cause) {
    return new ParameterException(spec.commandLine(), why, cause);
  }
}
