package dev.kafila.faults.load;

import java.net.URI;
import java.util.List;

/** One user. */
final class LoadUser implements Runnable {
  private final String name;

  LoadUser(String name, List<URI> applications, long seed, Journal journal) {
    this.name = name;
  }

  String name() {
    return name;
  }

  void stop() {}

  @Override
  public void run() {}
}
