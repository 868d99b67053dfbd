package dev.kafila.live;

import dev.kafila.event.Event;
import dev.kafila.event.Inbox;
import dev.kafila.event.Json;
import dev.kafila.store.Foreseen;
import dev.kafila.store.UserTransactions;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps each change once, in each user's order. */
public final class Live {
  private static final String GROUP = "live";

  private final UserTransactions transactions;
  private final Inbox inbox;
  private final Changes changes = new Changes();
  private final Runnable kept;

  /**
   * @param kept called after each change that was kept
   */
  public Live(UserTransactions transactions, Inbox inbox, Runnable kept) {
    this.transactions = transactions;
    this.inbox = inbox;
    this.kept = kept;
  }

  /** Takes any event. */
  public void handle(Event event) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("type", event.type());
    data.put("time", event.time());
    event
        .data()
        .fields()
        .forEachRemaining(field -> data.putIfAbsent(field.getKey(), field.getValue()));
    var json = Json.write(data);
    transactions.inUser(
        event.userId(),
        Foreseen.claim(GROUP, event.id()),
        tx -> {
          if (inbox.firstTime(tx, GROUP, event.id())) {
            changes.add(tx, event.userId(), event.type(), json);
            tx.afterCommit(kept::run);
          }
          return null;
        });
  }
}
