package dev.kafila.store;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** What one thread wants done for a user, and perhaps another thread does. */
final class SharedWork<T> {
  private final String userId;
  private final Foreseen foreseen;
  private final Function<Handle, T> work;
  private final Thread owner = Thread.currentThread();
  private boolean ran;
  private T result;
  private boolean done;
  private boolean failed;
  private volatile boolean taken;
  private volatile boolean settled;

  SharedWork(String userId, Foreseen foreseen, Function<Handle, T> work) {
    this.userId = userId;
    this.foreseen = foreseen;
    this.work = work;
  }

  String userId() {
    return userId;
  }

  Foreseen foreseen() {
    return foreseen;
  }

  /** Somebody works on it: its owner can but wait. */
  void take() {
    taken = true;
  }

  boolean isTaken() {
    return taken;
  }

  void run(Handle tx) {
    result = work.apply(tx);
    ran = true;
  }

  /** The transaction in which it ran, if it did, is committed. */
  void committed() {
    done = ran;
  }

  /** The transaction that it was to be done in has failed. */
  void failed() {
    failed = true;
  }

  /** Nobody works on it any more. */
  void settle() {
    settled = true;
    wake();
  }

  boolean isSettled() {
    return settled;
  }

  /** Whether it is done; otherwise nothing of it is. */
  boolean isDone() {
    return done;
  }

  boolean hasFailed() {
    return failed;
  }

  T result() {
    return result;
  }

  /** Waits until it is woken, or for no reason. */
  void await() {
    LockSupport.park(this);
  }

  void wake() {
    LockSupport.unpark(owner);
  }
}
