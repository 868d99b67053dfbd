package dev.kafila.chat;

import dev.kafila.chat.reader.Filter;
import dev.kafila.task.Status;
import dev.kafila.task.Task;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Which tasks a sentence asks for; open ones unless it says otherwise. */
final class FilterOfSentence implements Predicate<Task> {
  private final Filter filter;
  private final ZonedDateTime now;

  /**
   * @param filter null: every open task
   */
  FilterOfSentence(Filter filter, ZonedDateTime now) {
    this.filter =
        filter == null
            ? new Filter(Status.PENDING, null, List.of(), null, null, null, false, null)
            : filter;
    this.now = now;
  }

  /** What is due first comes first, what is not due at all comes last. */
  Comparator<Task> byDue() {
    return Comparator.comparing(
            (Task task) -> task.fields().due() == null ? LocalDateTime.MAX : due(task))
        .thenComparing(Task::taskId);
  }

  /** By the user's clock, wherever the task's is; a whole day is the same day everywhere. */
  private LocalDateTime due(Task task) {
    var fields = task.fields();
    return fields.due().wholeDay()
        ? fields.due().at()
        : LocalDateTime.ofInstant(fields.due().instant(fields.zone()), now.getZone());
  }

  @Override
  public boolean test(Task task) {
    return hasStatus(task)
        && isMeant(task)
        && isInRange(task)
        && isAtHours(task)
        && filter.traits().stream().allMatch(trait -> has(task, trait))
        && isOverdueIfAsked(task);
  }

  /** Null for any. */
  Status status() {
    return filter.status();
  }

  int limit(int most) {
    return filter.limit() == null ? most : Math.min(most, filter.limit());
  }

  Map<String, Object> arguments() {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put(
        "status",
        filter.status() == null ? "all" : filter.status().name().toLowerCase(Locale.ROOT));
    put(arguments, "q", filter.query());
    put(arguments, "tags", filter.tags().isEmpty() ? null : filter.tags());
    put(arguments, "priority", filter.priority());
    put(arguments, "from", filter.from());
    put(arguments, "to", filter.to());
    put(arguments, "overdue", filter.overdue() ? true : null);
    put(arguments, "limit", filter.limit());
    put(arguments, "recurring", filter.traits().contains(Filter.Trait.RECURRING) ? true : null);
    put(arguments, "undated", filter.traits().contains(Filter.Trait.UNDATED) ? true : null);
    if (filter.hours() != null) {
      arguments.put("hours", filter.hours().from() + "-" + filter.hours().to());
    }
    return arguments;
  }

  private static void put(Map<String, Object> arguments, String name, Object value) {
    if (value != null) {
      arguments.put(name, value);
    }
  }

  private boolean hasStatus(Task task) {
    return filter.status() == null || task.status() == filter.status();
  }

  private static boolean has(Task task, Filter.Trait trait) {
    return switch (trait) {
      case RECURRING -> task.fields().recurrenceRule() != null;
      case UNDATED -> task.fields().due() == null;
    };
  }

  private boolean isMeant(Task task) {
    var fields = task.fields();
    boolean tagged =
        filter.tags().stream()
            .allMatch(tag -> fields.tags().contains(tag.toLowerCase(Locale.ROOT)));
    boolean prioritized = filter.priority() == null || fields.priority() == filter.priority();
    boolean named =
        filter.query() == null || !TaskFinder.find(List.of(task), filter.query()).isEmpty();
    return tagged && prioritized && named;
  }

  private boolean isInRange(Task task) {
    if (filter.from() == null && filter.to() == null) {
      return true;
    }
    if (task.isPending() && task.isPaused()) {
      return false;
    }
    LocalDate day = null;
    if (filter.status() == Status.COMPLETED) {
      day = task.completedAt().atZone(now.getZone()).toLocalDate();
    } else if (task.fields().due() != null) {
      day = due(task).toLocalDate();
    }
    return day != null
        && (filter.from() == null || !day.isBefore(filter.from()))
        && (filter.to() == null || !day.isAfter(filter.to()));
  }

  /** A task of a whole day may be done at any hour of it. */
  private boolean isAtHours(Task task) {
    var due = task.fields().due();
    if (filter.hours() == null || due == null || due.wholeDay()) {
      return true;
    }
    var time = due(task).toLocalTime();
    return !time.isBefore(filter.hours().from())
        && !time.truncatedTo(ChronoUnit.MINUTES).isAfter(filter.hours().to());
  }

  private boolean isOverdueIfAsked(Task task) {
    var due = task.fields().due();
    if (!filter.overdue()) {
      return true;
    }
    if (due == null || !task.isPending() || task.isPaused()) {
      return false;
    }
    return due.wholeDay()
        ? due.at().toLocalDate().isBefore(now.toLocalDate())
        : due.instant(task.fields().zone()).isBefore(now.toInstant());
  }
}
