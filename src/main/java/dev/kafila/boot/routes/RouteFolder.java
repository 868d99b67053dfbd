package dev.kafila.boot.routes;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The route files of this process' role. */
public final class RouteFolder {
  private final Path directory;
  private final PathMatcher ours;

  /**
   * @param patterns file names with {@code *}, separated by commas
   */
  public RouteFolder(Path directory, String patterns) {
    this.directory = directory;
    this.ours = FileSystems.getDefault().getPathMatcher("glob:{" + patterns + "}");
  }

  /** Tells whether a file is another one than before without reading it. */
  record Stamp(FileTime modified, long size, Optional<Object> key) {
    /** No file has it. */
    static final Stamp UNKNOWN = new Stamp(FileTime.fromMillis(0), -1, Optional.empty());
  }

  Path directory() {
    return directory;
  }

  boolean exists() {
    return Files.isDirectory(directory);
  }

  /**
   * What is there now, by name.
   *
   * @throws IOException if the directory cannot be read
   */
  SortedMap<String, Stamp> stamps() throws IOException {
    SortedMap<String, Stamp> stamps = new TreeMap<>();
    try (var files = Files.newDirectoryStream(directory)) {
      for (var file : files) {
        if (ours.matches(file.getFileName())) {
          stamp(file).ifPresent(stamp -> stamps.put(file.toString(), stamp));
        }
      }
    }
    return stamps;
  }

  /**
   * Reads all files without running them.
   *
   * @throws IOException if the directory cannot be read
   */
  public Reading reading() throws IOException {
    List<RouteProblem> problems = new ArrayList<>();
    var names = stamps().keySet();
    for (var name : names) {
      try {
        read(name).entries().stream()
            .filter(entry -> entry.kind().equals("route") && entry.id().isEmpty())
            .forEach(
                entry -> problems.add(new RouteProblem(name, entry.line(), "the route has no id")));
      } catch (RouteProblemException e) {
        problems.add(e.problem());
      }
    }
    return new Reading(names.size(), List.copyOf(problems));
  }

  /**
   * What the files are like.
   *
   * @param files how many there are
   */
  public record Reading(int files, List<RouteProblem> problems) {}

  private static Optional<Stamp> stamp(Path file) throws IOException {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? Optional.of(
              new Stamp(
                  attributes.lastModifiedTime(),
                  attributes.size(),
                  Optional.ofNullable(attributes.fileKey())))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      // Renamed or deleted since it was listed.
      return Optional.empty();
    }
  }

  /**
   * Reads one file.
   *
   * @throws RouteProblemException if it cannot be read, or cannot be a file of routes
   */
  static RouteFile read(String name) throws RouteProblemException {
    try {
      return RouteFile.parse(name, Files.readString(Path.of(name)));
    } catch (CharacterCodingException e) {
      throw new RouteProblemException(new RouteProblem(name, 0, "it is not UTF-8"), e);
    } catch (IOException e) {
      throw new RouteProblemException(
          new RouteProblem(name, 0, "it cannot be read (%s)".formatted(e)), e);
    }
  }
}
