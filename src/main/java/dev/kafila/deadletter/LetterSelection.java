package dev.kafila.deadletter;

import java.util.List;

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
}
