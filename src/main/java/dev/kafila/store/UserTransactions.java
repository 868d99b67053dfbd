package dev.kafila.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Transactions, one at a time for each user.
 *
 * <p>A user's transactions wait for one another on an advisory lock, so the order of that user's
 * rows in the outbox is the order of the commits.
 */
public final class UserTransactions {
  private final Jdbi jdbi;

  public UserTransactions(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Runs work in a transaction that holds the user's lock.
   *
   * @throws StoreAwayException if the database does not answer; nothing was committed as far as
   *     anyone can tell
   */
  public <T> T inUser(String userId, Function<Handle, T> work) {
    return withStore(
        () ->
            jdbi.inTransaction(
                tx -> {
                  tx.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", userId);
                  return work.apply(tx);
                }));
  }

  /** Reads without waiting for anyone. */
  public <T> T read(Function<Handle, T> work) {
    return withStore(() -> jdbi.withHandle(work::apply));
  }

  private static <T> T withStore(Supplier<T> work) {
    try {
      return work.get();
    } catch (JdbiException e) {
      if (isAway(e)) {
        throw new StoreAwayException("the database does not answer", e);
      }
      throw e;
    }
  }

  /** Whether a failure says that the database is out of reach, not that the statement is wrong. */
  public static boolean isAway(Throwable failure) {
    for (var e = failure; e != null; e = e.getCause()) {
      if (e instanceof SQLTransientConnectionException) {
        return true;
      }
      if (e instanceof SQLException sql && isAwayState(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /** Classes 08 (connection), 57P (shutting down, starting), 53 (out of connections or disk). */
  private static boolean isAwayState(String state) {
    return state != null
        && (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53"));
  }
}
