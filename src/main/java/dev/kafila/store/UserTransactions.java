package dev.kafila.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
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

  /** Null: everything is done alone. */
  private final SharedTransactions shared;

  public UserTransactions(Jdbi jdbi) {
    this(jdbi, null);
  }

  private UserTransactions(Jdbi jdbi, SharedTransactions shared) {
    this.jdbi = jdbi;
    this.shared = shared;
  }

  /**
   * For work that comes in masses and can be done twice: what is done for different users at the
   * same time shares transactions, and what fails in one is tried once more alone. It must not use
   * savepoints, not read what it has put into the outbox, not wait for anything but the database,
   * and not change what works of other groups read ahead.
   *
   * @param mark makes the claims of all that share a transaction, and answers those that nobody has
   *     made before
   */
  public static UserTransactions shared(
      Jdbi jdbi, BiFunction<Handle, Collection<Claim>, Set<Claim>> mark) {
    return new UserTransactions(jdbi, new SharedTransactions(jdbi, mark));
  }

  /**
   * How a claim ended that the transaction has made beforehand.
   *
   * @return false if somebody had made it; empty if it has yet to be made
   */
  public static Optional<Boolean> claimed(Handle tx, Claim claim) {
    return Together.in(tx).flatMap(together -> together.claimed(claim));
  }

  /**
   * Runs work in a transaction that holds the user's lock.
   *
   * @throws StoreAwayException if the database does not answer; nothing was committed as far as
   *     anyone can tell
   */
  public <T> T inUser(String userId, Function<Handle, T> work) {
    return inUser(userId, Foreseen.NOTHING, work);
  }

  /**
   * The same for work whose claim may be made beforehand, which {@link #claimed} tells, and some of
   * whose rows may be read beforehand, which {@link ReadAhead#get} answers.
   */
  public <T> T inUser(String userId, Foreseen foreseen, Function<Handle, T> work) {
    if (shared != null) {
      var done = shared.run(userId, foreseen, work);
      return done.isDone() ? done.result() : shared.alone(done, () -> alone(userId, work));
    }
    return alone(userId, work);
  }

  private <T> T alone(String userId, Function<Handle, T> work) {
    return withStore(
        () ->
            jdbi.inTransaction(
                tx -> {
                  tx.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", userId);
                  return work.apply(tx);
                }));
  }

  /**
   * Runs work for many users in a transaction that holds nobody's lock: the work takes those it
   * needs, without ever waiting for one ({@code pg_try_advisory_xact_lock}). Events are written to
   * the outbox in one go at its end.
   *
   * @throws StoreAwayException as {@link #inUser}
   */
  public <T> T forMany(Function<Handle, T> work) {
    return withStore(() -> jdbi.inTransaction(tx -> Together.around(tx, () -> work.apply(tx))));
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
