package dev.kafila.boot.routes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteDefinitionHelper;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PatternHelper;

/** Finds what is wrong with the routes of a file before anything that runs is touched. */
final class RouteRehearsal {
  /** What may stand beside routes and still be changed while they run. */
  private static final Set<String> CHANGEABLE = Set.of("route", "from", "rest", "beans");

  private final ModelCamelContext context;

  RouteRehearsal(ModelCamelContext context) {
    this.context = context;
  }

  /** Some entries of a file are read at the start only. */
  static void requireChangeable(RouteFile before, RouteFile after) throws RouteProblemException {
    for (var entry : after.entries()) {
      boolean same = before != null && before.entries().stream().anyMatch(entry::says);
      if (!same && !CHANGEABLE.contains(entry.kind())) {
        throw new RouteProblemException(
            new RouteProblem(
                after.name(),
                entry.line(),
                entry.kind() + " takes effect when Kafila starts anew"));
      }
    }
  }

  /** Camel passes over the name of a route configuration that is not there. */
  void checkConfigurations(RouteFile file) throws RouteProblemException {
    var known =
        context.getRouteConfigurationDefinitions().stream().map(c -> c.getId()).sorted().toList();
    for (var entry : file.entries()) {
      for (var id : entry.text("routeConfigurationId").orElse("").split(",")) {
        var pattern = context.resolvePropertyPlaceholders(id.trim());
        if (!pattern.isEmpty()
            && known.stream().noneMatch(c -> PatternHelper.matchPattern(c, pattern))) {
          throw new RouteProblemException(
              new RouteProblem(
                  file.name(),
                  entry.line(),
                  "routeConfigurationId %s: there is %s"
                      .formatted(pattern, known.isEmpty() ? "none" : String.join(", ", known))));
        }
      }
    }
  }

  /** Creates the routes without starting them, which finds nearly everything that can be wrong. */
  void create(String file, List<RouteDefinition> routes, List<RouteDefinition> stopping)
      throws Exception {
    var others = RouteModels.without(context.getRouteDefinitions(), RouteModels.ids(stopping));
    RouteDefinitionHelper.forceAssignIds(context, routes);
    requireNewIds(file, routes, others);
    var all = new ArrayList<>(others);
    all.addAll(routes);
    try {
      for (var route : routes) {
        var twice = RouteDefinitionHelper.validateUniqueIds(route, all, route.getNodePrefixId());
        if (twice != null) {
          throw new RouteProblemException(
              new RouteProblem(
                  file,
                  route.getInput().getLineNumber(),
                  "the id %s is used twice".formatted(twice)));
        }
        context.getCamelContextExtension().createRoute(route.getRouteId());
        context.getModelReifierFactory().createRoute(context, route);
      }
    } finally {
      context.getCamelContextExtension().createRoute(null);
    }
  }

  private static void requireNewIds(
      String file, List<RouteDefinition> routes, List<RouteDefinition> others)
      throws RouteProblemException {
    Set<String> seen = new HashSet<>();
    for (var route : routes) {
      var id = route.getRouteId();
      var elsewhere = others.stream().filter(other -> other.getRouteId().equals(id)).findFirst();
      if (elsewhere.isPresent() || !seen.add(id)) {
        var where = elsewhere.map(other -> place(other.getResource())).orElse(file);
        throw new RouteProblemException(
            new RouteProblem(
                file,
                route.getInput().getLineNumber(),
                "there is a route %s in %s already".formatted(id, where)));
      }
    }
  }

  private static String place(Resource resource) {
    return resource == null ? "the program" : resource.getLocation().replaceFirst("^file:", "");
  }
}
