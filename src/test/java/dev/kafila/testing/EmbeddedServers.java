package dev.kafila.testing;

import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.store.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** The servers of {@link TestServers} as {@code ./kafila run} has them, on free ports. */
final class EmbeddedServers {
  private EmbeddedServers() {}

  static TestServers.Postgres postgres() {
    var data = temporaryDirectory();
    var server = EmbeddedDatabase.start(data, 0);
    atExit(server::close, data);
    return new TestServers.Postgres() {
      @Override
      public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.port(), database);
      }

      @Override
      public String user() {
        return EmbeddedDatabase.USER;
      }

      @Override
      public String password() {
        return "";
      }
    };
  }

  static TestServers.Kafka kafka() {
    var data = temporaryDirectory();
    var broker = EmbeddedBroker.start(data, 0);
    atExit(broker::close, data);
    return broker::bootstrapServers;
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("kafila-test-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void atExit(Runnable stop, Path data) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.run();
                  delete(data);
                }));
  }

  private static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
