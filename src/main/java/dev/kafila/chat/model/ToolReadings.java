package dev.kafila.chat.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kafila.chat.reader.Details;
import dev.kafila.chat.reader.Filter;
import dev.kafila.chat.reader.Intent;
import dev.kafila.chat.reader.Reading;
import dev.kafila.chat.reader.Repeat;
import dev.kafila.chat.reader.Target;
import dev.kafila.event.Json;
import dev.kafila.task.Due;
import dev.kafila.task.InvalidFieldException;
import dev.kafila.task.Status;
import dev.kafila.task.TaskFields;
import dev.kafila.task.TaskInput;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a model's tool calls into a reading, checked like a request from outside: a field that
 * makes no sense, or is not known, makes all of it nothing.
 */
final class ToolReadings {
  private static final int MOST_CALLS = 5;
  private static final int LONGEST_NAME = 500;

  private final ZonedDateTime now;

  /**
   * @param now the user's present time, in the user's zone
   */
  ToolReadings(ZonedDateTime now) {
    this.now = now;
  }

  /**
   * One call of a model.
   *
   * @param arguments a JSON object, or should be
   */
  record Call(String tool, String arguments) {}

  /** Empty where there is no call, too many, or one that makes no sense. */
  Optional<Reading> read(List<Call> calls) {
    if (calls.isEmpty() || calls.size() > MOST_CALLS) {
      return Optional.empty();
    }
    try {
      var readings = calls.stream().map(this::read).toList();
      if (readings.size() == 1) {
        return Optional.of(readings.get(0));
      }
      return readings.stream().allMatch(reading -> reading.intent() == Intent.ADD)
          ? Optional.of(readings.get(0).of(readings))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException | InvalidFieldException e) {
      return Optional.empty();
    }
  }

  private Reading read(Call call) {
    var arguments = Json.read(call.arguments(), JsonNode.class);
    if (!(arguments instanceof ObjectNode)) {
      throw new IllegalArgumentException("no object");
    }
    var given = (ObjectNode) arguments;
    // Models say null, or nothing at all, for what they leave out.
    given.properties().removeIf(field -> field.getValue().isNull() || isBlank(field.getValue()));
    return switch (call.tool()) {
      case "add_task" -> Reading.of(Intent.ADD).with(details(given));
      case "update_task" -> update(given);
      case "list_tasks" -> list(given);
      case "snooze_task" -> snooze(given);
      case "complete_task" -> on(Intent.COMPLETE, given);
      case "reopen_task" -> on(Intent.REOPEN, given);
      case "delete_task" -> on(Intent.DELETE, given);
      case "skip_task" -> on(Intent.SKIP, given);
      default -> throw new IllegalArgumentException("no tool");
    };
  }

  private static boolean isBlank(JsonNode value) {
    return value.isTextual() && value.textValue().isBlank();
  }

  private Reading on(Intent intent, ObjectNode given) {
    only(given, Set.of("task"));
    return Reading.of(intent).with(Target.named(text(given, "task")));
  }

  private Reading update(ObjectNode given) {
    var target = Target.named(text(given, "task"));
    given.remove("task");
    if (given.isEmpty() || given.has("recurrence_rule") || given.has("remind_minutes_before")) {
      throw new IllegalArgumentException("not what can be changed");
    }
    boolean titled = given.has("title");
    if (!titled) {
      given.put("title", "unchanged");
    }
    var details = details(given);
    return Reading.of(Intent.UPDATE).with(target).with(titled ? details : details.withTitle(null));
  }

  private Reading snooze(ObjectNode given) {
    only(given, Set.of("task", "until"));
    var until = LocalDateTime.parse(text(given, "until"));
    if (!until.isAfter(now.toLocalDateTime())) {
      throw new IllegalArgumentException("in the past");
    }
    return Reading.of(Intent.SNOOZE)
        .with(Target.named(text(given, "task")))
        .with(
            new Details(
                null, Due.at(until), false, null, List.of(), null, List.of(), List.of(), Set.of()));
  }

  private static Reading list(ObjectNode given) {
    only(given, Set.of("status", "query", "tag", "from", "to"));
    var query = given.has("query") ? text(given, "query") : null;
    var status =
        given.has("status")
            ? Status.valueOf(text(given, "status").toUpperCase(Locale.ROOT))
            : Status.PENDING;
    var tags = given.has("tag") ? List.of(text(given, "tag")) : List.<String>of();
    var filter =
        new Filter(status, query, tags, null, day(given, "from"), day(given, "to"), false, null);
    return Reading.of(query == null ? Intent.LIST : Intent.SEARCH).with(filter);
  }

  private static LocalDate day(ObjectNode given, String field) {
    return given.has(field) ? LocalDate.parse(text(given, field)) : null;
  }

  /** As the HTTP interface would read them, but that times are the user's wall times. */
  private Details details(ObjectNode given) {
    if (given.has("due_at")) {
      var wallTime = LocalDateTime.parse(text(given, "due_at"));
      given.put("due_at", wallTime.atZone(now.getZone()).toOffsetDateTime().toString());
    }
    var minutes = given.remove("remind_minutes_before");
    if (minutes != null) {
      given.putArray("reminders").addObject().set("minutes_before", minutes);
    }
    only(
        given,
        Set.of("title", "due_date", "due_at", "priority", "tags", "recurrence_rule", "reminders"));
    var fields = TaskInput.create(given, now.getZone());
    if (fields.due() != null && fields.due().at().toLocalDate().isBefore(now.toLocalDate())) {
      // Models that do not know what day it is say days of the past.
      throw new IllegalArgumentException("in the past");
    }
    return details(fields, given.has("priority"));
  }

  private static Details details(TaskFields fields, boolean prioritised) {
    var repeat =
        fields.recurrenceRule() == null
            ? null
            : new Repeat(fields.recurrenceRule(), fields.recurrenceAnchor());
    return new Details(
        fields.title(),
        fields.due(),
        false,
        repeat,
        fields.reminders(),
        prioritised ? fields.priority() : null,
        fields.tags(),
        List.of(),
        Set.of());
  }

  private static void only(ObjectNode given, Set<String> known) {
    given
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new IllegalArgumentException("no such field");
              }
            });
  }

  private static String text(ObjectNode given, String field) {
    var value = given.path(field);
    if (!value.isTextual() || value.textValue().length() > LONGEST_NAME) {
      throw new IllegalArgumentException("no text");
    }
    return value.textValue().strip();
  }
}
