package dev.kafila.notification;

import dev.kafila.event.Cause;
import dev.kafila.event.Ids;
import dev.kafila.event.Outbox;
import dev.kafila.event.TraceContext;
import dev.kafila.task.Task;
import dev.kafila.task.TaskLists;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Once a day, at the user's time, what there is to do. A day's digest is settled when it was sent
 * or there was nothing to say; one that was missed is made up for on the same day only.
 */
final class DailyDigests {
  private static final String SOURCE = "/kafila/notifications";

  private final ZoneId zone;
  private final PushStore pushes = new PushStore();
  private final PushAgendas agendas = new PushAgendas();
  private final NotificationStore notifications = new NotificationStore();
  private final NotificationEvents events;

  /**
   * @param zone where the time is meant when the user names no zone
   */
  DailyDigests(Outbox outbox, ZoneId zone) {
    this.events = new NotificationEvents(outbox);
    this.zone = zone;
  }

  /**
   * Sends today's, if its time has come and it is not settled.
   *
   * @return when the next is due; empty if the user wants none
   */
  Optional<Instant> send(Handle tx, String userId, UserPreferences preferences, Instant now) {
    var digest = preferences.digest();
    if (digest == null) {
      return Optional.empty();
    }
    var userZone = preferences.timeZone() == null ? zone : ZoneId.of(preferences.timeZone());
    var today = LocalDate.ofInstant(now, userZone);
    var settled = agendas.digestsSettled(tx, userId).orElse(Instant.MIN);
    var moment = digest.on(today, userZone);
    if (!moment.isAfter(now) && !moment.isBefore(settled)) {
      tell(tx, userId, preferences, today, userZone, now);
      settled = today.plusDays(1).atStartOfDay(userZone).toInstant();
      agendas.settleDigests(tx, userId, settled);
    }
    var day = today;
    while (!digest.on(day, userZone).isAfter(now) || digest.on(day, userZone).isBefore(settled)) {
      day = day.plusDays(1);
    }
    return Optional.of(digest.on(day, userZone));
  }

  private void tell(
      Handle tx,
      String userId,
      UserPreferences preferences,
      LocalDate today,
      ZoneId userZone,
      Instant now) {
    var due = new ArrayList<DigestItem>();
    var overdue = new ArrayList<DigestItem>();
    for (var task : TaskLists.pendingUntil(tx, userId, today, userZone)) {
      boolean gone = isOverdue(task, today, now);
      (gone ? overdue : due).add(DigestItem.ofDay(task, gone));
    }
    int finished = finishedOn(tx, userId, today.minusDays(1), userZone);
    var channels = preferences.digestChannels();
    if (channels.isEmpty() || (due.isEmpty() && overdue.isEmpty() && finished == 0)) {
      return;
    }
    var notification =
        new Notification(
            Ids.next(),
            userId,
            null,
            Notification.DIGEST,
            DigestText.titleOfDay(due.size(), overdue.size()),
            DigestText.bodyOfDay(due, overdue, finished),
            false,
            now,
            null,
            channels.stream()
                .map(channel -> new ChannelStatus(channel, DeliveryStatus.REQUESTED, now, null))
                .toList(),
            Stream.concat(due.stream(), overdue.stream()).limit(Notification.MOST_ITEMS).toList());
    request(tx, notification, channels);
  }

  private void request(Handle tx, Notification notification, List<String> channels) {
    var cause = new Cause(SOURCE, TraceContext.newTraceparent());
    notifications.insert(tx, notification, "digest/" + notification.notificationId());
    if (channels.stream().anyMatch(Pushes::isPushing)) {
      pushes.insertDigest(tx, notification, false, cause.traceparent());
    }
    for (var channel : channels) {
      events.requested(tx, notification, channel, notification.createdAt(), cause);
    }
  }

  private static boolean isOverdue(Task task, LocalDate today, Instant now) {
    var due = task.fields().due();
    return due.wholeDay()
        ? due.at().toLocalDate().isBefore(today)
        : due.instant(task.fields().zone()).isBefore(now);
  }

  private static int finishedOn(Handle tx, String userId, LocalDate day, ZoneId userZone) {
    return TaskLists.finished(
        tx,
        userId,
        day.atStartOfDay(userZone).toInstant(),
        day.plusDays(1).atStartOfDay(userZone).toInstant());
  }
}
