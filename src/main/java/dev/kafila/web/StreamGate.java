package dev.kafila.web;

import dev.kafila.web.stream.ChangeStreams;
import dev.kafila.web.stream.StreamEndpoint;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Serves the one operation of the contract that no Camel route can: an answer without end. Whoever
 * asks passes the same checks as at the {@link Gate}.
 */
final class StreamGate {
  static final String OPERATION = "streamChanges";

  private static final int BEFORE_CAMELS = -2;

  private final Contract contract;
  private final Identity identity;
  private final RateLimits rateLimits;
  private final StreamEndpoint endpoint;

  StreamGate(Contract contract, Identity identity, RateLimits rateLimits, ChangeStreams streams) {
    this.contract = contract;
    this.identity = identity;
    this.rateLimits = rateLimits;
    this.endpoint =
        new StreamEndpoint(
            streams,
            (request, failure) ->
                HttpEdge.answer(request, Problems.answer(failure, request.request().path())));
  }

  void mount(Router router) {
    router.route(HttpMethod.GET, "/api/:user_id/stream").order(BEFORE_CAMELS).handler(this::admit);
  }

  private void admit(RoutingContext request) {
    String userId;
    try {
      userId =
          RequestReader.path(contract.operation(OPERATION), request.normalizedPath())
              .get("user_id");
      identity.check(userId, request.request().getHeader("Authorization"));
      rateLimits.admit(userId);
    } catch (RuntimeException e) {
      HttpEdge.answer(request, Problems.answer(e, request.request().path()));
      return;
    }
    endpoint.open(request, userId, HttpEdge.isHead(request));
  }
}
