package dev.kafila.testing;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.CliConnectorFactory;

/** The connection by which Camel's command line watches a program. */
public final class CliConnection {
  private CliConnection() {}

  /**
   * Call before the context starts.
   *
   * <p>The connector takes every context of this JVM for one program, and stops the others with the
   * first. Where no meters are bound it also binds some, in a thread of its own and in a registry
   * that is no concurrent map, while the routes are being built.
   */
  public static void off(CamelContext context) {
    context
        .getCamelContextExtension()
        .getContextPlugin(CliConnectorFactory.class)
        .setEnabled(false);
  }
}
