package dev.kafila.store;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Binds many rows to one statement: each column is an array of texts, which the statement unnests
 * and casts. For the server that is one row after the other; for the client it is one statement,
 * however many rows there are.
 */
public final class Columns<E> {
  private final SqlStatement<?> statement;
  private final List<E> rows;

  private Columns(SqlStatement<?> statement, List<E> rows) {
    this.statement = statement;
    this.rows = rows;
  }

  /** Rows to bind to a statement, one element each. */
  public static <E> Columns<E> of(SqlStatement<?> statement, List<E> rows) {
    return new Columns<>(statement, rows);
  }

  /**
   * Binds a column.
   *
   * @param value of a row; its text is bound, or null
   */
  public Columns<E> bind(String name, Function<E, ?> value) {
    var texts = new String[rows.size()];
    Arrays.setAll(
        texts,
        i -> {
          var one = value.apply(rows.get(i));
          return one == null ? null : one.toString();
        });
    statement.bindArray(name, String.class, (Object[]) texts);
    return this;
  }
}
