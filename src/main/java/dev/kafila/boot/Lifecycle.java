package dev.kafila.boot;

import dev.kafila.config.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
  private final Consumer<ConfigurationException> refused;
  private boolean started;

  /**
   * @param foundations closed last
   * @param refused told when something turns out, after the start, to be set up wrongly
   */
  Lifecycle(Closing foundations, Consumer<ConfigurationException> refused) {
    this.foundations = foundations;
    this.refused = refused;
  }

  void refuse(ConfigurationException reason) {
    refused.accept(reason);
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
