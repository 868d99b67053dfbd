package dev.kafila.boot.routes;

import dev.kafila.boot.routes.RouteFolder.Stamp;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.RouteWatcherReloadStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an edited route file live; one that cannot run changes nothing and is reported until it is
 * mended.
 *
 * <p>It looks four times a second instead of asking the operating system for news: that is the same
 * on every file system, and a file counts only once it has stayed as it is for a look, so an editor
 * may write it twice or by way of another file. Camel's own watcher is no base for this: it acts on
 * each single event, and stops the old route before it knows whether the new one can run.
 */
public final class RouteReload implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RouteReload.class);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final int LOOKS_UNTIL_WRITTEN = 1;

  /** Longer: an editor that saves by way of another file takes the old one away first. */
  private static final int LOOKS_UNTIL_GONE = 4;

  private final CamelContext context;
  private final RouteFolder folder;
  private final RouteModels models;
  private final RouteRehearsal rehearsal;
  private final LiveRoutes routes;
  private final Thread thread = new Thread(this::run, "route-reload");
  private final Counter takenOver;
  private final Counter refused;

  /** What runs, by file; read and written by the thread only, once it is started. */
  private final Map<String, RouteFile> live = new TreeMap<>();

  /** What was last taken notice of, by file. */
  private final Map<String, Stamp> settled = new TreeMap<>();

  private final Map<String, Sighting> unsettled = new TreeMap<>();
  private final SortedMap<String, RouteProblem> problems = new ConcurrentSkipListMap<>();
  private final CountDownLatch stopping = new CountDownLatch(1);

  /** Changes that wait until it is known which files are gone: routes may have moved. */
  private final Set<String> changed = new TreeSet<>();

  public RouteReload(CamelContext context, RouteFolder folder, MeterRegistry meters) {
    this.context = context;
    this.folder = folder;
    var model = (ModelCamelContext) context;
    this.models = new RouteModels(model);
    this.rehearsal = new RouteRehearsal(model);
    this.routes = new LiveRoutes(model, models, rehearsal);
    thread.setDaemon(true);
    // Camel finds components and data formats by it.
    thread.setContextClassLoader(RouteReload.class.getClassLoader());
    Gauge.builder("kafila.routes.refused", problems, Map::size)
        .description("Route files that are not taken over")
        .register(meters);
    this.takenOver = reloads("live", meters);
    this.refused = reloads("refused", meters);
  }

  private static Counter reloads(String result, MeterRegistry meters) {
    return Counter.builder("kafila.routes.reloads")
        .description("Changes of route files, by what became of them")
        .tag("result", result)
        .register(meters);
  }

  /**
   * A file that differs from what was last taken notice of.
   *
   * @param stamp empty: it is gone
   * @param looks how often it was seen like this
   */
  private record Sighting(Optional<Stamp> stamp, int looks) {
    boolean settles() {
      return looks > (stamp.isPresent() ? LOOKS_UNTIL_WRITTEN : LOOKS_UNTIL_GONE);
    }
  }

  /**
   * Reads the files that are about to be loaded, before Camel does.
   *
   * @throws RouteProblemException if one of them would not load, or would load nothing
   */
  public void read() throws RouteProblemException {
    if (!folder.exists()) {
      return;
    }
    try {
      var stamps = folder.stamps();
      for (var name : stamps.keySet()) {
        live.put(name, RouteFolder.read(name));
      }
      requireDifferentIds();
      settled.putAll(stamps);
    } catch (IOException e) {
      throw new RouteProblemException(
          new RouteProblem(folder.directory().toString(), 0, "cannot be read (%s)".formatted(e)),
          e);
    }
  }

  private void requireDifferentIds() throws RouteProblemException {
    Map<String, String> files = new HashMap<>();
    for (var file : live.values()) {
      for (var entry : file.entries()) {
        var id = entry.id().orElse(null);
        var other = id == null ? null : files.putIfAbsent(id, file.name());
        if (other != null) {
          throw new RouteProblemException(
              new RouteProblem(
                  file.name(),
                  entry.line(),
                  "there is a route %s in %s already".formatted(id, other)));
        }
      }
    }
  }

  /**
   * Compares what was read with the route configurations, once these are there.
   *
   * @throws RouteProblemException if a route names one that is not
   */
  public void checkConfigurations() throws RouteProblemException {
    for (var file : live.values()) {
      rehearsal.checkConfigurations(file);
    }
  }

  /** Begins to look; called when the routes run. */
  public void start() {
    if (!folder.exists()) {
      return;
    }
    if (context.hasService(RouteWatcherReloadStrategy.class) != null) {
      LOG.info(
          "Camel reloads routes here (--dev or camel.main.routesReloadEnabled); Kafila leaves it to it");
      return;
    }
    // Camel may have been given only some of them.
    live.keySet().removeIf(name -> !models.runs(name));
    // And a file may have come between our reading and Camel's.
    models.filesIn(folder.directory()).stream()
        .filter(name -> !live.containsKey(name))
        .forEach(name -> settled.put(name, Stamp.UNKNOWN));
    thread.start();
  }

  /** What is wrong with files that are not taken over. */
  public List<RouteProblem> problems() {
    return List.copyOf(problems.values());
  }

  private void run() {
    try {
      while (!stopping.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          look();
        } catch (RuntimeException e) {
          LOG.error("looking at {}: {}", folder.directory(), e.toString(), e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    SortedMap<String, Stamp> now;
    var name = folder.directory().toString();
    try {
      now = folder.stamps();
    } catch (IOException e) {
      report(new RouteProblem(name, 0, "cannot be read (%s); its routes run on".formatted(e)));
      return;
    }
    problems.remove(name);
    changed.addAll(settledAnew(now));
    boolean someMayBeGone = unsettled.values().stream().anyMatch(s -> s.stamp().isEmpty());
    if (!changed.isEmpty() && !someMayBeGone) {
      reconcile(now);
      changed.clear();
    }
  }

  /** The files that have changed, and have stayed as they are since the look before. */
  private Set<String> settledAnew(Map<String, Stamp> now) {
    Set<String> names = new TreeSet<>(now.keySet());
    names.addAll(settled.keySet());
    names.addAll(unsettled.keySet());
    Set<String> anew = new TreeSet<>();
    for (var name : names) {
      var stamp = Optional.ofNullable(now.get(name));
      if (stamp.equals(Optional.ofNullable(settled.get(name)))) {
        unsettled.remove(name);
        continue;
      }
      var sighting = unsettled.get(name);
      boolean same = sighting != null && sighting.stamp().equals(stamp);
      var seen = new Sighting(stamp, same ? sighting.looks() + 1 : 1);
      unsettled.put(name, seen);
      if (seen.settles()) {
        unsettled.remove(name);
        stamp.ifPresentOrElse(s -> settled.put(name, s), () -> settled.remove(name));
        anew.add(name);
      }
    }
    return anew;
  }

  /** Takes over what can be, until nothing more can: one file may wait for another's change. */
  private void reconcile(Map<String, Stamp> now) {
    var open = new TreeSet<>(changed);
    boolean progress = true;
    while (progress && stopping.getCount() > 0) {
      progress = false;
      // Those that are gone first: their routes may have moved to another file.
      List<String> order = new ArrayList<>(open);
      order.sort((a, b) -> Boolean.compare(now.containsKey(a), now.containsKey(b)));
      for (var name : order) {
        if (takeOver(name, now.containsKey(name))) {
          open.remove(name);
          progress = true;
        }
      }
      if (progress) {
        open.addAll(problems.keySet());
        open.retainAll(now.keySet());
      }
    }
  }

  /**
   * @return whether what runs is what the file says
   */
  private boolean takeOver(String name, boolean there) {
    try {
      if (there) {
        var file = RouteFolder.read(name);
        var before = live.get(name);
        rehearsal.checkConfigurations(file);
        var change = before == null ? routes.add(file) : routes.replace(before, file);
        live.put(name, file);
        LOG.info("{} is live: {}", name, change);
      } else {
        live.remove(name);
        LOG.info("{} is gone: {}", name, routes.remove(name));
      }
      problems.remove(name);
      takenOver.increment();
      return true;
    } catch (RouteProblemException e) {
      LOG.debug("{}", name, e);
      report(new RouteProblem(name, e.problem().line(), e.problem().reason()));
      return false;
    }
  }

  private void report(RouteProblem problem) {
    if (!problem.equals(problems.put(problem.file(), problem))) {
      refused.increment();
      LOG.warn("{}; not taken over, what ran before runs on", problem);
    }
  }

  @Override
  public void close() {
    stopping.countDown();
    try {
      // A change under way is finished: routes are then either the old or the new ones.
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
