package dev.kafila.faults.judge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.kafila.faults.load.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Keeps what a violation can be understood from after its run. */
public final class Traces {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  private Traces() {}

  /** Writes journal, verdict and evidence, a line for each record, into a directory. */
  public static void keep(Path directory, Journal journal, Evidence evidence, Verdict verdict)
      throws IOException {
    Files.createDirectories(directory);
    Files.copy(
        journal.file(), directory.resolve("journal.jsonl"), StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(directory.resolve("verdict.txt"), verdict.toString(Integer.MAX_VALUE));
    try (var writer = Files.newBufferedWriter(directory.resolve("records.jsonl"))) {
      for (var topic : evidence.records().values()) {
        for (var record : topic) {
          writer.write(JSON.writeValueAsString(record) + "\n");
        }
      }
    }
    Files.writeString(
        directory.resolve("notifications.json"), JSON.writeValueAsString(evidence.notifications()));
    Files.writeString(directory.resolve("tasks.json"), JSON.writeValueAsString(evidence.tasks()));
    Files.writeString(
        directory.resolve("samples.json"), JSON.writeValueAsString(evidence.samples()));
  }
}
