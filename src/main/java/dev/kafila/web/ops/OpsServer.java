package dev.kafila.web.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.kafila.config.ConfigurationException;
import dev.kafila.kafka.KafkaAwayException;
import dev.kafila.web.ApiAnswer;
import dev.kafila.web.FieldProblem;
import dev.kafila.web.ProblemException;
import dev.kafila.web.Problems;
import dev.kafila.web.StrictJson;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Puts what operators ask for onto the management server, under {@code /api/ops}. Answers are JSON;
 * what is refused is an RFC 9457 problem.
 */
public final class OpsServer {
  /** Everything here begins with this. */
  public static final String ROOT = "/api/ops";

  private static final int BEFORE_BODIES = -3;
  private static final int BEFORE_CAMELS = -2;
  private static final int BEHIND_OURS = -1;
  private static final long LARGEST_BODY = 4L * 1024 * 1024;

  private final List<Endpoint> endpoints = new ArrayList<>();

  private record Endpoint(
      HttpMethod method, String path, Set<String> parameters, OpsHandler handler) {

    boolean isAt(String address) {
      return Pattern.matches(path.replaceAll(":[a-z_]+", "[^/]+"), address);
    }
  }

  /**
   * Something to be read.
   *
   * @param path below {@link #ROOT}, such as {@code /dead-letters/:id}
   * @param parameters of the query; others are refused
   */
  public OpsServer get(String path, Set<String> parameters, OpsHandler handler) {
    endpoints.add(new Endpoint(HttpMethod.GET, ROOT + path, parameters, handler));
    return this;
  }

  /**
   * Something to be done.
   *
   * @param parameters fields of the JSON body; others are refused
   */
  public OpsServer post(String path, Set<String> parameters, OpsHandler handler) {
    endpoints.add(new Endpoint(HttpMethod.POST, ROOT + path, parameters, handler));
    return this;
  }

  /** To be called before the context starts; what is added later is not served. */
  public void install(CamelContext context) throws Exception {
    context.addStartupListener(
        (started, already) ->
            context.getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .filter(router -> !router.isMainServer())
                .forEach(this::mount));
  }

  private void mount(Router router) {
    for (var endpoint : endpoints) {
      if (endpoint.method() == HttpMethod.POST) {
        router
            .post(endpoint.path())
            .order(BEFORE_BODIES)
            .handler(OpsServer::requireJson)
            .failureHandler(OpsServer::failed);
        router
            .post(endpoint.path())
            .order(BEFORE_CAMELS)
            .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
            .blockingHandler(request -> answer(request, endpoint), false)
            .failureHandler(OpsServer::failed);
      } else {
        router
            .route(endpoint.path())
            .method(HttpMethod.GET)
            .method(HttpMethod.HEAD)
            .order(BEFORE_CAMELS)
            .blockingHandler(request -> answer(request, endpoint), false)
            .failureHandler(OpsServer::failed);
      }
    }
    router.route(ROOT).order(BEHIND_OURS).handler(this::unknown);
    router.route(ROOT + "/*").order(BEHIND_OURS).handler(this::unknown);
  }

  /** Pages of other sites cannot send this type without asking first. */
  private static void requireJson(RoutingContext request) {
    var type = request.parsedHeaders().contentType();
    if (type.value().equalsIgnoreCase("application/json")
        || type.value().toLowerCase(Locale.ROOT).startsWith("application/json;")) {
      request.next();
    } else {
      end(
          request,
          Problems.answer(
              415, "the body must be sent as application/json", request.request().path()));
    }
  }

  private static void answer(RoutingContext request, Endpoint endpoint) {
    ApiAnswer answer;
    try {
      var asked =
          new OpsRequest(
              request.pathParams(),
              parameters(request, endpoint),
              request.request().remoteAddress().hostAddress());
      var value = endpoint.handler().answer(asked);
      answer = value instanceof ApiAnswer ready ? ready : ApiAnswer.json(200, value);
    } catch (KafkaAwayException | ConfigurationException e) {
      answer = Problems.answer(503, e.getMessage(), request.request().path());
    } catch (RuntimeException e) {
      answer = Problems.answer(e, request.request().path());
    }
    end(request, answer);
  }

  private static Map<String, JsonNode> parameters(RoutingContext request, Endpoint endpoint) {
    Map<String, JsonNode> parameters = new LinkedHashMap<>();
    List<FieldProblem> problems = new ArrayList<>();
    if (endpoint.method() == HttpMethod.POST) {
      var sent = request.body().buffer(); // null where nothing was
      var body = StrictJson.read(sent == null ? new byte[0] : sent.getBytes());
      if (!body.isObject()) {
        throw ProblemException.malformed("the body must be a JSON object");
      }
      problems.addAll(StrictJson.brokenTexts(body));
      body.fields().forEachRemaining(field -> parameters.put(field.getKey(), field.getValue()));
    } else {
      for (var parameter : request.queryParams()) {
        if (parameters.put(parameter.getKey(), TextNode.valueOf(parameter.getValue())) != null) {
          problems.add(new FieldProblem(parameter.getKey(), "must be given once"));
        }
      }
    }
    for (var name : parameters.keySet()) {
      if (!endpoint.parameters().contains(name)) {
        problems.add(new FieldProblem(name, "is not known here"));
      }
    }
    if (!problems.isEmpty()) {
      throw ProblemException.fields(problems);
    }
    return parameters;
  }

  private static void failed(RoutingContext request) {
    var path = request.request().path();
    int status = request.statusCode();
    if (status == 413) {
      request.response().putHeader(HttpHeaders.CONNECTION, "close");
      end(request, Problems.answer(413, "the body is over 4 MiB", path));
    } else if (status >= 400 && status < 500) {
      end(request, Problems.answer(status, "the request cannot be read", path));
    } else {
      end(request, Problems.answer(request.failure(), path));
    }
  }

  private void unknown(RoutingContext request) {
    var path = request.request().path();
    var allowed = new TreeSet<String>();
    for (var endpoint : endpoints) {
      if (endpoint.isAt(request.normalizedPath())) {
        allowed.add(endpoint.method().name());
      }
    }
    if (allowed.isEmpty()) {
      end(request, Problems.answer(404, "there is nothing at this address", path));
      return;
    }
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    var allow = String.join(", ", allowed);
    end(
        request,
        Problems.answer(405, request.request().method() + " is not known here, only " + allow, path)
            .with("Allow", allow));
  }

  private static void end(RoutingContext request, ApiAnswer answer) {
    var response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response
        .setStatusCode(answer.status())
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Content-Type-Options", "nosniff");
    answer.headers().forEach(response::putHeader);
    if (answer.body() == null) {
      response.end();
    } else {
      response.end(answer.body());
    }
  }
}
