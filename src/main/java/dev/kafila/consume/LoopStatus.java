package dev.kafila.consume;

import java.util.concurrent.TimeUnit;

/** What a polling thread lets others see of itself. */
final class LoopStatus {
  private volatile String trouble = "not connected yet";
  private volatile boolean troubled;
  private volatile double lag = Double.NaN;
  private volatile int partitions;
  private volatile int inFlight;
  private volatile Delivery oldest;

  /** Notes a trouble; whether it is news. */
  boolean troubled(String reason) {
    boolean news = !troubled;
    trouble = reason;
    troubled = true;
    return news;
  }

  /** Notes that all is well; whether it is news. */
  boolean untroubled() {
    boolean news = troubled;
    troubled = false;
    trouble = null;
    return news;
  }

  void lag(double records) {
    lag = records;
  }

  void work(int assignedPartitions, int unfinished, Delivery oldestUnfinished) {
    partitions = assignedPartitions;
    inFlight = unfinished;
    oldest = oldestUnfinished;
  }

  void stopped() {
    work(0, 0, null);
    lag = Double.NaN;
  }

  /** Why nothing can be read; null where nothing is wrong. */
  String trouble() {
    return trouble;
  }

  /** Records between what is committed and the end of the partitions; NaN while unknown. */
  double lag() {
    return lag;
  }

  int partitions() {
    return partitions;
  }

  int inFlight() {
    return inFlight;
  }

  /** The record that has been in work for longest; null where none is. */
  Delivery oldest() {
    return oldest;
  }

  /** Seconds for which the oldest unfinished record has been in work; 0 where none is. */
  double oldestAgeSeconds() {
    Delivery delivery = oldest;
    return delivery == null || delivery.finished()
        ? 0
        : (System.nanoTime() - delivery.receivedNanos()) / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
