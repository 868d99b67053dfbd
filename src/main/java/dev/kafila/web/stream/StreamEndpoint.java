package dev.kafila.web.stream;

import dev.kafila.web.ProblemException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** {@code GET /api/{user_id}/stream}: the changes of one user as server-sent events. */
public final class StreamEndpoint {
  private static final int MOST_OF_A_USER = 20;
  private static final int MOST = 5_000;
  private static final Pattern EVENT_ID = Pattern.compile("\\d{1,18}");
  private static final String COME_BACK_AFTER = "retry: 2000\n";
  private static final String END = "\n";

  /**
   * Without data it is no event, but readers keep it: one that loses its connection before the
   * first change has a place to come back to.
   */
  private static final String PLACE = "id: %d\n";

  /** What a reader that has missed something is told: to read tasks and notifications anew. */
  private static final String RESET =
      "id: %d\nevent: reset\ndata: {\"type\":\"reset\",\"reason\":\"some changes since then are not"
          + " kept any more\"}\n\n";

  private final ChangeStreams streams;
  private final BiConsumer<RoutingContext, Throwable> refused;

  /**
   * @param refused answers instead if there is no stream
   */
  public StreamEndpoint(ChangeStreams streams, BiConsumer<RoutingContext, Throwable> refused) {
    this.streams = streams;
    this.refused = refused;
  }

  /**
   * Answers a request that this user may make.
   *
   * @param head whether only the head of the answer was asked for
   */
  public void open(RoutingContext request, String userId, boolean head) {
    long lastEventId;
    try {
      lastEventId = lastEventId(request.request().getHeader("Last-Event-ID"));
      admit(userId);
    } catch (ProblemException e) {
      refused.accept(request, e);
      return;
    }
    request
        .vertx()
        .executeBlocking(() -> streams.begin(userId, lastEventId), false)
        .onSuccess(begin -> begin(request, userId, begin, head))
        .onFailure(failure -> refused.accept(request, failure));
  }

  private void admit(String userId) {
    if (streams.count(userId) >= MOST_OF_A_USER || streams.count() >= MOST) {
      throw ProblemException.of(429, "too many streams are open").with("Retry-After", "5");
    }
  }

  private static long lastEventId(String header) {
    if (header == null || header.isEmpty()) {
      return -1;
    }
    if (!EVENT_ID.matcher(header).matches()) {
      throw ProblemException.field("Last-Event-ID", "is not the id of an event of this stream");
    }
    return Long.parseLong(header);
  }

  private void begin(
      RoutingContext request, String userId, ChangeStreams.Begin begin, boolean head) {
    var response = request.response();
    response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8");
    // Proxies that buffer would keep changes to themselves.
    response.putHeader("X-Accel-Buffering", "no");
    if (head) {
      response.end();
      return;
    }
    var stream =
        new ChangeStream(
            userId, begin.seen(), request.vertx().getOrCreateContext(), response, streams::wake);
    response.closeHandler(closed -> streams.remove(stream));
    response.exceptionHandler(broken -> streams.remove(stream));
    response.setChunked(true);
    stream.send(opening(begin));
    if (!response.closed()) {
      streams.add(stream);
    }
  }

  private static String opening(ChangeStreams.Begin begin) {
    return switch (begin.how()) {
      case NEW -> COME_BACK_AFTER + PLACE.formatted(begin.seen()) + END;
      case RESUMED -> COME_BACK_AFTER + END;
      case MISSED -> COME_BACK_AFTER + END + RESET.formatted(begin.seen());
    };
  }
}
