package dev.kafila.store;

import java.util.ArrayList;
import java.util.List;

/**
 * What a work will do first, said beforehand, so that it can be done for all works that share a
 * transaction at once.
 */
public final class Foreseen {
  /** Nothing. */
  static final Foreseen NOTHING = new Foreseen(null, List.of());

  private final Claim claim;
  private final List<Row<?>> rows;

  /** A row that will be read. */
  record Row<K>(ReadAhead<K, ?> rows, K key) {}

  private Foreseen(Claim claim, List<Row<?>> rows) {
    this.claim = claim;
    this.rows = rows;
  }

  /** It makes a claim. */
  public static Foreseen claim(String group, String eventId) {
    return new Foreseen(new Claim(group, eventId), List.of());
  }

  /** It reads a row too. */
  public <K> Foreseen reading(ReadAhead<K, ?> readAhead, K key) {
    List<Row<?>> more = new ArrayList<>(rows);
    more.add(new Row<>(readAhead, key));
    return new Foreseen(claim, more);
  }

  /** Null: none. */
  Claim claim() {
    return claim;
  }

  List<Row<?>> rows() {
    return rows;
  }
}
