package dev.kafila.cli;

import dev.kafila.event.OutboxDesk;
import dev.kafila.event.OutboxDesk.Listing;
import dev.kafila.event.OutboxFilter;
import dev.kafila.store.UserTransactions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kafila outbox list}: what Kafka did not take, or all that waits. */
@Command(
    name = "list",
    description = "List events that Kafka did not take, oldest first; changes nothing.")
final class OutboxListCommand implements Callable<Integer> {
  @Mixin private SettingsOptions options;
  @Mixin private Answer answer;
  @Spec private CommandSpec spec;

  @Option(names = "--user", paramLabel = "ID", description = "Only events of this user.")
  private String user;

  @Option(names = "--topic", paramLabel = "NAME", description = "Only events for this topic.")
  private String topic;

  @Option(names = "--all", description = "Also what only waits for its turn, and totals by topic.")
  private boolean all;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "At most so many events (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be at least 1");
    }
    var filter =
        new OutboxFilter(List.of(), Optional.ofNullable(user), Optional.ofNullable(topic), all);
    try (var database = SettingsOptions.database(options.settings())) {
      var listing = new OutboxDesk(new UserTransactions(database.jdbi())).list(filter, limit, all);
      answer.print(text(listing), listing);
    }
    return ExitCode.OK;
  }

  private String text(Listing listing) {
    if (listing.events().isEmpty()) {
      return all ? "Nothing waits." : "Nothing is set aside.";
    }
    var lines = new StringBuilder(OutboxCommand.table(listing.events()).toString());
    if (listing.more() > 0) {
      lines.append("%n... and %,d more (--limit)".formatted(listing.more()));
    }
    if (listing.topics() != null) {
      var table = new Table("TOPIC", "WAITING", "SET ASIDE", "REFUSED", "OLDEST");
      for (var one : listing.topics()) {
        table.row(
            OutboxCommand.cell(one.topic()),
            Long.toString(one.waiting()),
            Long.toString(one.setAside()),
            Long.toString(one.refused()),
            Printable.time(one.oldest()));
      }
      lines.append("%n%n%s".formatted(table));
    }
    return lines.toString();
  }
}
