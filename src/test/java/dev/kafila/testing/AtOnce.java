package dev.kafila.testing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Works that run at the same time. */
public final class AtOnce {
  private static final int SECONDS = 60;

  private AtOnce() {}

  /**
   * What the works answer, in their order.
   *
   * @throws java.util.concurrent.ExecutionException with the cause of the first that failed
   * @throws java.util.concurrent.CancellationException if one has not ended within a minute
   */
  public static <T> List<T> all(ExecutorService pool, Collection<Callable<T>> works)
      throws Exception {
    List<T> answers = new ArrayList<>();
    for (var work : pool.invokeAll(works, SECONDS, TimeUnit.SECONDS)) {
      answers.add(work.get());
    }
    return answers;
  }
}
