package dev.kafila.web;

import java.util.List;
import java.util.Map;

/** A request that is refused: becomes an RFC 9457 problem. */
public final class ProblemException extends RuntimeException {
  private final int status;
  private final transient List<FieldProblem> errors;
  private final transient Map<String, String> headers;

  private ProblemException(
      int status, String detail, List<FieldProblem> errors, Map<String, String> headers) {
    super(detail);
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }

  /** Refuses with an HTTP status and a sentence that says why. */
  public static ProblemException of(int status, String detail) {
    return new ProblemException(status, detail, List.of(), Map.of());
  }

  /** A request that cannot be read. */
  public static ProblemException malformed(String detail) {
    return of(400, detail);
  }

  /** Fields that make no sense. */
  public static ProblemException fields(List<FieldProblem> errors) {
    var first = errors.get(0);
    return new ProblemException(422, first.field() + ": " + first.detail(), errors, Map.of());
  }

  /** One field that makes no sense. */
  public static ProblemException field(String field, String detail) {
    return fields(List.of(new FieldProblem(field, detail)));
  }

  /** The same refusal with a header on its answer. */
  public ProblemException with(String header, String value) {
    return new ProblemException(status, getMessage(), errors, Map.of(header, value));
  }

  public int status() {
    return status;
  }

  public List<FieldProblem> errors() {
    return errors;
  }

  public Map<String, String> headers() {
    return headers;
  }
}
