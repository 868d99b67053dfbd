package dev.kafila.boot.routes;

/** A route file cannot run as it stands. */
public final class RouteProblemException extends Exception {
  private final transient RouteProblem problem;

  RouteProblemException(RouteProblem problem) {
    this(problem, null);
  }

  RouteProblemException(RouteProblem problem, Throwable cause) {
    super(problem.toString(), cause);
    this.problem = problem;
  }

  public RouteProblem problem() {
    return problem;
  }
}
