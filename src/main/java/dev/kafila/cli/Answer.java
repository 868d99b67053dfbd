package dev.kafila.cli;

import dev.kafila.event.Json;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Prints a command's answer: a text for people, or JSON. */
final class Answer {
  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  /**
   * Prints one of the two.
   *
   * @param value what JSON is made of
   */
  void print(String text, Object value) {
    var out = spec.commandLine().getOut();
    out.println(json ? Json.write(value) : text);
    out.flush();
  }
}
