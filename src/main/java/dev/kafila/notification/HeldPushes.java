package dev.kafila.notification;

import dev.kafila.event.Cause;
import dev.kafila.event.Ids;
import dev.kafila.event.Outbox;
import dev.kafila.event.TraceContext;
import dev.kafila.notification.policy.Pace;
import dev.kafila.task.Task;
import dev.kafila.task.TaskLists;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Sends what is held when its time has come, by what the user prefers now: several as one. */
final class HeldPushes {
  private static final String SOURCE = "/kafila/notifications";
  private static final String DONE = "the task is done, paused or gone";
  private static final String NOT_CHOSEN = "the channel is not chosen any more";

  private final PushStore store = new PushStore();
  private final NotificationStore notifications = new NotificationStore();
  private final NotificationEvents events;
  private final Optional<Pace> limit;

  HeldPushes(Outbox outbox, int mostPerHour) {
    this.events = new NotificationEvents(outbox);
    this.limit = Pushes.limit(mostPerHour);
  }

  /**
   * Sends a user's held pushes that may go now.
   *
   * @return when to look again; empty if nothing is held any more
   */
  Optional<Instant> send(
      Handle tx, String userId, boolean urgent, UserPreferences preferences, Instant now) {
    var held = store.held(tx, userId, urgent);
    var tasks =
        TaskLists.pending(tx, userId, held.stream().map(Push::taskId).toList()).stream()
            .collect(Collectors.toMap(Task::taskId, Function.identity()));
    var channels = preferences.reminderChannels().stream().filter(Pushes::isPushing).toList();
    var open = new ArrayList<Push>();
    var done = new ArrayList<Push>();
    held.forEach(push -> (tasks.containsKey(push.taskId()) ? open : done).add(push));
    drop(tx, done, DONE, now);
    if (channels.isEmpty()) {
      drop(tx, open, NOT_CHOSEN, now);
      return Optional.empty();
    }
    var releases = new PushTimes(tx, store, preferences, limit, now).of(open);
    var ready = new ArrayList<Push>();
    Instant next = null;
    for (int i = 0; i < open.size(); i++) {
      var at = releases.get(i).at();
      if (!at.isAfter(now)) {
        ready.add(open.get(i));
      } else if (next == null || at.isBefore(next)) {
        next = at;
      }
    }
    if (ready.size() == 1) {
      sendAlone(tx, ready.get(0), channels, now);
    } else if (!ready.isEmpty()) {
      sendTogether(tx, ready, tasks, channels, now);
    }
    return Optional.ofNullable(next);
  }

  private void drop(Handle tx, List<Push> pushes, String reason, Instant now) {
    if (!pushes.isEmpty()) {
      notifications.settleHeld(tx, ids(pushes), DeliveryStatus.SUPPRESSED, reason, now);
      store.delete(tx, ids(pushes));
    }
  }

  private void sendAlone(Handle tx, Push push, List<String> channels, Instant now) {
    var id = push.notificationId();
    channels.forEach(channel -> notifications.change(tx, id, requested(channel, now)));
    notifications.settleHeld(tx, List.of(id), DeliveryStatus.SUPPRESSED, NOT_CHOSEN, now);
    store.sent(tx, List.of(id), null, now);
    var notification = notifications.find(tx, id).orElseThrow();
    var cause = new Cause(SOURCE, push.traceparent());
    channels.forEach(channel -> events.requested(tx, notification, channel, now, cause));
  }

  private void sendTogether(
      Handle tx, List<Push> pushes, Map<UUID, Task> tasks, List<String> channels, Instant now) {
    var first = pushes.get(0);
    var items =
        pushes.stream()
            .map(
                push ->
                    DigestItem.ofReminder(
                        push.notificationId(), tasks.get(push.taskId()), push.late()))
            .toList();
    var digest =
        new Notification(
            Ids.next(),
            first.userId(),
            null,
            Notification.DIGEST,
            DigestText.titleOfReminders(pushes),
            DigestText.bodyOfReminders(items),
            pushes.stream().allMatch(Push::late),
            now,
            null,
            channels.stream().map(channel -> requested(channel, now)).toList(),
            items.stream().limit(Notification.MOST_ITEMS).toList());
    var cause = new Cause(SOURCE, TraceContext.newTraceparent());
    notifications.insert(tx, digest, "digest/" + digest.notificationId());
    store.insertDigest(tx, digest, first.urgent(), cause.traceparent());
    notifications.settleHeld(tx, ids(pushes), DeliveryStatus.IN_DIGEST, null, now);
    store.sent(tx, ids(pushes), digest.notificationId(), now);
    channels.forEach(channel -> events.requested(tx, digest, channel, now, cause));
  }

  private static ChannelStatus requested(String channel, Instant now) {
    return new ChannelStatus(channel, DeliveryStatus.REQUESTED, now, null);
  }

  private static List<UUID> ids(List<Push> pushes) {
    return pushes.stream().map(Push::notificationId).toList();
  }
}
