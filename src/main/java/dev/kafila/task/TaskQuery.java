package dev.kafila.task;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Which of a user's tasks to list.
 *
 * @param words each must occur in title or description, whatever its case
 * @param completedSince only tasks completed then or later
 * @param after only tasks behind this one: the cursor
 * @param limit at most so many
 * @param newestFirst otherwise the oldest come first
 */
public record TaskQuery(
    String userId,
    Optional<Status> status,
    Optional<String> tag,
    List<String> words,
    Optional<Instant> completedSince,
    Optional<UUID> after,
    int limit,
    boolean newestFirst) {

  public static TaskQuery of(String userId) {
    return new TaskQuery(
        userId,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Integer.MAX_VALUE,
        false);
  }

  public TaskQuery status(Status only) {
    return new TaskQuery(
        userId, Optional.of(only), tag, words, completedSince, after, limit, newestFirst);
  }

  public TaskQuery tagged(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return new TaskQuery(
        userId, status, Optional.of(lower), words, completedSince, after, limit, newestFirst);
  }

  /**
   * @param text words separated by white space
   */
  public TaskQuery matching(String text) {
    var all = text.isBlank() ? List.<String>of() : List.of(text.strip().split("\\s+"));
    return new TaskQuery(userId, status, tag, all, completedSince, after, limit, newestFirst);
  }

  public TaskQuery completedSince(Instant moment) {
    return new TaskQuery(
        userId, status, tag, words, Optional.of(moment), after, limit, newestFirst);
  }

  public TaskQuery page(Optional<UUID> behind, int most) {
    return new TaskQuery(userId, status, tag, words, completedSince, behind, most, newestFirst);
  }

  /**
   * @param most at most so many
   */
  public TaskQuery newest(int most) {
    return new TaskQuery(userId, status, tag, words, completedSince, after, most, true);
  }
}
