package dev.kafila.faults;

import dev.kafila.faults.judge.Groups;
import dev.kafila.faults.load.Journal;
import dev.kafila.faults.load.Poison;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes a record that nobody can read between those of the users, every few seconds. */
final class Stranger implements AutoCloseable {
  private static final int LONGEST_PAUSE_MS = 4_000;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "stranger");
  private final String servers;
  private final List<String> users;
  private final Random random;
  private final Journal journal;

  /** Begins at once. */
  Stranger(String servers, List<String> users, long seed, Journal journal) {
    this.servers = servers;
    this.users = users;
    this.random = new Random(seed);
    this.journal = journal;
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try (var poison = new Poison(servers, journal)) {
      while (!closed.await(random.nextInt(LONGEST_PAUSE_MS), TimeUnit.MILLISECONDS)) {
        var topic = Groups.TOPICS.get(random.nextInt(Groups.TOPICS.size()));
        poison.write(topic, users.get(random.nextInt(users.size())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when the last one is written. */
  @Override
  public void close() throws InterruptedException {
    closed.countDown();
    thread.join();
  }
}
