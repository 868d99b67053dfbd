package dev.kafila.event;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One publisher at a time, among all processes on one database.
 *
 * <p>The leader holds an advisory lock on the connection that it also reads and deletes with: when
 * that connection is gone, so is the lock, and the next statement says so. Everyone else tells the
 * leader by NOTIFY that something was committed.
 */
final class OutboxLeadership implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxLeadership.class);
  private static final long LOCK = 0x6b6166696c61L;
  private static final String CHANNEL = "kafila_outbox";
  private static final int LISTEN_MILLIS = 500;

  private final DataSource dataSource;
  private final Runnable heard;
  private Handle handle;
  private boolean leader;
  private Thread listener;

  /**
   * @param heard called in the leader when another process has committed something
   */
  OutboxLeadership(DataSource dataSource, Runnable heard) {
    this.dataSource = dataSource;
    this.heard = heard;
  }

  /** Whether this process leads; becomes the leader if nobody else is. */
  boolean acquire() {
    if (handle == null) {
      handle =
          Jdbi.create(dataSource).installPlugin(new org.jdbi.v3.postgres.PostgresPlugin()).open();
    }
    if (!leader) {
      leader =
          handle
              .createQuery("select pg_try_advisory_lock(:lock)")
              .bind("lock", LOCK)
              .mapTo(Boolean.class)
              .one();
      if (leader) {
        LOG.debug("this process publishes the outbox");
        listener = new Thread(this::listen, "outbox-listener");
        listener.setDaemon(true);
        listener.start();
      }
    }
    return leader;
  }

  Handle handle() {
    return handle;
  }

  void tellLeader() {
    handle.execute("notify " + CHANNEL);
  }

  private void listen() {
    try (Connection connection = dataSource.getConnection()) {
      try (var statement = connection.createStatement()) {
        statement.execute("listen " + CHANNEL);
      }
      var postgres = connection.unwrap(PGConnection.class);
      while (!Thread.currentThread().isInterrupted()) {
        var notifications = postgres.getNotifications(LISTEN_MILLIS);
        if (notifications != null && notifications.length > 0) {
          heard.run();
        }
      }
      try (var statement = connection.createStatement()) {
        statement.execute("unlisten *");
      }
    } catch (SQLException e) {
      // The publisher looks every second anyway, and its own connection tells what is wrong.
      LOG.debug("no longer listening for other processes", e);
    }
  }

  /** Gives leadership up, or forgets it after the connection broke. */
  @Override
  public void close() {
    if (listener != null) {
      listener.interrupt();
      listener = null;
    }
    var old = handle;
    handle = null;
    if (old == null) {
      return;
    }
    try (old) {
      if (leader) {
        old.execute("select pg_advisory_unlock(?)", LOCK);
      }
    } catch (RuntimeException e) {
      LOG.debug("the connection was gone already", e);
    } finally {
      leader = false;
    }
  }
}
