package dev.kafila.cli;

import dev.kafila.config.Settings;
import dev.kafila.event.EventTopics;
import dev.kafila.kafka.TopicDifference;
import dev.kafila.kafka.Topics;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kafila topics}: the topics as they should be. */
@Command(
    name = "topics",
    description = "Compare the topics with what they should be, and mend them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {TopicsPlanCommand.class, TopicsApplyCommand.class})
final class TopicsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "plan or apply?");
  }

  static Topics topics(Settings settings) {
    return new Topics(
        SettingsOptions.connection(settings),
        EventTopics.ALL,
        EventTopics.ALL.stream().map(EventTopics::deadLettersOf).toList(),
        settings.kafka());
  }

  static String table(List<TopicDifference> differences) {
    if (differences.isEmpty()) {
      return "All topics are as they should be.";
    }
    var table = new Table("TOPIC", "WHAT", "IS", "SHOULD BE", "MENDED BY");
    for (var one : differences) {
      table.row(
          one.topic(),
          one.property(),
          one.found().isEmpty() ? "missing" : one.found(),
          one.wanted(),
          one.command());
    }
    return table.toString();
  }
}
