package dev.kafila.boot.health;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Without the database nothing can be served: not ready. Starting anew would not mend it. */
public final class DatabaseHealthCheck extends AbstractHealthCheck {
  private static final int PATIENCE_SECONDS = 2;

  private final DataSource dataSource;

  public DatabaseHealthCheck(DataSource dataSource) {
    super("kafila", "database");
    this.dataSource = dataSource;
  }

  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    // By another thread, for the pool waits longer for a connection than anyone for this answer.
    var answer =
        CompletableFuture.runAsync(this::select, task -> new Thread(task, "health").start());
    try {
      answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      builder.up();
    } catch (TimeoutException e) {
      builder.down().message("no answer within %d s".formatted(PATIENCE_SECONDS));
    } catch (ExecutionException e) {
      builder.down().message(oneLine(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      builder.unknown();
    }
  }

  private void select() {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.setQueryTimeout(PATIENCE_SECONDS);
      statement.execute("select 1");
    } catch (SQLException e) {
      throw new IllegalStateException(oneLine(e), e);
    }
  }

  private static String oneLine(Throwable e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
  }
}
