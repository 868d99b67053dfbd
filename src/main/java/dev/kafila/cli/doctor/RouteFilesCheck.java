package dev.kafila.cli.doctor;

import dev.kafila.boot.routes.RouteFolder;
import dev.kafila.config.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether the route files can be read; whether they run, only a start tells. */
final class RouteFilesCheck {
  private static final String NAME = "route files";

  private RouteFilesCheck() {}

  static List<Finding> of(Path routes, Role role) {
    if (!Files.isDirectory(routes)) {
      return List.of(
          Finding.wrong(
              NAME, "routes is missing", "run from the directory that holds it, or restore it"));
    }
    try {
      var reading = new RouteFolder(routes, role.routePatterns("")).reading();
      if (reading.problems().isEmpty()) {
        return List.of(Finding.ok(NAME, "%d, all readable".formatted(reading.files())));
      }
      return reading.problems().stream()
          .map(one -> Finding.wrong(NAME, one.toString(), "mend the file"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
