package dev.kafila.boot.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Turns Camel's exceptions into a file, a line and a reason that fits on one. */
public final class Diagnosis {
  private static final String STEP_BEGINS = ">>> ";
  private static final String STEP_ENDS = " <<<";

  private Diagnosis() {}

  /**
   * What a failed start says of a route file.
   *
   * @return empty if no route file is to blame
   */
  public static Optional<RouteProblem> of(CamelContext context, Throwable failure) {
    for (var e : causes(failure)) {
      if (e instanceof MarkedYamlEngineException marked && marked.getProblemMark().isPresent()) {
        return Optional.of(of(marked.getProblemMark().get().getName(), e));
      }
      var id = routeId(e);
      if (id.isPresent()) {
        return Optional.of(ofRoute(definition(context, id.get()), id.get(), failure));
      }
    }
    return Optional.empty();
  }

  private static Optional<RouteDefinition> definition(CamelContext context, String id) {
    return Optional.ofNullable(context)
        .map(c -> c.getCamelContextExtension().getContextPlugin(Model.class))
        .map(model -> model.getRouteDefinition(id));
  }

  private static RouteProblem ofRoute(
      Optional<RouteDefinition> definition, String id, Throwable failure) {
    return definition
        .filter(route -> route.getInput() != null && route.getInput().getLocation() != null)
        .map(route -> of(route.getInput().getLocation(), List.of(route), failure))
        .orElseGet(() -> new RouteProblem("route " + id, 0, reason(failure)));
  }

  /** The problem that a failure of reading this file shows. */
  static RouteProblem of(String file, Throwable failure) {
    return of(file, List.of(), failure);
  }

  /**
   * The problem that a failure of one of these routes shows.
   *
   * @param routes all from the file
   */
  static RouteProblem of(String file, List<RouteDefinition> routes, Throwable failure) {
    var name = withoutScheme(file);
    return new RouteProblem(name, line(name, routes, failure), reason(failure));
  }

  private static String withoutScheme(String location) {
    return location.startsWith("file:") ? location.substring("file:".length()) : location;
  }

  private static int line(String file, List<RouteDefinition> routes, Throwable failure) {
    for (var e : causes(failure)) {
      if (e instanceof MarkedYamlEngineException marked && marked.getProblemMark().isPresent()) {
        return marked.getProblemMark().get().getLine() + 1;
      }
      var id = routeId(e);
      var route = routes.stream().filter(r -> id.equals(Optional.of(r.getRouteId()))).findFirst();
      if (route.isPresent()) {
        return line(file, route.get(), e.getMessage());
      }
    }
    return 0;
  }

  /** The line of the step that the message quotes, or of where the route starts. */
  private static int line(String file, RouteDefinition route, String message) {
    int begin = message.indexOf(STEP_BEGINS);
    int end = message.indexOf(STEP_ENDS);
    if (begin >= 0 && end > begin) {
      var quoted = message.substring(begin + STEP_BEGINS.length(), end);
      for (ProcessorDefinition<?> step : route.getOutputs()) {
        if (step.getLineNumber() > 0 && step.toString().equals(quoted)) {
          return line(file, step);
        }
      }
    }
    return Math.max(0, route.getInput().getLineNumber());
  }

  private static int line(String file, ProcessorDefinition<?> step) {
    try {
      return RouteFolder.read(file).lineOfStep(step.getShortName(), step.getLineNumber());
    } catch (RouteProblemException e) {
      return step.getLineNumber();
    }
  }

  private static Optional<String> routeId(Throwable failure) {
    if (failure instanceof FailedToCreateRouteException e) {
      return Optional.ofNullable(e.getRouteId());
    }
    if (failure instanceof FailedToStartRouteException e) {
      return Optional.ofNullable(e.getRouteId());
    }
    return Optional.empty();
  }

  /**
   * Camel wraps: what the innermost of its exceptions says is the matter, and what a library below
   * it adds is the detail.
   */
  private static String reason(Throwable failure) {
    var reason = "";
    var wrapper = true;
    for (var e : causes(failure)) {
      var message = message(e);
      if (wrapper || isCamels(e)) {
        reason = message;
        wrapper = isWrapper(e);
      } else if (!reason.contains(message)) {
        reason += " (" + message + ")";
      }
    }
    return reason;
  }

  private static boolean isWrapper(Throwable e) {
    return e.getCause() != null
        && (e.getClass() == RuntimeCamelException.class || routeId(e).isPresent());
  }

  private static boolean isCamels(Throwable e) {
    return e instanceof MarkedYamlEngineException
        || e.getClass().getName().startsWith("org.apache.camel.");
  }

  private static String message(Throwable e) {
    var text = e instanceof MarkedYamlEngineException marked ? marked.getProblem() : e.getMessage();
    return text == null || text.isBlank()
        ? e.getClass().getSimpleName()
        : text.replaceAll("\\s+", " ").trim();
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (var e = failure; e != null && !causes.contains(e); e = e.getCause()) {
      causes.add(e);
    }
    return causes;
  }
}
