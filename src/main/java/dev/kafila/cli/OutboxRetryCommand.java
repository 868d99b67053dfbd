package dev.kafila.cli;

import dev.kafila.event.OutboxDesk;
import dev.kafila.event.OutboxDesk.Retry;
import dev.kafila.event.OutboxFilter;
import dev.kafila.store.UserTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kafila outbox retry}: tries set aside events now; exit code 1 if there are none. */
@Command(
    name = "retry",
    description = "Have events that are set aside tried at once; 1 if there are none.")
final class OutboxRetryCommand implements Callable<Integer> {
  private static final int SHOWN = 100;

  @Mixin private SettingsOptions options;
  @Mixin private Answer answer;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "As outbox list tells them; or options instead.")
  private List<Long> ids = new ArrayList<>();

  @Option(names = "--user", paramLabel = "ID", description = "All of this user.")
  private String user;

  @Option(names = "--topic", paramLabel = "NAME", description = "All for this topic.")
  private String topic;

  @Option(names = "--all", description = "All that are set aside.")
  private boolean all;

  @Option(names = "--dry-run", description = "Only say what would be done.")
  private boolean dryRun;

  @Override
  public Integer call() {
    boolean some = !ids.isEmpty() || user != null || topic != null;
    if (some == all) {
      throw new ParameterException(
          spec.commandLine(), "which events? Give ids, --user or --topic, or else --all");
    }
    var filter =
        new OutboxFilter(ids, Optional.ofNullable(user), Optional.ofNullable(topic), false);
    try (var database = SettingsOptions.database(options.settings())) {
      var retry =
          new OutboxDesk(new UserTransactions(database.jdbi())).retry(filter, SHOWN, dryRun);
      answer.print(text(retry), retry);
      return retry.retried() > 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private static String text(Retry retry) {
    if (retry.retried() == 0) {
      return "Nothing of that is set aside.";
    }
    return "%s%n%s: %,d"
        .formatted(
            OutboxCommand.table(retry.events()),
            retry.dryRun() ? "Would be tried now" : "Tried now",
            retry.retried());
  }
}
