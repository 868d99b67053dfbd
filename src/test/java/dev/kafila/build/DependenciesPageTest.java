package dev.kafila.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** docs/dependencies.md names every dependency of pom.xml, with the version used and a reason. */
class DependenciesPageTest {
  private static final int DEPENDENCY = 1;
  private static final int VERSION = 2;
  private static final int REASON = 3;

  record Dependency(String group, String artifact, String version) {}

  @ParameterizedTest(name = "{0}")
  @MethodSource("dependencies")
  void names(Dependency dependency) throws IOException {
    // When
    var rows =
        Files.readAllLines(Path.of("docs/dependencies.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("\\|"))
            .filter(cells -> cells[DEPENDENCY].contains("`" + dependency.artifact() + "`"));

    // Then
    assertThat(rows)
        .as(dependency.toString())
        .anySatisfy(
            cells -> {
              assertThat(cells[VERSION].trim()).isEqualTo(dependency.version());
              assertThat(cells[REASON]).isNotBlank();
            });
  }

  static Stream<Dependency> dependencies() throws Exception {
    var pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("pom.xml").toFile())
            .getDocumentElement();
    var properties = new HashMap<String, String>();
    children(child(pom, "properties")).forEach(p -> properties.put(p.getTagName(), text(p)));
    var managed = new ArrayList<Dependency>();
    read(child(pom, "dependencyManagement"), managed, properties, List.of());
    var found = new ArrayList<Dependency>();
    read(pom, found, properties, managed);
    for (var profile : children(child(pom, "profiles"))) {
      read(profile, found, properties, managed);
    }
    return found.stream();
  }

  private static void read(
      Element parent,
      List<Dependency> into,
      Map<String, String> properties,
      List<Dependency> managed) {
    for (var element : children(child(parent, "dependencies"))) {
      var group = text(child(element, "groupId"));
      var artifact = text(child(element, "artifactId"));
      var version = child(element, "version");
      into.add(
          new Dependency(
              group,
              artifact,
              version == null
                  ? managedVersion(group, artifact, managed)
                  : resolved(text(version), properties)));
    }
  }

  /** That of the dependency itself, else that of its group's BOM. */
  private static String managedVersion(String group, String artifact, List<Dependency> managed) {
    return managed.stream()
        .filter(m -> m.group().equals(group) && m.artifact().equals(artifact))
        .findFirst()
        .or(
            () ->
                managed.stream()
                    .filter(m -> m.artifact().endsWith("-bom"))
                    .filter(m -> group.startsWith(m.group()))
                    .findFirst())
        .orElseThrow(() -> new AssertionError("no version for " + group + ":" + artifact))
        .version();
  }

  private static String resolved(String version, Map<String, String> properties) {
    return version.startsWith("${")
        ? properties.get(version.substring(2, version.length() - 1))
        : version;
  }

  private static List<Element> children(Element parent) {
    var elements = new ArrayList<Element>();
    if (parent != null) {
      var nodes = parent.getChildNodes();
      for (int i = 0; i < nodes.getLength(); i++) {
        if (nodes.item(i) instanceof Element element) {
          elements.add(element);
        }
      }
    }
    return elements;
  }

  private static Element child(Element parent, String name) {
    return children(parent).stream()
        .filter(element -> element.getTagName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static String text(Element element) {
    return element.getTextContent().trim();
  }
}
