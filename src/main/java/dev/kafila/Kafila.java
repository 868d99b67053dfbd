package dev.kafila;

import dev.kafila.cli.KafilaCommand;

/** Entry point. */
public final class Kafila {
  private Kafila() {}

  public static void main(String[] args) {
    // Camel and Vert.x leave threads behind that would keep a failed start alive.
    System.exit(KafilaCommand.execute(args));
  }
}
