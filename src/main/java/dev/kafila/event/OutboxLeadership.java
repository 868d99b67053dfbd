package dev.kafila.event;

import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One publisher at a time, among all processes on one database.
 *
 * <p>The leader holds an advisory lock on the connection that it also reads and deletes with: when
 * that connection is gone, so is the lock, and the next statement says so. Everyone else tells the
 * leader by NOTIFY that something was committed. It takes two connections of the pool for good.
 */
final class OutboxLeadership implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxLeadership.class);
  static final long LOCK = 0x6b6166696c61L;
  private static final String CHANNEL = "kafila_outbox";

  /** What is said in the channel when somebody no longer has to wait. */
  private static final String RETRY = "retry";

  private static final int LISTEN_MILLIS = 500;

  /** Whoever only listens does not notice that nobody is there any more. */
  private static final int LISTENS_UNTIL_ASKED = 20;

  private final DataSource dataSource;
  private final Runnable heard;
  private final Runnable heardRetry;
  private Handle handle;
  private boolean leader;
  private Thread listener;

  /**
   * @param heard called in the leader when another process has committed something
   * @param heardRetry called before, when somebody no longer has to wait
   */
  OutboxLeadership(DataSource dataSource, Runnable heard, Runnable heardRetry) {
    this.dataSource = dataSource;
    this.heard = heard;
    this.heardRetry = heardRetry;
  }

  /** Whether this process leads; becomes the leader if nobody else is. */
  boolean acquire() {
    if (handle == null) {
      handle = Jdbi.create(dataSource).installPlugin(new PostgresPlugin()).open();
      // What a crash of the database takes back is published once more: nobody needs to wait.
      handle.execute("set synchronous_commit = off");
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
      }
    }
    if (leader && (listener == null || !listener.isAlive())) {
      listener = new Thread(this::listen, "outbox-listener");
      listener.setDaemon(true);
      listener.start();
    }
    return leader;
  }

  /** The connection that the lock hangs on. */
  Handle handle() {
    return handle;
  }

  void tellLeader() {
    handle.execute("notify " + CHANNEL);
  }

  /** Tells the leader, once the transaction commits, that set aside events are to be tried. */
  static void tellRetry(Handle tx) {
    tx.execute("select pg_notify(?, ?)", CHANNEL, RETRY);
  }

  private void listen() {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("listen " + CHANNEL);
      var postgres = connection.unwrap(PGConnection.class);
      for (int listens = 1; !Thread.currentThread().isInterrupted(); listens++) {
        if (listens % LISTENS_UNTIL_ASKED == 0) {
          statement.execute("select 1");
        }
        var notifications = postgres.getNotifications(LISTEN_MILLIS);
        if (notifications != null && notifications.length > 0) {
          if (Arrays.stream(notifications).anyMatch(one -> one.getParameter().equals(RETRY))) {
            heardRetry.run();
          }
          heard.run();
        }
      }
      statement.execute("unlisten *");
    } catch (SQLException e) {
      // The publisher looks every second anyway, and starts another listener then.
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
      // The pool would hand both on with the connection.
      old.execute("select pg_advisory_unlock_all()");
      old.execute("reset synchronous_commit");
    } catch (RuntimeException e) {
      LOG.debug("the connection was gone already", e);
    } finally {
      leader = false;
    }
  }
}
