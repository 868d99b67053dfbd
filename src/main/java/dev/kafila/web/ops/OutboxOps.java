package dev.kafila.web.ops;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.OutboxDesk;
import dev.kafila.event.OutboxFilter;
import dev.kafila.web.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The outbox: what {@code ./kafila outbox} does, with the same JSON. */
public final class OutboxOps {
  private static final int USUAL = 100;
  private static final int MOST = 10_000;

  private final OutboxDesk desk;

  public OutboxOps(OutboxDesk desk) {
    this.desk = desk;
  }

  /** Puts everything about the outbox onto the server. */
  public void register(OpsServer server) {
    server
        .get("/outbox", Set.of("all", "user", "topic", "limit"), this::list)
        .post("/outbox/retry", Set.of("ids", "user", "topic", "all", "dry_run"), this::retry);
  }

  Object list(OpsRequest request) {
    boolean all = request.flag("all");
    var filter = new OutboxFilter(List.of(), request.text("user"), request.text("topic"), all);
    return desk.list(filter, request.number("limit", USUAL, 1, MOST), all);
  }

  Object retry(OpsRequest request) {
    var ids = ids(request);
    var filter = new OutboxFilter(ids, request.text("user"), request.text("topic"), false);
    boolean some = !ids.isEmpty() || filter.user().isPresent() || filter.topic().isPresent();
    if (some == request.flag("all")) {
      throw ProblemException.field("ids", "must be given, or user or topic, or else all");
    }
    return desk.retry(filter, USUAL, request.flag("dry_run"));
  }

  private static List<Long> ids(OpsRequest request) {
    var ids = request.value("ids");
    if (ids.isEmpty()) {
      return List.of();
    }
    if (!ids.get().isArray()
        || !StreamSupport.stream(ids.get().spliterator(), false)
            .allMatch(JsonNode::canConvertToLong)) {
      throw ProblemException.field("ids", "must hold numbers, as GET /api/ops/outbox tells them");
    }
    return StreamSupport.stream(ids.get().spliterator(), false).map(JsonNode::longValue).toList();
  }
}
