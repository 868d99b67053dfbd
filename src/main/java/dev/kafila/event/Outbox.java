package dev.kafila.event;

import dev.kafila.store.WriteBehind;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
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
    var batch =
        tx.prepareBatch(
            """
            insert into outbox (event_id, topic, type, source, subject, user_id, time, traceparent,
              attributes, data)
            values (?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), ?)
            """);
    for (var row : rows) {
      var event = row.event();
      batch.add(
          event.id(),
          event.topic(),
          event.type(),
          event.source(),
          event.subject(),
          event.userId(),
          event.time().atOffset(ZoneOffset.UTC),
          event.traceparent(),
          event.attributes().isEmpty() ? null : Json.write(event.attributes()),
          row.data());
    }
    batch.execute();
    tx.afterCommit(committed::run);
  }
}
