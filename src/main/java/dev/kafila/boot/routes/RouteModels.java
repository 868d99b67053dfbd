package dev.kafila.boot.routes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Camel's model of the routes of files: of those that run, and of what a file says. */
final class RouteModels {
  private final ModelCamelContext context;

  RouteModels(ModelCamelContext context) {
    this.context = context;
  }

  /** Whether a route of this file runs. */
  boolean runs(String file) {
    return !running(file).isEmpty();
  }

  /** The files of a directory that have a route that runs. */
  Set<String> filesIn(Path directory) {
    return context.getRouteDefinitions().stream()
        .flatMap(route -> file(route.getResource()).stream())
        .filter(file -> absolute(directory).equals(file.getParent()))
        .map(file -> directory.resolve(file.getFileName()).toString())
        .collect(Collectors.toSet());
  }

  /** Camel's model of a file's routes; each call makes them anew. */
  List<RouteDefinition> definitions(RouteFile file) throws Exception {
    List<RouteDefinition> definitions = new ArrayList<>();
    var resource = ResourceHelper.fromString("file:" + file.name(), file.text());
    var builders = PluginHelper.getRoutesLoader(context).findRoutesBuilders(List.of(resource));
    for (var builder : builders) {
      if (builder instanceof RouteBuilder routes) {
        routes.configureRoutes(context);
        routes.configureRests(context);
        var collection = routes.getRouteCollection();
        for (var rest : routes.getRestCollection().getRests()) {
          rest.asRouteDefinition(context).forEach(collection::route);
        }
        collection.getRoutes().forEach(collection::prepareRoute);
        definitions.addAll(collection.getRoutes());
      }
    }
    return definitions;
  }

  /** Those of a file that run now, in a list of the caller's own. */
  List<RouteDefinition> running(String file) {
    return context.getRouteDefinitions().stream()
        .filter(route -> isFrom(file, route.getResource()))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static boolean isFrom(String file, Resource resource) {
    return file(resource).equals(Optional.of(absolute(Path.of(file))));
  }

  private static Optional<Path> file(Resource resource) {
    return Optional.ofNullable(resource)
        .map(Resource::getLocation)
        .filter(location -> location.startsWith("file:"))
        .map(location -> absolute(Path.of(location.substring("file:".length()))));
  }

  private static Path absolute(Path file) {
    return file.toAbsolutePath().normalize();
  }

  static List<RouteDefinition> without(Collection<RouteDefinition> routes, Set<String> ids) {
    return routes.stream()
        .filter(route -> !ids.contains(route.getRouteId()))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  static Set<String> ids(List<RouteDefinition> routes) {
    return routes.stream()
        .map(RouteDefinition::getRouteId)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
