package dev.kafila.boot.routes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the running routes of a file to what the file says, or leaves them as they are. */
final class LiveRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);

  private static final Duration DRAIN = Duration.ofSeconds(1);

  private final ModelCamelContext context;
  private final RouteModels models;
  private final RouteRehearsal rehearsal;

  LiveRoutes(ModelCamelContext context, RouteModels models, RouteRehearsal rehearsal) {
    this.context = context;
    this.models = models;
    this.rehearsal = rehearsal;
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
    var routes = models.running(file);
    try {
      stop(routes);
    } catch (Exception e) {
      throw new RouteProblemException(Diagnosis.of(file, routes, e), e);
    }
    return new Change(Set.of(), Set.of(), RouteModels.ids(routes));
  }

  private Change swap(String file, RouteFile before, RouteFile after) throws RouteProblemException {
    var ran = models.running(file);
    List<RouteDefinition> tried = new ArrayList<>();
    try {
      RouteRehearsal.requireChangeable(before, after);
      rehearsal.checkConfigurations(after);
      var kept = kept(ran, before, after);
      var stopping = RouteModels.without(ran, kept);
      tried.addAll(RouteModels.without(models.definitions(after), kept));
      rehearsal.create(file, tried, stopping);
      // Those that were rehearsed are used up.
      var starting = RouteModels.without(models.definitions(after), kept);
      exchange(file, stopping, starting, before);
      return change(RouteModels.ids(stopping), RouteModels.ids(starting));
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

  private void exchange(
      String file, List<RouteDefinition> stopping, List<RouteDefinition> starting, RouteFile before)
      throws Exception {
    stop(stopping);
    try {
      context.addRouteDefinitions(starting);
    } catch (Exception e) {
      var problem = Diagnosis.of(file, starting, e);
      restore(file, starting, RouteModels.ids(stopping), before);
      throw new RouteProblemException(problem, e);
    }
  }

  private void restore(
      String file, List<RouteDefinition> failed, Set<String> stopped, RouteFile before) {
    try {
      stop(failed);
      if (before != null) {
        var again = models.definitions(before);
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
}
