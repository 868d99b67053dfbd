package dev.kafila.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.event.TraceContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Makes a request of what came over the wire, as the contract wants it. */
final class RequestReader {
  private static final Pattern ENTITY_TAG = Pattern.compile("\"(\\d{1,18})\"");

  private RequestReader() {}

  /**
   * What came over the wire.
   *
   * @param path normalised, still percent-encoded
   * @param query null: none
   * @param header a header's value by name, null where it is not there
   * @param body empty: none
   */
  record Wire(
      String method, String path, String query, Function<String, String> header, byte[] body) {}

  /** The path parameters, decoded and checked. */
  static Map<String, String> path(Operation operation, String path) {
    Map<String, String> values = new LinkedHashMap<>();
    operation
        .match(Contract.segments(path))
        .orElseThrow(() -> ProblemException.of(404, "there is nothing here"))
        .forEach((name, value) -> values.put(name, Percent.decode(value)));
    List<FieldProblem> problems = new ArrayList<>();
    check(operation, "path", values, problems);
    refuse(problems);
    return values;
  }

  /**
   * Reads the rest of the request.
   *
   * @throws ProblemException 400 what cannot be read, 422 what makes no sense
   */
  static ApiRequest read(Operation operation, Map<String, String> path, Wire wire) {
    List<FieldProblem> problems = new ArrayList<>();
    var query = query(operation, wire, problems);
    var headers = headers(operation, wire);
    check(operation, "header", headers, problems);
    var body = body(operation, wire, problems);
    refuse(problems);
    var traceparent = wire.header().apply("traceparent");
    return new ApiRequest(
        operation.id(),
        path,
        query,
        body,
        expectedVersion(headers.get("If-Match")),
        Optional.ofNullable(headers.get("Idempotency-Key")),
        hash(wire),
        TraceContext.isValid(traceparent) ? traceparent : TraceContext.newTraceparent());
  }

  private static void refuse(List<FieldProblem> problems) {
    if (!problems.isEmpty()) {
      throw ProblemException.fields(problems);
    }
  }

  private static void check(
      Operation operation, String in, Map<String, String> values, List<FieldProblem> problems) {
    for (var parameter : operation.parameters()) {
      var value = values.get(parameter.name());
      if (parameter.in().equals(in) && value != null) {
        problems.addAll(parameter.problemsOf(value));
      }
    }
  }

  private static Map<String, String> query(
      Operation operation, Wire wire, List<FieldProblem> problems) {
    var query = Percent.query(wire.query());
    for (var parameter : operation.parameters()) {
      if (parameter.in().equals("query") && parameter.fallback() != null) {
        query.putIfAbsent(parameter.name(), parameter.fallback());
      }
    }
    problems.addAll(StrictJson.brokenTexts(Json.tree(query)));
    check(operation, "query", query, problems);
    return query;
  }

  private static Map<String, String> headers(Operation operation, Wire wire) {
    Map<String, String> values = new LinkedHashMap<>();
    for (var parameter : operation.parameters()) {
      if (parameter.in().equals("header")) {
        var value = wire.header().apply(parameter.name());
        if (value != null) {
          values.put(parameter.name(), value);
        }
      }
    }
    return values;
  }

  private static JsonNode body(Operation operation, Wire wire, List<FieldProblem> problems) {
    if (operation.body().isEmpty() || (wire.body().length == 0 && !operation.bodyRequired())) {
      return Json.mapper().createObjectNode();
    }
    var body = StrictJson.read(wire.body());
    problems.addAll(StrictJson.brokenTexts(body));
    problems.addAll(operation.body().get().problemsOf(body, ""));
    return body;
  }

  private static OptionalLong expectedVersion(String ifMatch) {
    if (ifMatch == null || ifMatch.equals("*")) {
      return OptionalLong.empty();
    }
    var tag = ENTITY_TAG.matcher(ifMatch);
    if (!tag.matches()) {
      throw ProblemException.malformed("If-Match must be \"<version>\" or *");
    }
    return OptionalLong.of(Long.parseLong(tag.group(1)));
  }

  private static String hash(Wire wire) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update((wire.method() + " " + wire.path() + "\n").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(wire.body()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
