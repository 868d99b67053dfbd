package dev.kafila.cli;

import dev.kafila.config.Settings;
import dev.kafila.deadletter.DeadLetterService;
import dev.kafila.deadletter.LetterId;
import dev.kafila.event.EventTopics;
import dev.kafila.store.UserTransactions;
import java.time.Clock;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code kafila dlq}: the records that failed for good. */
@Command(
    name = "dlq",
    description = "Look at dead letters, send them again, or throw them away.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DlqListCommand.class,
      DlqShowCommand.class,
      DlqReplayCommand.class,
      DlqPurgeCommand.class
    })
final class DlqCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "list, show, replay or purge?");
  }

  /** Does something with letters. */
  static <T> T with(Settings settings, Function<DeadLetterService, T> work) {
    try (var database = SettingsOptions.database(settings)) {
      return work.apply(
          new DeadLetterService(
              SettingsOptions.connection(settings),
              EventTopics.ALL,
              new UserTransactions(database.jdbi()),
              Clock.systemUTC(),
              settings.maxReplays()));
    }
  }

  /** Whoever types. */
  static String who() {
    return System.getProperty("user.name", "unknown");
  }

  /** An id as {@code list --letters} tells it. */
  static final class Id implements ITypeConverter<LetterId> {
    @Override
    public LetterId convert(String text) {
      try {
        return LetterId.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("an id looks like task-events-0-17 and not like " + text);
      }
    }
  }
}
