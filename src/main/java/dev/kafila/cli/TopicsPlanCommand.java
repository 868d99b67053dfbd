package dev.kafila.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code kafila topics plan}: what is different; exit code 1 if anything is. */
@Command(
    name = "plan",
    description = "Show how the topics differ from what they should be; changes nothing.")
final class TopicsPlanCommand implements Callable<Integer> {
  @Mixin private SettingsOptions options;
  @Mixin private Answer answer;

  @Override
  public Integer call() {
    var differences = TopicsCommand.topics(options.settings()).plan();
    answer.print(TopicsCommand.table(differences), differences);
    return differences.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
