package dev.kafila.testing;

import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.PostgreSQLContainer;
import org.testcontainers.redpanda.RedpandaContainer;

/** The servers of {@link TestServers} as containers: PostgreSQL and Redpanda. */
final class ContainerServers {
  private static final String POSTGRES = "postgres:17.9-alpine";
  private static final String REDPANDA = "docker.redpanda.com/redpandadata/redpanda:v25.1.1";
  private static final boolean ENGINE = engine();

  private ContainerServers() {}

  @SuppressWarnings("resource") // Testcontainers removes it when this JVM ends.
  static TestServers.Postgres postgres() {
    requireEngine();
    var container = new PostgreSQLContainer<>(POSTGRES);
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
    var container = new RedpandaContainer(REDPANDA);
    container.start();
    return container::getBootstrapServers;
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
