package dev.kafila.faults.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.faults.judge.Violation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The events of a task tell each of its versions once, and the last is what HTTP shows. */
final class TaskRules {
  private final Findings findings;

  TaskRules(Findings findings) {
    this.findings = findings;
  }

  void check(String user, List<SeenEvent> events, List<JsonNode> shown) {
    Map<String, List<SeenEvent>> byTask = new LinkedHashMap<>();
    for (var event : events) {
      byTask.computeIfAbsent(event.taskId(), id -> new ArrayList<>()).add(event);
    }
    Map<String, JsonNode> tasks = new HashMap<>();
    for (var task : shown) {
      if (tasks.put(task.path("task_id").asText(), task) != null) {
        findings.add(Kind.TWICE, user, "HTTP lists %s twice", task.path("task_id").asText());
      }
    }
    byTask.forEach((id, chain) -> chain(user, id, chain));
    byTask.forEach((id, chain) -> shown(user, id, chain.get(chain.size() - 1), tasks.remove(id)));
    tasks.forEach((id, task) -> findings.add(Kind.LOST, user, "%s has no event", id));
    findings.count("tasks", byTask.size());
  }

  private void chain(String user, String id, List<SeenEvent> chain) {
    var versions = new TreeSet<Long>();
    SeenEvent before = null;
    for (var event : chain) {
      boolean deleted = event.is("task.deleted");
      if (before != null && before.is("task.deleted")) {
        findings.add(Kind.ORDER, event.where(), "%s of %s after its deletion", event.type(), id);
      } else if (deleted && before != null && before.version() != event.version()) {
        findings.add(Kind.ORDER, event.where(), "%s is deleted at version %d", id, event.version());
      } else if (!deleted && !versions.add(event.version())) {
        findings.add(
            Kind.TWICE, event.where(), "version %d of %s of %s", event.version(), id, user);
      } else if (!deleted && before != null && event.version() < before.version()) {
        findings.add(
            Kind.ORDER,
            event.where(),
            "version %d of %s after version %d",
            event.version(),
            id,
            before.version());
      }
      if (event.is("task.created") != (event.version() == 1 && !deleted)) {
        findings.add(
            Kind.DIFFERENT, event.where(), "%s at version %d", event.type(), event.version());
      }
      before = event;
    }
    if (versions.isEmpty() || versions.first() != 1 || versions.last() != versions.size()) {
      findings.add(Kind.LOST, user, "%s has only events of its versions %s", id, versions);
    }
  }

  private void shown(String user, String id, SeenEvent last, JsonNode task) {
    if (last.is("task.deleted")) {
      if (task != null) {
        findings.add(Kind.DIFFERENT, user, "%s is deleted and HTTP still shows it", id);
      }
    } else if (task == null) {
      findings.add(Kind.LOST, user, "HTTP does not show %s", id);
    } else if (!task.equals(last.task())) {
      findings.add(Kind.DIFFERENT, last.where(), "HTTP shows it as %s", task);
    }
  }
}
