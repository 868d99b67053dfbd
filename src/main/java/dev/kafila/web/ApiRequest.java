package dev.kafila.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Cause;
import dev.kafila.event.Json;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A request that the contract allows, from someone who may make it.
 *
 * @param operationId the operation's name in the contract
 * @param path path parameters by name, decoded
 * @param query query parameters by name, decoded, with the contract's defaults
 * @param body an empty object where there is none
 * @param expectedVersion from {@code If-Match}; empty: whatever it is
 * @param hash of method, path and body: tells a repeat from another request with the same key
 * @param traceparent W3C trace context, the caller's or a new one
 */
public record ApiRequest(
    String operationId,
    Map<String, String> path,
    Map<String, String> query,
    JsonNode body,
    OptionalLong expectedVersion,
    Optional<String> idempotencyKey,
    String hash,
    String traceparent) {

  public String userId() {
    return path.get("user_id");
  }

  /**
   * A path parameter that is an id.
   *
   * @throws ProblemException 404 if it is none: then there is no such thing
   */
  public UUID id(String name) {
    var text = path.get(name);
    try {
      var id = UUID.fromString(text);
      if (id.toString().equalsIgnoreCase(text)) {
        return id;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw ProblemException.of(404, "there is no " + name.replace("_id", "") + " of that id");
  }

  public int limit() {
    return Integer.parseInt(query.get("limit"));
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** The body as a value. */
  public <T> T body(Class<T> type) {
    return Json.mapper().convertValue(body, type);
  }

  /** What events that follow from this request say they were caused by. */
  public Cause cause() {
    return new Cause("/kafila/api", traceparent);
  }
}
