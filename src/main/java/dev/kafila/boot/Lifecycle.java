package dev.kafila.boot;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Starts and stops what works beside the routes, in order.
 *
 * <p>Up: routes first, then what calls them. Down: what calls routes, the routes, then what they
 * stand on.
 */
final class Lifecycle extends LifecycleStrategySupport {
  private final List<Runnable> starters = new ArrayList<>();
  private final Closing callers = new Closing();
  private final Closing foundations;
  private boolean started;

  /**
   * @param foundations closed last
   */
  Lifecycle(Closing foundations) {
    this.foundations = foundations;
  }

  /**
   * @param start called when the routes run
   * @param stop called before they stop
   */
  void add(Runnable start, AutoCloseable stop) {
    starters.add(start);
    callers.add(stop);
  }

  @Override
  public void onContextStarted(CamelContext context) {
    started = true;
    starters.forEach(Runnable::run);
  }

  @Override
  public void onContextStopping(CamelContext context) {
    callers.close();
    if (!started) {
      // A context that failed to start says nothing more.
      foundations.close();
    }
  }

  @Override
  public void onContextStopped(CamelContext context) {
    foundations.close();
  }
}
