package dev.kafila.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.kafila.event.Cause;
import dev.kafila.event.Event;
import dev.kafila.event.Ids;
import dev.kafila.event.Inbox;
import dev.kafila.event.Json;
import dev.kafila.event.Outbox;
import dev.kafila.event.UnreadableEventException;
import dev.kafila.store.UserTransactions;
import dev.kafila.task.Task;
import dev.kafila.task.TaskEvents;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Handle;

/** Makes of each due reminder one notification, and requests it on the channels of its user. */
public final class Notifications {
  private static final String GROUP = "notifications";
  private static final String SOURCE = "/kafila/notifications";

  private final UserTransactions transactions;
  private final Inbox inbox;
  private final Preferences preferences;
  private final NotificationStore store = new NotificationStore();
  private final NotificationEvents events;
  private final Clock clock;

  public Notifications(
      UserTransactions transactions,
      Inbox inbox,
      Outbox outbox,
      Preferences preferences,
      Clock clock) {
    this.transactions = transactions;
    this.inbox = inbox;
    this.preferences = preferences;
    this.events = new NotificationEvents(outbox);
    this.clock = clock;
  }

  /** What {@code reminder.due} says about the reminder. */
  private record DueReminder(Instant remindAt, boolean late) {}

  /**
   * @param event {@code reminder.due}
   * @throws UnreadableEventException if it carries no reminder or no task
   */
  public void handle(Event event) {
    var task = TaskEvents.taskOf(event);
    var reminder = reminderOf(event);
    transactions.inUser(
        event.userId(),
        tx -> {
          if (inbox.firstTime(tx, GROUP, event.id())) {
            request(tx, notification(tx, task, reminder), event);
          }
          return null;
        });
  }

  private Notification notification(Handle tx, Task task, DueReminder reminder) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var channels =
        preferences.get(tx, task.userId()).channels().stream()
            .map(name -> new ChannelStatus(name, DeliveryStatus.REQUESTED, now, null))
            .toList();
    return new Notification(
        Ids.next(),
        task.userId(),
        task.taskId(),
        "reminder",
        task.fields().title(),
        ReminderText.of(task, reminder.remindAt(), reminder.late()),
        reminder.late(),
        now,
        null,
        channels);
  }

  private void request(Handle tx, Notification notification, Event event) {
    if (!store.insert(tx, notification, event.id())) {
      return;
    }
    var cause = Cause.of(SOURCE, event);
    for (var channel : notification.channels()) {
      events.requested(tx, notification, channel.channel(), notification.createdAt(), cause);
    }
  }

  private static DueReminder reminderOf(Event event) {
    try {
      var reminder = Json.mapper().treeToValue(event.data().path("reminder"), DueReminder.class);
      if (reminder != null && reminder.remindAt() != null) {
        return reminder;
      }
    } catch (JsonProcessingException e) {
      throw new UnreadableEventException(event.type() + " carries no readable reminder", e);
    }
    throw new UnreadableEventException(event.type() + " carries no reminder.remind_at");
  }
}
