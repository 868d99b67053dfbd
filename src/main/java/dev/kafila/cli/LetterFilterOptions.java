package dev.kafila.cli;

import dev.kafila.deadletter.LetterFilter;
import dev.kafila.event.EventTopics;
import dev.kafila.event.Rfc3339;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** Which dead letters a command is about. */
class LetterFilterOptions {
  @Option(names = "--topic", paramLabel = "NAME", description = "Only records of this topic.")
  private String topic;

  @Option(names = "--group", paramLabel = "NAME", description = "Only what this group failed at.")
  private String group;

  @Option(names = "--fingerprint", paramLabel = "HEX", description = "Only of this cause.")
  private String fingerprint;

  @Option(names = "--user", paramLabel = "ID", description = "Only records of this user.")
  private String user;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only what failed then or later, such as 2026-11-21T09:00:00Z.",
      converter = Moment.class)
  private Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Only what failed before.",
      converter = Moment.class)
  private Instant until;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  LetterFilter filter() {
    if (topic != null && !EventTopics.ALL.contains(topic)) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no topic %s: --topic takes %s"
              .formatted(topic, String.join(", ", EventTopics.ALL)));
    }
    return new LetterFilter(
        Optional.ofNullable(topic),
        Optional.ofNullable(group),
        Optional.ofNullable(fingerprint),
        Optional.ofNullable(user),
        Optional.ofNullable(since),
        Optional.ofNullable(until));
  }

  /** RFC 3339. */
  static final class Moment implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return Rfc3339.parse(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "must be a time with offset such as 2026-11-21T09:00:00Z, not " + text);
      }
    }
  }
}
