package dev.kafila.faults.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What every user asked for and was told, in a file of JSON lines that is enough by itself.
 *
 * <p>An entry is written before its request is sent, again before each repeat, and once more when
 * its outcome is known: the last line of a number counts. What was written outlives this process.
 */
public final class Journal implements AutoCloseable {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  private final AtomicLong numbers = new AtomicLong();
  private final Path file;
  private final FileChannel channel;

  private Journal(Path file) {
    this.file = file;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param file must not be there yet
   */
  public static Journal create(Path file) {
    return new Journal(file);
  }

  /** The entries of a journal's file, by number; one that never ended is unknown. */
  public static List<JournalEntry> read(Path file) {
    var entries = new TreeMap<Long, JournalEntry>();
    try (var lines = Files.lines(file)) {
      lines.map(Journal::entry).forEach(entry -> entries.put(entry.number(), entry));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(entries.values());
  }

  private static JournalEntry entry(String line) {
    try {
      return JSON.readValue(line, JournalEntry.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path file() {
    return file;
  }

  /** What it says so far, read from its file. */
  public List<JournalEntry> entries() {
    return read(file);
  }

  /** The number that the next entry gets from this caller; no other caller gets it. */
  long nextNumber() {
    return numbers.incrementAndGet();
  }

  /**
   * Writes that a request is about to be sent.
   *
   * @param key null: none
   * @param taskId null: not known yet
   */
  JournalEntry begin(
      long number, String user, String operation, JsonNode request, String key, String taskId) {
    return written(
        new JournalEntry(
            number,
            user,
            operation,
            request,
            key,
            Instant.now(),
            null,
            1,
            JournalEntry.Outcome.UNKNOWN,
            null,
            taskId,
            null));
  }

  /** Writes that it is about to be sent again. */
  JournalEntry again(JournalEntry entry) {
    return written(entry.sentAgain());
  }

  /** Writes how it ended; what was only read is not kept. */
  JournalEntry end(JournalEntry ended) {
    written(ended.withoutReading());
    return ended;
  }

  private JournalEntry written(JournalEntry entry) {
    try {
      var line =
          ByteBuffer.wrap((JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8));
      synchronized (channel) {
        while (line.hasRemaining()) {
          channel.write(line);
        }
      }
      return entry;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
