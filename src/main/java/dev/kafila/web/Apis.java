package dev.kafila.web;

import dev.kafila.chat.Chat;
import dev.kafila.notification.NotificationInbox;
import dev.kafila.notification.Preferences;
import dev.kafila.notification.delivery.ChannelRules;
import dev.kafila.store.UserTransactions;
import dev.kafila.task.Tasks;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/** What the routes of the HTTP surface call, by bean name. */
public final class Apis {
  private Apis() {}

  /**
   * @param rules for the addresses that users give
   * @param zoneOf where a user's wall times are meant if the request does not say so
   */
  public static Map<String, Object> of(
      UserTransactions transactions,
      Tasks tasks,
      Chat chat,
      NotificationInbox inbox,
      Preferences preferences,
      ChannelRules rules,
      BiFunction<Handle, String, ZoneId> zoneOf,
      Clock clock) {
    var answers = new IdempotentAnswers(transactions, clock);
    return Map.of(
        "chatApi", new ChatApi(chat, transactions, answers),
        "tasksApi", new TasksApi(tasks, transactions, answers, zoneOf, clock),
        "notificationsApi", new NotificationsApi(inbox, transactions, answers),
        "calendarApi", new CalendarApi(tasks, transactions),
        "activityApi", new ActivityApi(transactions),
        "preferencesApi", new PreferencesApi(preferences, rules, transactions));
  }
}
