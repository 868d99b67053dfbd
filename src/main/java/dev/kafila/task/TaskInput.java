package dev.kafila.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads a task's fields from the JSON of a request. */
public final class TaskInput {
  private static final Set<String> FIELDS =
      Set.of(
          "title",
          "description",
          "priority",
          "tags",
          "due_date",
          "due_at",
          "time_zone",
          "recurrence_rule",
          "recurrence_anchor",
          "reminders");

  private TaskInput() {}

  /**
   * A new task.
   *
   * @param defaultZone where the JSON names no {@code time_zone}
   * @throws InvalidFieldException names the first field that makes no sense
   */
  public static TaskFields create(JsonNode json, ZoneId defaultZone) {
    return merge(TaskFields.titled(null, defaultZone), json, null, defaultZone);
  }

  /**
   * A change of some fields (JSON merge patch): absent ones stay, null removes.
   *
   * @throws InvalidFieldException names the first field that makes no sense
   */
  public static TaskFields patch(TaskFields fields, JsonNode json) {
    return merge(fields.but(), json, fields.due(), fields.zone());
  }

  private static TaskFields merge(
      TaskFieldsBuilder fields, JsonNode json, Due oldDue, ZoneId oldZone) {
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                throw new InvalidFieldException(name, "is not a field that can be set");
              }
            });
    var zone = json.hasNonNull("time_zone") ? zone(text(json, "time_zone")) : oldZone;
    fields.zone(zone);
    if (json.has("title")) {
      fields.title(text(json, "title"));
    }
    if (json.has("description")) {
      fields.description(text(json, "description"));
    }
    if (json.has("priority")) {
      fields.priority(oneOf(Priority.class, json, "priority"));
    }
    if (json.has("tags")) {
      fields.tags(read(json, "tags", new TypeReference<List<String>>() {}));
    }
    if (json.has("reminders")) {
      fields.reminders(read(json, "reminders", new TypeReference<List<Reminder>>() {}));
    }
    fields.due(due(json, oldDue, zone));
    if (json.has("recurrence_rule")) {
      fields.recurrence(
          text(json, "recurrence_rule"), oneOf(Anchor.class, json, "recurrence_anchor"));
    } else if (json.has("recurrence_anchor")) {
      fields.anchor(oneOf(Anchor.class, json, "recurrence_anchor"));
    }
    return fields.build();
  }

  private static Due due(JsonNode json, Due old, ZoneId zone) {
    if (json.hasNonNull("due_date") && json.hasNonNull("due_at")) {
      throw new InvalidFieldException("due_at", "give either due_date or due_at, not both");
    }
    if (json.hasNonNull("due_date")) {
      try {
        return Due.on(LocalDate.parse(text(json, "due_date")));
      } catch (DateTimeException e) {
        throw new InvalidFieldException("due_date", "must be a date such as 2026-03-16");
      }
    }
    if (json.hasNonNull("due_at")) {
      try {
        var moment = OffsetDateTime.parse(text(json, "due_at"));
        return Due.at(moment.atZoneSameInstant(zone).toLocalDateTime());
      } catch (DateTimeException e) {
        throw new InvalidFieldException(
            "due_at", "must be a time with offset such as 2026-03-16T09:00:00-04:00");
      }
    }
    boolean removed = old != null && (old.wholeDay() ? json.has("due_date") : json.has("due_at"));
    return removed ? null : old;
  }

  /**
   * @throws InvalidFieldException if there is no such zone
   */
  public static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw new InvalidFieldException(
          "time_zone", "must be an IANA time zone such as America/New_York");
    }
  }

  private static String text(JsonNode json, String field) {
    var node = json.get(field);
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isTextual()) {
      throw new InvalidFieldException(field, "must be a text");
    }
    return node.textValue();
  }

  private static <E extends Enum<E>> E oneOf(Class<E> type, JsonNode json, String field) {
    var text = text(json, field);
    if (text == null) {
      return null;
    }
    for (var value : type.getEnumConstants()) {
      if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
        return value;
      }
    }
    throw new InvalidFieldException(
        field,
        "must be one of "
            + String.join(
                ", ",
                java.util.Arrays.stream(type.getEnumConstants())
                    .map(value -> value.name().toLowerCase(Locale.ROOT))
                    .toList()));
  }

  private static <T> T read(JsonNode json, String field, TypeReference<T> type) {
    try {
      return Json.mapper().readerFor(type).readValue(json.get(field));
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof InvalidFieldException invalid) {
        throw invalid;
      }
      throw new InvalidFieldException(field, "has a value of the wrong kind");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
