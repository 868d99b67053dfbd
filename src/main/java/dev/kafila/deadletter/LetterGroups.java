package dev.kafila.deadletter;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Groups letters by cause, without keeping them. */
public final class LetterGroups {
  private final Map<String, Group> groups = new HashMap<>();

  private static final class Group {
    private int count;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private String message = "";
    private final SortedSet<String> topics = new TreeSet<>();
    private final SortedSet<String> consumers = new TreeSet<>();
    private final Set<String> users = new HashSet<>();

    void add(Letter letter) {
      count++;
      if (letter.firstFailedAt().isBefore(first)) {
        first = letter.firstFailedAt();
      }
      if (!letter.lastFailedAt().isBefore(last)) {
        last = letter.lastFailedAt();
        message = letter.message();
      }
      topics.add(letter.topic());
      if (!letter.group().isEmpty()) {
        consumers.add(letter.group());
      }
      letter.user().ifPresent(users::add);
    }
  }

  public void add(Letter letter) {
    groups.computeIfAbsent(letter.fingerprint(), fingerprint -> new Group()).add(letter);
  }

  /** The most numerous first. */
  public List<LetterGroup> list() {
    return groups.entrySet().stream()
        .map(
            entry -> {
              var group = entry.getValue();
              return new LetterGroup(
                  entry.getKey(),
                  group.count,
                  group.first,
                  group.last,
                  Collections.unmodifiableSortedSet(group.topics),
                  Collections.unmodifiableSortedSet(group.consumers),
                  group.users.size(),
                  group.message);
            })
        .sorted(
            Comparator.comparing(LetterGroup::count)
                .reversed()
                .thenComparing(LetterGroup::fingerprint))
        .toList();
  }
}
