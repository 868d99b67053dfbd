package dev.kafila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafila.config.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("replaces System.out and System.err")
class LoggingTest {
  @TempDir Path data;

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  @AfterEach
  void restore() {
    System.setOut(out);
    System.setErr(err);
    System.clearProperty("kafila.log.format");
    System.clearProperty("kafila.log.file");
  }

  @Test
  void a_line_for_people_tells_user_event_and_trace() throws Exception {
    // Given
    Logging.start(Logging.Format.TEXT, data, Role.ALL);

    // When
    String console =
        printed(
            context -> {
              context.getMDCAdapter().put("user", "amina");
              context.getMDCAdapter().put("event_id", "e-1");
              context.getMDCAdapter().put("trace_id", "t-1");
              context.getLogger("dev.kafila.task.Tasks").info("Added");
            });

    // Then
    assertThat(console)
        .matches(
            "\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  Tasks +Added user=amina event=e-1 trace=t-1\\R");
  }

  @Test
  void a_line_for_people_leaves_out_what_is_not_known() throws Exception {
    // Given
    Logging.start(Logging.Format.TEXT, data, Role.ALL);

    // When
    String console =
        printed(
            context -> {
              context.getMDCAdapter().put("event_id", "e-1");
              context.getLogger("dev.kafila.task.Tasks").info("Added");
            });

    // Then
    assertThat(console).matches(".* Added event=e-1\\R");
  }

  @Test
  void what_was_thrown_is_on_the_same_line_and_its_stack_trace_in_the_file() throws Exception {
    // Given
    Logging.start(Logging.Format.TEXT, data, Role.ALL);
    var thrown = new IllegalStateException("no connection", new IOException("connection\nlost"));

    // When
    String console =
        printed(context -> context.getLogger("com.example.Library").error("Unhandled", thrown));

    // Then
    assertThat(console)
        .matches(
            ".* Unhandled \\| java.lang.IllegalStateException: no connection"
                + " Caused by: java.io.IOException: connection lost *\\R");
    assertThat(Files.readString(data.resolve("logs/kafila.log"))).contains("\tat ");
  }

  @Test
  void a_line_for_machines_is_a_json_object() throws Exception {
    // Given
    Logging.start(Logging.Format.JSON, data, Role.ALL);

    // When
    String console =
        printed(
            context -> {
              context.getMDCAdapter().put("user", "amina");
              context
                  .getLogger("dev.kafila.task.Tasks")
                  .error("Two\nlines", new IllegalStateException("boom"));
            });

    // Then
    assertThat(console.lines()).hasSize(1);
    var json = new ObjectMapper().readTree(console);
    assertThat(json.path("message").asText()).isEqualTo("Two\nlines");
    assertThat(json.path("level").asText()).isEqualTo("ERROR");
    assertThat(json.path("logger_name").asText()).isEqualTo("dev.kafila.task.Tasks");
    assertThat(json.path("user").asText()).isEqualTo("amina");
    assertThat(json.path("time").asText()).endsWith("Z");
    assertThat(json.path("stack_trace").asText()).contains("IllegalStateException: boom");
  }

  @Test
  void libraries_show_only_warnings_on_the_console_and_everything_in_the_file() throws Exception {
    // Given
    Logging.start(Logging.Format.TEXT, data, Role.CHAT);

    // When
    String console =
        printed(
            context -> {
              context.getLogger("org.apache.camel.main.Main").info("Routes startup");
              context.getLogger("org.apache.camel.main.Main").warn("Port in use");
              context.getLogger("org.apache.kafka.clients.NetworkClient").warn("Away");
              context.getLogger("com.zaxxer.hikari.pool.PoolBase").warn("Away too");
              context.getLogger("my-route").info("Said by a route");
            });

    // Then
    assertThat(console).contains("Port in use", "Said by a route").doesNotContain("Routes startup");
    assertThat(console).doesNotContain("Away");
    assertThat(Files.readString(data.resolve("logs/kafila-chat.log")))
        .contains("Routes startup", "Port in use", "Away", "Said by a route");
  }

  @Test
  void a_command_logs_only_trouble_and_beside_its_answer() throws Exception {
    // Given
    System.clearProperty("kafila.log.format");

    // When
    String console =
        printed(
            context -> {
              context.getLogger("dev.kafila.task.Tasks").info("Added");
              context.getLogger("dev.kafila.task.Tasks").warn("Careful");
            });

    // Then
    assertThat(console).isEqualTo("WARN  Tasks: Careful\n");
    assertThat(data).isEmptyDirectory();
  }

  /** What a program that logs so prints, on both streams. */
  private static String printed(Consumer<LoggerContext> logs) throws JoranException, IOException {
    var bytes = new ByteArrayOutputStream();
    var stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
    var context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    try {
      var configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(LoggingTest.class.getResource("/logback.xml"));
      logs.accept(context);
    } finally {
      context.stop();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
