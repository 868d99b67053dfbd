package dev.kafila.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kafila.chat.reader.Filter;
import dev.kafila.task.Priority;
import dev.kafila.task.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which tasks {@code kafila parse} says are meant; what does not matter is absent.
 *
 * @param q words that they contain
 * @param dueFrom first day, ISO
 * @param dueTo last day, inclusive
 * @param between two times of day, both inclusive
 * @param traits {@code recurring}, {@code undated}
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record ParsedFilter(
    Status status,
    String q,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> tags,
    Priority priority,
    String dueFrom,
    String dueTo,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> between,
    boolean overdue,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> traits,
    Integer limit) {

  static ParsedFilter of(Filter filter) {
    var hours = filter.hours();
    return new ParsedFilter(
        filter.status(),
        filter.query(),
        filter.tags(),
        filter.priority(),
        day(filter.from()),
        day(filter.to()),
        hours == null ? List.of() : List.of(hours.from().toString(), hours.to().toString()),
        filter.overdue(),
        filter.traits().stream().map(ParsedFilter::lower).sorted().toList(),
        filter.limit());
  }

  private static String day(LocalDate day) {
    return day == null ? null : day.toString();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** All of it in one line, for people. */
  String line() {
    List<String> parts = new ArrayList<>();
    if (status != null) {
      parts.add(lower(status));
    }
    if (overdue) {
      parts.add("overdue");
    }
    parts.addAll(traits);
    tags.forEach(tag -> parts.add("#" + tag));
    if (priority != null) {
      parts.add(lower(priority) + " priority");
    }
    if (q != null) {
      parts.add("\u201c" + q + "\u201d");
    }
    if (dueFrom != null || dueTo != null) {
      parts.add(
          dueFrom != null && dueFrom.equals(dueTo) ? dueFrom : text(dueFrom) + ".." + text(dueTo));
    }
    if (!between.isEmpty()) {
      parts.add(String.join("..", between));
    }
    if (limit != null) {
      parts.add("at most " + limit);
    }
    return parts.isEmpty() ? "all tasks" : String.join(", ", parts);
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
