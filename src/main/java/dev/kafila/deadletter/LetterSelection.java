package dev.kafila.deadletter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which letters something is done with.
 *
 * @param ids of single letters; empty: all that the filter wants
 * @param filter counts where there are no ids
 */
public record LetterSelection(List<LetterId> ids, LetterFilter filter) {
  public LetterSelection {
    ids = ids.stream().distinct().toList();
  }

  /** Whether it says which, in one way only. */
  public boolean isClear() {
    return ids.isEmpty() != filter.isEmpty();
  }

  /** Whether it says nothing at all. */
  public boolean isEmpty() {
    return ids.isEmpty() && filter.isEmpty();
  }

  /** What was asked for, by the names of the options; what was not is left out. */
  Map<String, Object> asked() {
    Map<String, Object> asked = new LinkedHashMap<>();
    if (!ids.isEmpty()) {
      asked.put("ids", ids.stream().map(LetterId::toString).toList());
    }
    filter.topic().ifPresent(topic -> asked.put("topic", topic));
    filter.group().ifPresent(group -> asked.put("group", group));
    filter.fingerprint().ifPresent(fingerprint -> asked.put("fingerprint", fingerprint));
    filter.user().ifPresent(user -> asked.put("user", user));
    filter.since().ifPresent(since -> asked.put("since", since.toString()));
    filter.until().ifPresent(until -> asked.put("until", until.toString()));
    return asked;
  }
}
