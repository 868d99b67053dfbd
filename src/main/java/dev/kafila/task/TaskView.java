package dev.kafila.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kafila.event.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A task as the contract shows it, in answers and events; absent fields are null. */
public record TaskView(
    UUID taskId,
    String userId,
    String title,
    String description,
    Priority priority,
    List<String> tags,
    Status status,
    LocalDate dueDate,
    OffsetDateTime dueAt,
    String timeZone,
    String recurrenceRule,
    Anchor recurrenceAnchor,
    UUID seriesId,
    Integer occurrence,
    LocalDateTime seriesStart,
    LocalDateTime seriesSlot,
    Pause pause,
    TaskFields seriesFields,
    List<Reminder> reminders,
    Instant createdAt,
    Instant updatedAt,
    Instant completedAt,
    Boolean skipped,
    long version) {
  /** Fields that say when a change happened, not what it was. */
  private static final List<String> BOOKKEEPING = List.of("updated_at", "version");

  public static TaskView of(Task task) {
    var fields = task.fields();
    var due = fields.due();
    boolean timed = due != null && !due.wholeDay();
    var series = task.series();
    return new TaskView(
        task.taskId(),
        task.userId(),
        fields.title(),
        fields.description(),
        fields.priority(),
        fields.tags(),
        task.status(),
        due != null && due.wholeDay() ? due.at().toLocalDate() : null,
        timed ? due.at().atZone(fields.zone()).toOffsetDateTime() : null,
        fields.zone().getId(),
        fields.recurrenceRule(),
        fields.recurrenceAnchor(),
        series == null ? null : series.id(),
        series == null ? null : series.occurrence(),
        series == null ? null : series.start(),
        series == null ? null : series.slot(),
        series == null ? null : series.pause(),
        series == null ? null : series.fields(),
        fields.reminders(),
        task.createdAt(),
        task.updatedAt(),
        task.completedAt(),
        task.skipped() ? true : null,
        task.version());
  }

  /** The task that this shows. */
  public Task toTask() {
    var zone = ZoneId.of(timeZone);
    Due due = null;
    if (dueDate != null) {
      due = Due.on(dueDate);
    } else if (dueAt != null) {
      due = Due.at(dueAt.atZoneSameInstant(zone).toLocalDateTime());
    }
    return new Task(
        taskId,
        userId,
        TaskFields.titled(title, zone)
            .description(description)
            .priority(priority)
            .tags(tags)
            .due(due)
            .recurrence(recurrenceRule, recurrenceAnchor)
            .reminders(reminders)
            .build(),
        status,
        seriesId == null
            ? null
            : new Series(seriesId, occurrence, seriesStart, seriesSlot, pause, seriesFields),
        createdAt,
        updatedAt,
        completedAt,
        Boolean.TRUE.equals(skipped),
        version);
  }

  /** What differs: field -> old and new value, null where it was or is absent. */
  static Map<String, Change> changes(Task before, Task after) {
    ObjectNode old = Json.mapper().valueToTree(of(before));
    ObjectNode now = Json.mapper().valueToTree(of(after));
    old.remove(BOOKKEEPING);
    now.remove(BOOKKEEPING);
    Map<String, Change> changes = new LinkedHashMap<>();
    var names = new LinkedHashSet<String>();
    old.fieldNames().forEachRemaining(names::add);
    now.fieldNames().forEachRemaining(names::add);
    for (var name : names) {
      if (!old.path(name).equals(now.path(name))) {
        changes.put(name, new Change(old.get(name), now.get(name)));
      }
    }
    return changes;
  }

  /** A field's value before and after. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Change(@JsonProperty("old") JsonNode before, @JsonProperty("new") JsonNode after) {}
}
