package dev.kafila.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Which groups read which topics, as the route files say.
 *
 * @param all one for each topic and group
 * @param notes files that could not be read
 */
record Subscriptions(List<Subscription> all, List<String> notes) {
  private static final String SCHEME = "ordered-kafka:";

  /**
   * Reads every route file of a folder, of whatever role.
   *
   * @param folder none is the same as an empty one
   */
  static Subscriptions read(Path folder) throws IOException {
    Map<List<String>, Subscription> found = new LinkedHashMap<>();
    List<String> notes = new ArrayList<>();
    for (var file : files(folder)) {
      try {
        collect(
            new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)), found);
      } catch (YamlEngineException | IOException e) {
        notes.add(
            "%s cannot be read: the groups of its routes are left out"
                .formatted(folder.getFileName().resolve(file.getFileName())));
      }
    }
    if (found.isEmpty()) {
      notes.add("no route in %s reads a topic: no group is judged".formatted(folder));
    }
    return new Subscriptions(List.copyOf(found.values()), notes);
  }

  private static Collection<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.newDirectoryStream(folder, "*.camel.yaml")) {
      var sorted = new TreeSet<Path>();
      files.forEach(sorted::add);
      return sorted;
    }
  }

  private static void collect(Object node, Map<List<String>, Subscription> found) {
    if (node instanceof Collection<?> list) {
      list.forEach(one -> collect(one, found));
    } else if (node instanceof Map<?, ?> map) {
      if (map.get("from") instanceof Map<?, ?> from
          && from.get("uri") instanceof String uri
          && uri.startsWith(SCHEME)) {
        add(uri.substring(SCHEME.length()), from.get("parameters"), found);
      }
      map.values().forEach(one -> collect(one, found));
    }
  }

  private static void add(String uri, Object parameters, Map<List<String>, Subscription> found) {
    var parts = uri.split("\\?", 2);
    Map<String, String> options = new TreeMap<>();
    if (parts.length > 1) {
      Arrays.stream(parts[1].split("&", -1))
          .map(option -> option.split("=", 2))
          .filter(option -> option.length == 2)
          .forEach(option -> options.put(option[0], option[1]));
    }
    if (parameters instanceof Map<?, ?> map) {
      map.forEach((name, value) -> options.put(String.valueOf(name), String.valueOf(value)));
    }
    var group = options.get("groupId");
    if (group == null) {
      return;
    }
    // From the latest on, what came before is nobody's; nor does anybody know where that was.
    boolean fromLatest = options.getOrDefault("autoOffsetReset", "earliest").equals("latest");
    for (var topic : parts[0].replaceFirst("^//", "").split(",", -1)) {
      found.merge(
          List.of(topic, group),
          new Subscription(
              topic,
              group,
              types(options.getOrDefault("eventTypes", "")),
              attributes(options.getOrDefault("attributes", "")),
              fromLatest),
          Subscriptions::both);
    }
  }

  private static Set<String> types(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(type -> !type.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Map<String, String> attributes(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(attribute -> attribute.split(":", 2))
        .filter(parts -> parts.length == 2)
        .collect(
            Collectors.toUnmodifiableMap(parts -> parts[0].strip(), parts -> parts[1].strip()));
  }

  /** Two routes of one group share its records between them. */
  private static Subscription both(Subscription one, Subscription other) {
    var types = new TreeSet<String>();
    if (!one.types().isEmpty() && !other.types().isEmpty()) {
      types.addAll(one.types());
      types.addAll(other.types());
    }
    var attributes = new TreeMap<>(one.attributes());
    attributes.entrySet().retainAll(other.attributes().entrySet());
    return new Subscription(
        one.topic(),
        one.group(),
        Set.copyOf(types),
        attributes,
        one.byOffsets() || other.byOffsets());
  }
}
