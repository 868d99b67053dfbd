package dev.kafila.cli;

import dev.kafila.chat.reader.Context;
import dev.kafila.chat.reader.GrammarReader;
import dev.kafila.chat.reader.SentenceReader;
import dev.kafila.event.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kafila parse}: how a message is understood, without doing it. */
@Command(
    name = "parse",
    description = {
      "Show how a message is understood, without doing it.",
      "With no PHRASE: a line of standard input each, and a line of JSON for it."
    })
final class ParseCommand implements Callable<Integer> {
  @Option(
      names = "--now",
      paramLabel = "TIME",
      description = "Local time to read it at, such as 2026-03-10T09:00; now if not given.")
  private String now;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Time zone, such as America/New_York; this machine's if not given.")
  private String zoneId;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Parameters(arity = "0..*", paramLabel = "PHRASE", description = "The message.")
  private String[] words;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ZoneId zone = LocalTimes.zone(zoneId, spec.commandLine());
    ZonedDateTime present =
        now == null
            ? ZonedDateTime.now(zone)
            : LocalTimes.time("--now", now, spec.commandLine()).atZone(zone);
    Context context = new Context(present);
    // Not a field: it would make a logger before `run`, which shares this class's parent, can
    // choose one.
    SentenceReader reader = new GrammarReader();
    PrintWriter out = spec.commandLine().getOut();
    if (words != null && words.length > 0) {
      ParsedPhrase phrase = parsed(reader, String.join(" ", words), context);
      out.println(json ? Json.write(phrase) : phrase.lines());
      out.flush();
      return ExitCode.OK;
    }
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(Json.write(parsed(reader, line, context)));
      out.flush();
    }
    return ExitCode.OK;
  }

  private static ParsedPhrase parsed(SentenceReader reader, String text, Context context) {
    return ParsedPhrase.of(text, reader.read(text, context), context.now().getZone());
  }
}
