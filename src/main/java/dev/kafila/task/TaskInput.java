package dev.kafila.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

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
      fields.tags(each(json, "tags", TaskInput::tag));
    }
    if (json.has("reminders")) {
      fields.reminders(each(json, "reminders", TaskInput::reminder));
    }
    fields.due(due(json, oldDue, zone));
    if (json.has("recurrence_rule")) {
      fields.rule(text(json, "recurrence_rule"));
    }
    if (json.has("recurrence_anchor")) {
      fields.anchor(oneOf(Anchor.class, json, "recurrence_anchor"));
    }
    var merged = fields.build();
    if (merged.recurrenceRule() == null && json.hasNonNull("recurrence_anchor")) {
      throw new InvalidFieldException(
          "recurrence_anchor", "makes sense only with a recurrence_rule");
    }
    return merged;
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
      var moment = moment(text(json, "due_at"), "due_at");
      return Due.at(moment.atZoneSameInstant(zone).toLocalDateTime());
    }
    boolean removed = old != null && (old.wholeDay() ? json.has("due_date") : json.has("due_at"));
    return removed ? null : old;
  }

  /**
   * @param id an IANA name; a bare offset is none, since it knows no daylight saving time
   * @throws InvalidFieldException if there is no such zone
   */
  public static ZoneId zone(String id) {
    // ical4j adds zones of its own to Java's, with a ~ in their names.
    if (id.contains("~") || !ZoneRulesProvider.getAvailableZoneIds().contains(id)) {
      throw new InvalidFieldException(
          "time_zone", "must be an IANA time zone such as America/New_York");
    }
    return ZoneId.of(id);
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
    var names =
        Arrays.stream(type.getEnumConstants())
            .map(value -> value.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw new InvalidFieldException(field, "must be one of " + names);
  }

  /** A list, element by element; null where the JSON says null. */
  private static <T> List<T> each(JsonNode json, String field, Function<JsonNode, T> read) {
    var node = json.get(field);
    if (node.isNull()) {
      return null;
    }
    if (!node.isArray()) {
      throw new InvalidFieldException(field, "must be a list");
    }
    List<T> list = new ArrayList<>();
    node.forEach(element -> list.add(read.apply(element)));
    return list;
  }

  private static String tag(JsonNode element) {
    if (!element.isTextual()) {
      throw new InvalidFieldException("tags", "each must be a text");
    }
    return element.textValue();
  }

  private static Reminder reminder(JsonNode element) {
    var moment = element.path("remind_at");
    var minutes = element.path("minutes_before");
    for (var names = element.fieldNames(); names.hasNext(); ) {
      var name = names.next();
      if (!name.equals("remind_at") && !name.equals("minutes_before")) {
        throw new InvalidFieldException("reminders", name + " is not a field of a reminder");
      }
    }
    if (!isAbsent(moment) && !moment.isTextual()) {
      throw new InvalidFieldException("reminders", "remind_at must be a text");
    }
    if (!isAbsent(minutes) && !minutes.isInt()) {
      throw new InvalidFieldException("reminders", "minutes_before must be a whole number");
    }
    return new Reminder(
        isAbsent(moment) ? null : moment(moment.textValue(), "reminders"),
        isAbsent(minutes) ? null : minutes.intValue());
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static OffsetDateTime moment(String text, String field) {
    try {
      return OffsetDateTime.parse(text);
    } catch (DateTimeException e) {
      throw new InvalidFieldException(
          field, "a time must be given with offset, such as 2026-03-16T09:00:00-04:00");
    }
  }
}
