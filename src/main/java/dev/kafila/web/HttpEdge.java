package dev.kafila.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What happens to requests before and beside Camel's routes: headers on every answer, bodies that
 * are not JSON, bodies that are too large, paths and methods that nobody knows, operations whose
 * route has not started.
 */
final class HttpEdge {
  private static final int FIRST = -100;
  private static final long DRAIN_MILLIS = 5_000;
  private static final Set<String> ANY_JSON = Set.of("application/json");
  private static final String HEAD = "kafila.head";

  private final Contract contract;
  private volatile boolean started;

  HttpEdge(Contract contract) {
    this.contract = contract;
  }

  void mount(Router router) {
    router.route().order(FIRST).handler(this::enter).failureHandler(this::failed);
    router.route().last().handler(this::unknown);
  }

  /** Addresses so broken that no route is asked. */
  void mountAtRoot(Router root) {
    root.errorHandler(
        400,
        context ->
            answer(
                context,
                Problems.answer(400, "the address cannot be read", context.request().uri())));
  }

  private void enter(RoutingContext context) {
    var response = context.response();
    response.putHeader("X-Content-Type-Options", "nosniff");
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    var request = context.request();
    if (request.method() == HttpMethod.HEAD) {
      // From here on the request says that it is a GET.
      context.put(HEAD, true);
      context.reroute(HttpMethod.GET, request.path());
      return;
    }
    if (hasBody(request) && !isAccepted(context)) {
      answer(
          context,
          Problems.answer(
              415, "the body must be sent as application/json in UTF-8", path(context)));
      return;
    }
    context.next();
  }

  private static boolean hasBody(HttpServerRequest request) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null
        ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        : !length.equals("0");
  }

  private boolean isAccepted(RoutingContext context) {
    var operation = contract.find(context.request().method().name(), context.normalizedPath());
    if (operation.isEmpty()) {
      return true;
    }
    var accepted = operation.get().mediaTypes().isEmpty() ? ANY_JSON : operation.get().mediaTypes();
    var type = context.parsedHeaders().contentType();
    var charset = type.parameter("charset");
    return accepted.contains(type.value().toLowerCase(Locale.ROOT).split(";")[0].strip())
        && (charset == null || charset.equalsIgnoreCase("utf-8"));
  }

  private void failed(RoutingContext context) {
    int status = context.statusCode();
    if (status == 413) {
      closeUnlessSoonRead(context);
      answer(context, Problems.answer(413, "the body is over 1 MiB", path(context)));
    } else if (status >= 400 && status < 500) {
      answer(context, Problems.answer(status, "the request cannot be read", path(context)));
    } else {
      answer(context, Problems.answer(context.failure(), path(context)));
    }
  }

  /** The rest of the body is read and dropped, so that the caller sees the answer; not for ever. */
  private static void closeUnlessSoonRead(RoutingContext context) {
    var request = context.request();
    context
        .vertx()
        .setTimer(
            DRAIN_MILLIS,
            timer -> {
              if (!request.isEnded()) {
                request.connection().close();
              }
            });
  }

  /** From now on, what no route serves is not there. */
  void started() {
    started = true;
  }

  private void unknown(RoutingContext context) {
    if (!started) {
      answer(context, Problems.notServed(path(context)));
      return;
    }
    var allowed = new TreeSet<>(contract.methods(context.normalizedPath()));
    if (allowed.isEmpty()) {
      answer(context, Problems.answer(404, "there is nothing at this address", path(context)));
      return;
    }
    if (contract.find(context.request().method().name(), context.normalizedPath()).isPresent()) {
      // Whoever asks while routes start must not take it for a refusal: it may be a repeat.
      answer(context, Problems.notServed(path(context)));
      return;
    }
    allowed.add("OPTIONS");
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    var allow = String.join(", ", allowed);
    var method = context.request().method();
    var answer =
        method == HttpMethod.OPTIONS
            ? ApiAnswer.nothing()
            : Problems.answer(405, method + " is not known here, only " + allow, path(context));
    answer(context, answer.with("Allow", allow));
  }

  /** Whether only the head of the answer was asked for. */
  static boolean isHead(RoutingContext context) {
    return context.get(HEAD) != null;
  }

  private static String path(RoutingContext context) {
    return context.request().path();
  }

  static void answer(RoutingContext context, ApiAnswer answer) {
    var response = context.response();
    if (response.ended()) {
      return;
    }
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    if (answer.body() == null) {
      response.end();
    } else {
      response.end(answer.body());
    }
  }
}
