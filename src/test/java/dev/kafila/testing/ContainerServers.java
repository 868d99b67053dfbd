package dev.kafila.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.PostgreSQLContainer;
import org.testcontainers.redpanda.RedpandaContainer;

/** The servers of {@link TestServers} in the containers that the compose file names. */
final class ContainerServers {
  private static final boolean ENGINE = engine();

  private ContainerServers() {}

  @SuppressWarnings("resource") // Testcontainers removes it when this JVM ends.
  static TestServers.Postgres postgres() {
    requireEngine();
    var container = new PostgreSQLContainer<>(image("postgres"));
    container.setCommand("postgres", "-c", "max_connections=200");
    container.start();
    return new TestServers.Postgres() {
      @Override
      public String url(String database) {
        return "jdbc:postgresql://%s:%d/%s"
            .formatted(
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                database);
      }

      @Override
      public String user() {
        return container.getUsername();
      }

      @Override
      public String password() {
        return container.getPassword();
      }
    };
  }

  @SuppressWarnings("resource") // Testcontainers removes it when this JVM ends.
  static TestServers.Kafka kafka() {
    requireEngine();
    var container = new RedpandaContainer(image("redpandadata/redpanda"));
    container.start();
    return container::getBootstrapServers;
  }

  private static String image(String name) {
    try (var lines = Files.lines(Path.of("docker-compose.yml"))) {
      return lines
          .map(String::strip)
          .filter(line -> line.startsWith("image: " + name + ":"))
          .map(line -> line.substring("image: ".length()))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireEngine() {
    Assumptions.assumeTrue(ENGINE, "no Docker engine");
  }

  private static boolean engine() {
    boolean there = DockerClientFactory.instance().isDockerAvailable();
    if (!there) {
      System.out.println("no Docker engine here: the tests against containers are skipped");
    }
    return there;
  }
}
