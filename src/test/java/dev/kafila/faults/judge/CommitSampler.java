package dev.kafila.faults.judge;

import dev.kafila.faults.judge.Evidence.CommitSample;
import dev.kafila.faults.judge.Recorded.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks again and again what the groups have committed, and keeps what changes. */
public final class CommitSampler implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final List<CommitSample> samples = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "commit-sampler");
  private final String servers;

  private CommitSampler(String servers) {
    this.servers = servers;
  }

  /** Begins at once. A broker that does not answer is asked again. */
  public static CommitSampler start(String servers) {
    var sampler = new CommitSampler(servers);
    sampler.thread.setDaemon(true);
    sampler.thread.start();
    return sampler;
  }

  /** What it has seen so far. */
  public List<CommitSample> samples() {
    return List.copyOf(samples);
  }

  private void run() {
    Map<String, Map<Place, Long>> last = new HashMap<>();
    try (var offsets = new Offsets(servers)) {
      while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        look(offsets, last);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(Offsets offsets, Map<String, Map<Place, Long>> last)
      throws InterruptedException {
    Map<String, Map<Place, Long>> now;
    try {
      now = offsets.committed();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      // The broker is being mistreated.
      return;
    }
    var at = Instant.now();
    now.forEach(
        (group, places) ->
            places.forEach(
                (place, offset) -> {
                  var before = last.computeIfAbsent(group, g -> new HashMap<>()).put(place, offset);
                  if (!offset.equals(before)) {
                    samples.add(new CommitSample(at, group, place, offset));
                  }
                }));
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(Duration.ofSeconds(30).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
