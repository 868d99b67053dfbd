package dev.kafila.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * An error as the contract shows it (RFC 9457).
 *
 * @param instance the path that was asked for, or, where the fault is ours, a URN that stands in
 *     the log beside the cause
 * @param errors empty unless fields make no sense
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "instance", "errors"})
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldProblem> errors) {
  public static final String MEDIA_TYPE = "application/problem+json";
}
