package dev.kafila.cli;

import dev.kafila.kafka.TopicDifference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kafila topics apply}: mends what is different; exit code 1 if something is left. */
@Command(
    name = "apply",
    description = "Make missing topics and mend what differs; nothing is ever deleted.")
final class TopicsApplyCommand implements Callable<Integer> {
  @Mixin private SettingsOptions options;
  @Mixin private Answer answer;

  @Option(names = "--dry-run", description = "Only say what would be done.")
  private boolean dryRun;

  @Override
  public Integer call() {
    var topics = TopicsCommand.topics(options.settings());
    var mendable =
        (dryRun ? topics.plan() : topics.apply())
            .stream().collect(Collectors.partitioningBy(one -> one.kind().mendable()));
    var done = mendable.get(true);
    var left = mendable.get(false);
    answer.print(text(done, left), Map.of(dryRun ? "would_mend" : "mended", done, "left", left));
    return left.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private String text(List<TopicDifference> done, List<TopicDifference> left) {
    if (done.isEmpty() && left.isEmpty()) {
      return TopicsCommand.table(List.of());
    }
    var table = new Table("TOPIC", "WHAT", "WAS", dryRun ? "WOULD BE" : "IS NOW");
    for (var one : done) {
      table.row(one.topic(), one.property(), was(one), one.wanted());
    }
    for (var one : left) {
      table.row(one.topic(), one.property(), was(one), "the same: " + one.command());
    }
    return table.toString();
  }

  private static String was(TopicDifference difference) {
    return difference.found().isEmpty() ? "missing" : difference.found();
  }
}
