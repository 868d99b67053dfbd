package dev.kafila.activity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Event;
import dev.kafila.event.Ids;
import dev.kafila.event.Inbox;
import dev.kafila.event.TraceContext;
import dev.kafila.event.UnreadableEventException;
import dev.kafila.store.Foreseen;
import dev.kafila.store.UserTransactions;
import java.util.UUID;

/** Writes down every event of tasks and notifications, once and in each user's order. */
public final class Audit {
  private static final String GROUP = "audit";

  private final UserTransactions transactions;
  private final Inbox inbox;
  private final ActivityStore store = new ActivityStore();

  public Audit(UserTransactions transactions, Inbox inbox) {
    this.transactions = transactions;
    this.inbox = inbox;
  }

  /**
   * @param event one that carries a task or a notification
   * @throws UnreadableEventException if it carries neither
   */
  public void handle(Event event) {
    var activity = activity(event);
    var traceId = event.traceparent() == null ? null : TraceContext.traceId(event.traceparent());
    transactions.inUser(
        event.userId(),
        Foreseen.claim(GROUP, event.id()),
        tx -> {
          if (inbox.firstTime(tx, GROUP, event.id())) {
            store.insert(tx, activity, traceId);
          }
          return null;
        });
  }

  private static Activity activity(Event event) {
    var data = event.data();
    boolean aboutTask = data.path("task").isObject();
    var about = aboutTask ? data.path("task") : data.path("notification");
    return new Activity(
        Ids.next(),
        event.userId(),
        event.id(),
        event.type(),
        event.source(),
        event.time(),
        aboutTask || about.hasNonNull("task_id") ? id(event, about, "task_id") : null,
        aboutTask ? null : id(event, about, "notification_id"),
        about.path("title").asText(null),
        data.path("changes").isObject() ? data.path("changes") : null,
        null);
  }

  private static UUID id(Event event, JsonNode about, String name) {
    try {
      return UUID.fromString(about.path(name).asText());
    } catch (IllegalArgumentException e) {
      throw new UnreadableEventException(
          "%s carries no task or notification with a readable %s".formatted(event.type(), name), e);
    }
  }
}
