package dev.kafila.faults.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Topics as a program that shares no code with Kafka's own client reads them. */
public final class Kcat implements EvidenceReader.TopicSource {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String servers;

  public Kcat(String servers) {
    this.servers = servers;
  }

  public static boolean isInstalled() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> new File(directory, "kcat").canExecute());
  }

  @Override
  public List<Recorded> all(String topic) {
    try {
      var kcat =
          new ProcessBuilder(
                  "kcat", "-C", "-b", servers, "-t", topic, "-o", "beginning", "-e", "-q", "-J")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var records = new ArrayList<Recorded>();
      // It passes bytes on as they are: read as one character each they stay what they were.
      try (var lines =
          new BufferedReader(
              new InputStreamReader(kcat.getInputStream(), StandardCharsets.ISO_8859_1))) {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
          records.add(recorded(JSON.readTree(line)));
        }
      }
      int code = kcat.waitFor();
      if (code != 0) {
        throw new IllegalStateException("kcat ended with " + code);
      }
      // It mixes the partitions.
      records.sort(Comparator.comparing(Recorded::partition).thenComparing(Recorded::offset));
      return records;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Recorded recorded(JsonNode line) {
    var headers = new ArrayList<Recorded.Header>();
    var flat = line.path("headers");
    for (int i = 0; i + 1 < flat.size(); i += 2) {
      headers.add(new Recorded.Header(flat.get(i).textValue(), flat.get(i + 1).textValue()));
    }
    return new Recorded(
        line.path("topic").textValue(),
        line.path("partition").intValue(),
        line.path("offset").longValue(),
        line.path("ts").longValue(),
        line.path("key").textValue(),
        line.path("payload").textValue(),
        headers);
  }
}
