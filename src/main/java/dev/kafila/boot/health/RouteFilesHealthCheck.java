package dev.kafila.boot.health;

import dev.kafila.boot.routes.RouteProblem;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Whether what runs is what the route files say. If not, somebody has to mend a file; what ran
 * before still does, so the process is as ready and as live as it was.
 */
public final class RouteFilesHealthCheck extends AbstractHealthCheck {
  private final Supplier<List<RouteProblem>> problems;

  public RouteFilesHealthCheck(Supplier<List<RouteProblem>> problems) {
    super("kafila", "route-files");
    this.problems = problems;
  }

  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  public boolean isReadiness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    var found = problems.get();
    if (found.isEmpty()) {
      builder.up();
      return;
    }
    builder
        .down()
        .message(found.stream().map(RouteProblem::toString).collect(Collectors.joining("; ")));
  }
}
