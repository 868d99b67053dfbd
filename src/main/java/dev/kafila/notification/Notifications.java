package dev.kafila.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.kafila.event.Cause;
import dev.kafila.event.Event;
import dev.kafila.event.Ids;
import dev.kafila.event.Inbox;
import dev.kafila.event.Json;
import dev.kafila.event.Outbox;
import dev.kafila.event.UnreadableEventException;
import dev.kafila.store.Foreseen;
import dev.kafila.store.UserTransactions;
import dev.kafila.task.Priority;
import dev.kafila.task.Task;
import dev.kafila.task.TaskEvents;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Makes of each due reminder one notification in the inbox, and requests it on the channels of its
 * user: at once on those that make no noise, when the user wants it on others.
 */
public final class Notifications {
  private static final String GROUP = "notifications";
  private static final String SOURCE = "/kafila/notifications";
  private static final String REPEATED = "the same reminder was sent before";

  private final UserTransactions transactions;
  private final Inbox inbox;
  private final Preferences preferences;
  private final NotificationStore store = new NotificationStore();
  private final NotificationEvents events;
  private final Pushes pushes;
  private final Clock clock;

  /**
   * @param mostPerHour pushes to a user; 0: as many as there are
   */
  public Notifications(
      UserTransactions transactions,
      Inbox inbox,
      Outbox outbox,
      Preferences preferences,
      int mostPerHour,
      Clock clock) {
    this.transactions = transactions;
    this.inbox = inbox;
    this.preferences = preferences;
    this.events = new NotificationEvents(outbox);
    this.pushes = new Pushes(mostPerHour);
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
        Foreseen.claim(GROUP, event.id()).reading(preferences.rows(), task.userId()),
        tx -> {
          if (inbox.firstTime(tx, GROUP, event.id())) {
            notify(tx, task, reminder, event);
          }
          return null;
        });
  }

  private void notify(Handle tx, Task task, DueReminder reminder, Event event) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var preferred = preferences.get(tx, task.userId());
    var channels = preferred.reminderChannels();
    var cause = Cause.of(SOURCE, event);
    var push =
        new Push(
            Ids.next(),
            task.userId(),
            task.taskId(),
            reminder.remindAt(),
            task.fields().priority() == Priority.HIGH,
            reminder.late(),
            null,
            task.fields().zone(),
            cause.traceparent(),
            now);
    var decision =
        channels.stream().anyMatch(Pushes::isPushing)
            ? Optional.of(pushes.decide(tx, push, preferred, now))
            : Optional.<Pushes.Decision>empty();
    var notification =
        new Notification(
            push.notificationId(),
            task.userId(),
            task.taskId(),
            Notification.REMINDER,
            task.fields().title(),
            ReminderText.of(task, reminder.remindAt(), reminder.late()),
            reminder.late(),
            now,
            null,
            channels.stream().map(channel -> status(channel, decision, now)).toList(),
            null);
    if (store.insert(tx, notification, event.id())) {
      decision.ifPresent(made -> pushes.keep(tx, made));
      request(tx, notification, cause);
    }
  }

  private static ChannelStatus status(
      String channel, Optional<Pushes.Decision> decision, Instant now) {
    var status =
        decision
            .filter(made -> Pushes.isPushing(channel))
            .map(Pushes.Decision::status)
            .orElse(DeliveryStatus.REQUESTED);
    var error = status == DeliveryStatus.SUPPRESSED ? REPEATED : null;
    return new ChannelStatus(channel, status, now, error);
  }

  private void request(Handle tx, Notification notification, Cause cause) {
    for (var channel : notification.channels()) {
      if (channel.status() == DeliveryStatus.REQUESTED) {
        events.requested(tx, notification, channel.channel(), notification.createdAt(), cause);
      }
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
