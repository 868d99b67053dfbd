package dev.kafila.cli;

import dev.kafila.event.WaitingEvent;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kafila outbox}: the events that Kafka does not have yet. */
@Command(
    name = "outbox",
    description = "Look at events that wait for Kafka, and have them tried again.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {OutboxListCommand.class, OutboxRetryCommand.class})
final class OutboxCommand implements Runnable {
  private static final int LONGEST = 80;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "list or retry?");
  }

  static Table table(List<WaitingEvent> events) {
    var table =
        new Table(
            "ID", "USER", "TOPIC", "TYPE", "WAITS SINCE", "STATE", "ATTEMPTS", "NEXT TRY", "WHY");
    for (var one : events) {
      table.row(
          Long.toString(one.id()),
          cell(one.user()),
          cell(one.topic()),
          cell(one.type()),
          Printable.time(one.waitingSince()),
          one.state().replace('_', ' '),
          Integer.toString(one.attempts()),
          nextTry(one.nextTry()),
          cell(one.reason() == null ? "" : one.reason()));
    }
    return table;
  }

  private static String nextTry(Instant time) {
    return time == null || time.isBefore(Instant.now()) ? "-" : Printable.time(time);
  }

  static String cell(String text) {
    return Printable.cell(text, LONGEST);
  }
}
