package dev.kafila.faults.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.faults.judge.Violation.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Each due reminder is one notification in the inbox, requested once and delivered once. */
final class NotificationRules {
  private static final String CHANNEL = "in_app";

  private final Findings findings;

  NotificationRules(Findings findings) {
    this.findings = findings;
  }

  /**
   * @param shown the user's inbox
   */
  void check(String user, History history, List<JsonNode> shown) {
    findings.count("notifications", shown.size());
    Map<String, Integer> open = new HashMap<>();
    for (var due : history.ofType(Groups.REMINDERS, user, "reminder.due")) {
      open.merge(due.taskId(), 1, Integer::sum);
    }
    var ids = new HashSet<String>();
    for (var notification : shown) {
      ids.add(notification.path("notification_id").asText());
      open.merge(notification.path("task_id").asText(), -1, Integer::sum);
      delivered(user, notification);
    }
    open.forEach(
        (task, missing) -> {
          if (missing > 0) {
            findings.add(
                Kind.LOST, user, "notifications: %d of %s are missing in the inbox", missing, task);
          } else if (missing < 0) {
            findings.add(
                Kind.TWICE, user, "%d notifications of %s too many in the inbox", -missing, task);
          }
        });
    once(user, "requested", history, ids);
    once(user, "delivered", history, ids);
  }

  private void delivered(String user, JsonNode notification) {
    var channels = notification.path("channels");
    if (channels.size() != 1
        || !channels.path(0).path("channel").asText().equals(CHANNEL)
        || !channels.path(0).path("status").asText().equals("delivered")) {
      findings.add(
          Kind.LOST,
          user,
          "delivery: %s is not delivered: %s",
          notification.path("notification_id").asText(),
          channels);
    }
  }

  private void once(String user, String what, History history, HashSet<String> shown) {
    var seen = new HashSet<String>();
    for (var event : history.ofType(Groups.NOTIFICATIONS, user, "notification." + what)) {
      var id = event.data().path("notification").path("notification_id").asText();
      if (!seen.add(id)) {
        findings.add(Kind.TWICE, event.where(), "%s is %s again", id, what);
      }
      if (!shown.contains(id)) {
        findings.add(Kind.LOST, event.where(), "%s is %s and not in the inbox", id, what);
      }
    }
    for (var id : shown) {
      if (!seen.contains(id)) {
        findings.add(Kind.LOST, user, "delivery: no event says that %s was %s", id, what);
      }
    }
  }
}
