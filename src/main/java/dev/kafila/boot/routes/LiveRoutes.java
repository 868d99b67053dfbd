package dev.kafila.boot.routes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteDefinitionHelper;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PatternHelper;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the running routes of a file to what the file says, or leaves them as they are. */
final class LiveRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);

  /** What may stand beside routes and still be changed while they run. */
  private static final Set<String> CHANGEABLE = Set.of("route", "from", "rest", "beans");

  private static final Duration DRAIN = Duration.ofSeconds(1);

  private final ModelCamelContext context;

  LiveRoutes(CamelContext context) {
    this.context = (ModelCamelContext) context;
  }

  /**
   * What one change did.
   *
   * @param changed ids of the routes that run anew
   */
  record Change(Set<String> changed, Set<String> added, Set<String> removed) {
    @Override
    public String toString() {
      List<String> parts = new ArrayList<>();
      say(parts, "changed", changed);
      say(parts, "added", added);
      say(parts, "removed", removed);
      return parts.isEmpty() ? "nothing to change" : String.join("; ", parts);
    }

    private static void say(List<String> parts, String what, Set<String> ids) {
      if (!ids.isEmpty()) {
        parts.add(what + " " + String.join(", ", ids));
      }
    }
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

  /**
   * Starts the routes of a file that was not there.
   *
   * @throws RouteProblemException if it cannot run; then none of it does
   */
  Change add(RouteFile file) throws RouteProblemException {
    return swap(file.name(), null, file);
  }

  /**
   * Replaces what is different; routes that are written as before run on untouched.
   *
   * @throws RouteProblemException if it cannot run; then what ran before does
   */
  Change replace(RouteFile before, RouteFile after) throws RouteProblemException {
    return swap(after.name(), before, after);
  }

  /** Stops all routes of a file. */
  Change remove(String file) throws RouteProblemException {
    var routes = running(file);
    try {
      stop(routes);
    } catch (Exception e) {
      throw new RouteProblemException(Diagnosis.of(file, routes, e), e);
    }
    return new Change(Set.of(), Set.of(), ids(routes));
  }

  private Change swap(String file, RouteFile before, RouteFile after) throws RouteProblemException {
    var ran = running(file);
    List<RouteDefinition> tried = new ArrayList<>();
    try {
      requireChangeable(before, after);
      checkConfigurations(after);
      var kept = kept(ran, before, after);
      var stopping = without(ran, kept);
      tried.addAll(without(definitions(after), kept));
      rehearse(file, tried, stopping);
      // Those that were rehearsed are used up.
      var starting = without(definitions(after), kept);
      exchange(file, stopping, starting, before);
      return change(ids(stopping), ids(starting));
    } catch (RouteProblemException e) {
      throw e;
    } catch (Exception e) {
      throw new RouteProblemException(Diagnosis.of(file, tried, e), e);
    }
  }

  private static Change change(Set<String> stopped, Set<String> started) {
    var changed = new TreeSet<>(stopped);
    changed.retainAll(started);
    var added = new TreeSet<>(started);
    added.removeAll(stopped);
    var removed = new TreeSet<>(stopped);
    removed.removeAll(started);
    return new Change(changed, added, removed);
  }

  private static void requireChangeable(RouteFile before, RouteFile after)
      throws RouteProblemException {
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

  /** The ids of the routes that are to be left alone. */
  private static Set<String> kept(List<RouteDefinition> ran, RouteFile before, RouteFile after) {
    Set<String> kept = new HashSet<>();
    if (before == null
        || !same(before.surroundings(), after.surroundings())
        || !contractsOnly(before)
        || !contractsOnly(after)) {
      return kept;
    }
    boolean restsStay = same(before.rests(), after.rests());
    for (var route : ran) {
      var id = route.getRouteId();
      var old = before.route(id);
      boolean stays =
          old.isPresent()
              ? after.route(id).filter(old.get()::says).isPresent()
              : restsStay && route.isRest() != null && route.isRest();
      if (stays) {
        kept.add(id);
      }
    }
    return kept;
  }

  /** Camel melts the routes that other kinds of rest call into them. */
  private static boolean contractsOnly(RouteFile file) {
    return file.rests().stream().allMatch(RouteFile.Entry::isContract);
  }

  private static boolean same(List<RouteFile.Entry> before, List<RouteFile.Entry> after) {
    if (before.size() != after.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      if (!before.get(i).says(after.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Creates the routes without starting them, which finds nearly everything that can be wrong. */
  private void rehearse(String file, List<RouteDefinition> routes, List<RouteDefinition> stopping)
      throws Exception {
    var others = without(context.getRouteDefinitions(), ids(stopping));
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

  private void exchange(
      String file, List<RouteDefinition> stopping, List<RouteDefinition> starting, RouteFile before)
      throws Exception {
    stop(stopping);
    try {
      context.addRouteDefinitions(starting);
    } catch (Exception e) {
      var problem = Diagnosis.of(file, starting, e);
      restore(file, starting, ids(stopping), before);
      throw new RouteProblemException(problem, e);
    }
  }

  private void restore(
      String file, List<RouteDefinition> failed, Set<String> stopped, RouteFile before) {
    try {
      stop(failed);
      if (before != null) {
        var again = definitions(before);
        again.removeIf(route -> !stopped.contains(route.getRouteId()));
        context.addRouteDefinitions(again);
      }
    } catch (Exception e) {
      LOG.error("{}: its routes could not be started as they were; start anew", file, e);
    }
  }

  private void stop(List<RouteDefinition> routes) throws Exception {
    for (var route : routes) {
      drain(route.getRouteId());
      context.removeRouteDefinition(route);
    }
  }

  /**
   * Makes callers of a {@code direct} route wait for the next one, for otherwise Camel lets them in
   * for as long as others are inside.
   */
  private void drain(String id) throws InterruptedException {
    var route = context.getRoute(id);
    if (route == null || !(route.getConsumer() instanceof DirectConsumer consumer)) {
      return;
    }
    ServiceHelper.suspendService(consumer);
    long until = System.nanoTime() + DRAIN.toNanos();
    while (context.getInflightRepository().size(id) > 0 && System.nanoTime() < until) {
      Thread.sleep(2);
    }
  }

  /** Camel's model of a file's routes; each call makes them anew. */
  private List<RouteDefinition> definitions(RouteFile file) throws Exception {
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

  private List<RouteDefinition> running(String file) {
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

  private static List<RouteDefinition> without(
      Collection<RouteDefinition> routes, Set<String> ids) {
    return routes.stream()
        .filter(route -> !ids.contains(route.getRouteId()))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Set<String> ids(List<RouteDefinition> routes) {
    return routes.stream()
        .map(RouteDefinition::getRouteId)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
