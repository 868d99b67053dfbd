package dev.kafila.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.kafila.testing.CliConnection;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class NoServerTest {

  @Test
  void thatNothingCanBeAskedIsSaidOnce() throws Exception {
    var said = new ListAppender<ILoggingEvent>();
    said.start();
    var log = (Logger) LoggerFactory.getLogger(Web.class);
    log.addAppender(said);
    try (var context = new DefaultCamelContext()) {
      // Given
      CliConnection.off(context);
      ApiServer.openWeb().install(context, Map.of());

      // When
      context.start();

      // Then
      assertThat(said.list)
          .singleElement()
          .asString()
          .contains("WARN", "Camel has started no HTTP server");
    } finally {
      log.detachAppender(said);
    }
  }
}
