package dev.kafila.task;

import dev.kafila.event.Cause;
import dev.kafila.event.Event;
import dev.kafila.event.Inbox;
import dev.kafila.store.Foreseen;
import dev.kafila.store.UserTransactions;

/** Gives each completed task of a series its one successor. */
public final class Recurring {
  private static final String GROUP = "recurring";
  private static final String SOURCE = "/kafila/recurring";

  private final UserTransactions transactions;
  private final Inbox inbox;
  private final Tasks tasks;

  public Recurring(UserTransactions transactions, Inbox inbox, Tasks tasks) {
    this.transactions = transactions;
    this.inbox = inbox;
    this.tasks = tasks;
  }

  /**
   * @param event {@code task.completed} or {@code task.skipped}
   */
  public void handle(Event event) {
    var completed = TaskEvents.taskOf(event);
    boolean ofSeries = completed.series() != null && !completed.isPending();
    transactions.inUser(
        event.userId(),
        Foreseen.claim(GROUP, event.id()),
        tx -> {
          // Marked also where there is nothing to do: the ledger counts what nobody has marked.
          if (inbox.firstTime(tx, GROUP, event.id()) && ofSeries) {
            tasks.succeed(tx, completed, Cause.of(SOURCE, event));
          }
          return null;
        });
  }
}
