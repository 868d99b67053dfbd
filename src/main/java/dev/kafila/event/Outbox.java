package dev.kafila.event;

import dev.kafila.store.Columns;
import dev.kafila.store.WriteBehind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Where events wait for Kafka: written in the transaction that makes them true. */
public final class Outbox {
  /** Leaves room for headers below Kafka's usual limits. */
  public static final int MAX_DATA_BYTES = 1024 * 1024;

  private final Runnable committed;

  /**
   * @param committed called after each commit that left something in the outbox
   */
  public Outbox(Runnable committed) {
    this.committed = committed;
  }

  /** An event with its data as text. */
  private record Row(OutgoingEvent event, String data) {}

  /**
   * @throws PayloadTooLargeException if the data is over 1 MiB; the transaction should be rolled
   *     back
   */
  public void append(Handle tx, OutgoingEvent event) {
    var data = Json.write(event.data());
    int bytes = data.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_DATA_BYTES) {
      throw new PayloadTooLargeException(bytes);
    }
    var row = new Row(event, data);
    if (!WriteBehind.keep(tx, this, row, this::insert)) {
      insert(tx, List.of(row));
    }
  }

  private void insert(Handle tx, List<Row> rows) {
    var insert =
        tx.createUpdate(
            """
            insert into outbox (event_id, topic, type, source, subject, user_id, time, traceparent,
              attributes, data)
            select cast(id as uuid), topic, type, source, subject, user_id,
              cast(time as timestamptz), traceparent, cast(attributes as jsonb), data
            from unnest(:ids, :topics, :types, :sources, :subjects, :users, :times, :traceparents,
              :attributes, :data) with ordinality as t(id, topic, type, source, subject, user_id,
              time, traceparent, attributes, data, place)
            order by place
            """);
    Columns.of(insert, rows)
        .bind("ids", row -> row.event().id())
        .bind("topics", row -> row.event().topic())
        .bind("types", row -> row.event().type())
        .bind("sources", row -> row.event().source())
        .bind("subjects", row -> row.event().subject())
        .bind("users", row -> row.event().userId())
        .bind("times", row -> row.event().time())
        .bind("traceparents", row -> row.event().traceparent())
        .bind("attributes", row -> attributes(row.event()))
        .bind("data", Row::data);
    insert.execute();
    tx.afterCommit(committed::run);
  }

  private static String attributes(OutgoingEvent event) {
    return event.attributes().isEmpty() ? null : Json.write(event.attributes());
  }
}
