package dev.kafila.boot.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * A route file as text and as the entries of its list.
 *
 * @param name as people know it, such as {@code routes/recurring.camel.yaml}
 */
record RouteFile(String name, String text, List<Entry> entries, List<Step> steps) {
  private static final Set<String> ROUTES = Set.of("route", "from", "rest");

  /**
   * One entry of the list.
   *
   * @param kind {@code route}, {@code rest}, {@code beans}, ...
   * @param line where it starts, from 1
   * @param content maps, lists and scalars; equal whatever the layout and comments
   */
  record Entry(String kind, int line, Object content) {

    /** The id that a route gives itself. */
    Optional<String> id() {
      return kind.equals("route") ? text("id") : Optional.empty();
    }

    /** A text in the entry's own fields. */
    Optional<String> text(String field) {
      return content instanceof Map<?, ?> map && map.get(field) instanceof String text
          ? Optional.of(text)
          : Optional.empty();
    }

    boolean isRoute() {
      return ROUTES.contains(kind);
    }

    /** Whether it is served from a contract, so that it stands apart from the routes it calls. */
    boolean isContract() {
      return kind.equals("rest") && content instanceof Map<?, ?> map && map.containsKey("openApi");
    }

    boolean says(Entry other) {
      return kind.equals(other.kind) && content.equals(other.content);
    }
  }

  /**
   * One item of a list that has one name, such as a step.
   *
   * @param line where it stands, from 1
   * @param camelsLine where Camel says that it stands
   */
  private record Step(String kind, int line, int camelsLine) {}

  /**
   * Reads a file's text.
   *
   * @throws RouteProblemException if it is not YAML, or no list with a route in it: Camel would
   *     load nothing and say nothing
   */
  static RouteFile parse(String name, String text) throws RouteProblemException {
    var settings = LoadSettings.builder().setLabel(name).build();
    try {
      var root = new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text)));
      var node = root.getSingleNode();
      var entries = entries(name, node, new StandardConstructor(settings));
      if (entries.stream().noneMatch(Entry::isRoute)) {
        throw withoutRoute(name, entries);
      }
      List<Step> steps = new ArrayList<>();
      node.ifPresent(list -> steps(list, steps));
      return new RouteFile(name, text, entries, steps);
    } catch (YamlEngineException e) {
      throw new RouteProblemException(Diagnosis.of(name, e), e);
    }
  }

  private static RouteProblemException withoutRoute(String name, List<Entry> entries) {
    if (entries.isEmpty()) {
      return problem(name, 0, "there is no route in it");
    }
    var first = entries.get(0);
    return problem(
        name,
        first.line(),
        "there is no route in it, only '- %s:'; a route begins with '- route:'"
            .formatted(first.kind()));
  }

  private static List<Entry> entries(
      String name, Optional<Node> root, StandardConstructor constructor)
      throws RouteProblemException {
    if (root.isEmpty()) {
      throw problem(name, 0, "it is empty; delete it to stop its routes");
    }
    if (!(root.get() instanceof SequenceNode list)) {
      throw problem(
          name, line(root.get()), "it must be a list: write '- route:' instead of 'route:'");
    }
    List<Entry> entries = new ArrayList<>();
    for (var node : list.getValue()) {
      if (!(node instanceof MappingNode mapping)
          || mapping.getValue().size() != 1
          || !(mapping.getValue().get(0).getKeyNode() instanceof ScalarNode kind)) {
        throw problem(
            name,
            line(node),
            "each entry of the list has one name, such as '- route:'; indent the rest");
      }
      var content = constructor.constructSingleDocument(Optional.of(mapping));
      entries.add(
          new Entry(kind.getValue(), line(node), ((Map<?, ?>) content).get(kind.getValue())));
    }
    return List.copyOf(entries);
  }

  private static void steps(Node node, List<Step> found) {
    if (node instanceof SequenceNode list) {
      for (var item : list.getValue()) {
        if (item instanceof MappingNode mapping
            && mapping.getValue().size() == 1
            && mapping.getValue().get(0).getKeyNode() instanceof ScalarNode kind) {
          var value = mapping.getValue().get(0).getValueNode();
          // Camel counts from 0 where a step's options begin, and from 1 where it has just a text.
          int camelsLine = value instanceof ScalarNode ? line(value) : line(value) - 1;
          found.add(new Step(kind.getValue(), line(kind), camelsLine));
        }
        steps(item, found);
      }
    } else if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(tuple -> steps(tuple.getValueNode(), found));
    }
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  private static RouteProblemException problem(String name, int line, String reason) {
    return new RouteProblemException(new RouteProblem(name, line, reason));
  }

  /** The route's entry, if it is written out in this file. */
  Optional<Entry> route(String id) {
    return entries.stream().filter(entry -> entry.id().equals(Optional.of(id))).findFirst();
  }

  /** The line, from 1, of the step that Camel places at a line of its own counting. */
  int lineOfStep(String kind, int camelsLine) {
    return steps.stream()
        .filter(step -> step.kind().equals(kind) && step.camelsLine() == camelsLine)
        .mapToInt(Step::line)
        .findFirst()
        .orElse(camelsLine);
  }

  /** The entries that are no routes: they apply to all routes of the file. */
  List<Entry> surroundings() {
    return entries.stream().filter(entry -> !entry.isRoute()).toList();
  }

  /** The entries that Camel itself turns into routes. */
  List<Entry> rests() {
    return entries.stream().filter(entry -> entry.kind().equals("rest")).toList();
  }

  Set<String> kinds() {
    return entries.stream().map(Entry::kind).collect(Collectors.toSet());
  }
}
