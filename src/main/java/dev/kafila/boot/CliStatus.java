package dev.kafila.boot;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.CliConnector;

/**
 * How often the Camel CLI's connector looks for what the CLI asks, and writes down how things
 * stand.
 *
 * <p>Each time it goes through all routes by JMX, whether anybody reads it or not; once a second,
 * as it does by itself, that was a third of the program's work. The CLI waits 5 s for an answer.
 */
final class CliStatus {
  private static final int EVERY_MS = 4_000;

  private CliStatus() {}

  /** Slows it down; nothing where there is none. The context has started. */
  static void slowDown(CamelContext context) {
    var connector = context.hasService(CliConnector.class);
    if (connector != null) {
      connector.updateDelay(EVERY_MS);
    }
  }
}
