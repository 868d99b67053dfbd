package dev.kafila.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory that commands take for the one with the settings, until closed. */
record Home(Path path) implements AutoCloseable {
  private static final String PROPERTY = "kafila.home";

  Home {
    System.setProperty(PROPERTY, path.toString());
  }

  void settings(String lines) throws IOException {
    Files.writeString(path.resolve("application.properties"), lines);
  }

  @Override
  public void close() {
    System.clearProperty(PROPERTY);
  }
}
