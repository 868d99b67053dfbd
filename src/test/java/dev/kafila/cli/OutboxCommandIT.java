package dev.kafila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.event.Json;
import dev.kafila.testing.TestServers;
import java.nio.file.Path;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three users: what ann has is refused, what bob has is set aside, what cem has only waits. */
class OutboxCommandIT {
  @TempDir Path directory;
  private Home home;
  private Jdbi jdbi;

  @BeforeEach
  void someWait() throws Exception {
    var database = TestServers.database();
    jdbi = Jdbi.create(database.url(), database.user(), database.password());
    home = new Home(directory);
    home.settings(
        """
        kafila.database.url=%s
        kafila.database.user=%s
        kafila.database.password=%s
        """
            .formatted(database.url(), database.user(), database.password()));
    waiting("ann", "task-events", "now() + interval '9 min'", "now()", "'too\tlarge'");
    waiting("bob", "reminder-events", "now() + interval '9 min'", "null", "'no topic'");
    waiting("cem", "task-events", "null", "null", "null");
  }

  private void waiting(String user, String topic, String retryAt, String refusedAt, String why) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                insert into outbox (event_id, topic, type, source, subject, user_id, time,
                  traceparent, data, attempts, set_aside_at, retry_at, refused_at, last_error)
                values (gen_random_uuid(), '%s', 'task.created', '/test', 'task/1', '%s', now(),
                  '', '{"title": "private"}', 1, %s, %s, %s, %s)
                """
                    .formatted(
                        topic,
                        user,
                        user.equals("cem") ? "null" : "now()",
                        retryAt,
                        refusedAt,
                        why)));
  }

  private int waitingUntilLater() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from outbox where retry_at > now()")
                .mapTo(Integer.class)
                .one());
  }

  @AfterEach
  void close() {
    home.close();
  }

  @Test
  void list_shows_what_kafka_did_not_take_and_no_data() {
    // When
    var run = CommandLineRun.of("outbox", "list");

    // Then
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).hasSize(3);
    assertThat(run.out())
        .contains("refused", "too large", "set aside", "no topic")
        .doesNotContain("cem", "private");
  }

  @Test
  void all_adds_what_only_waits_and_the_totals_by_topic() throws Exception {
    // When
    var text = CommandLineRun.of("outbox", "list", "--all", "--limit", "1");
    var json = Json.mapper().readTree(CommandLineRun.of("outbox", "list", "--all", "--json").out());

    // Then
    assertThat(text.out()).contains("... and 2 more");
    assertThat(json.path("events").findValuesAsText("state"))
        .containsExactly("refused", "set_aside", "waiting");
    assertThat(json.path("topics").toString())
        .contains(
            "{\"topic\":\"reminder-events\",\"waiting\":1,\"set_aside\":1,\"refused\":0,",
            "{\"topic\":\"task-events\",\"waiting\":2,\"set_aside\":1,\"refused\":1,");
  }

  @Test
  void filters_narrow_the_list() {
    assertThat(CommandLineRun.of("outbox", "list", "--user", "bob").out())
        .contains("bob")
        .doesNotContain("ann");
    assertThat(CommandLineRun.of("outbox", "list", "--topic", "task-events").out())
        .contains("ann")
        .doesNotContain("bob");
    assertThat(CommandLineRun.of("outbox", "list", "--user", "dan").out().strip())
        .isEqualTo("Nothing is set aside.");
  }

  @Test
  void a_dry_run_of_retry_changes_nothing() {
    // When
    var run = CommandLineRun.of("outbox", "retry", "--all", "--dry-run");

    // Then
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Would be tried now: 2");
    assertThat(waitingUntilLater()).isEqualTo(2);
  }

  @Test
  void retry_has_the_named_ones_tried_now() throws Exception {
    // Given
    var listed =
        Json.mapper()
            .readTree(CommandLineRun.of("outbox", "list", "--user", "ann", "--json").out());

    // When
    var run = CommandLineRun.of("outbox", "retry", listed.at("/events/0/id").asText(), "--json");

    // Then
    assertThat(run.exitCode()).isZero();
    assertThat(Json.mapper().readTree(run.out()).path("retried").asInt()).isOne();
    assertThat(waitingUntilLater()).isOne();
  }

  @Test
  void retry_of_what_is_not_set_aside_is_bad_news() {
    assertThat(CommandLineRun.of("outbox", "retry", "--user", "cem").exitCode()).isOne();
    assertThat(CommandLineRun.of("outbox", "retry", "99999999").exitCode()).isOne();
  }

  @Test
  void retry_wants_to_know_which() {
    assertThat(CommandLineRun.of("outbox", "retry").exitCode()).isEqualTo(2);
    assertThat(CommandLineRun.of("outbox", "retry", "--all", "--user", "ann").exitCode())
        .isEqualTo(2);
    assertThat(CommandLineRun.of("outbox", "list", "--limit", "0").exitCode()).isEqualTo(2);
    assertThat(CommandLineRun.of("outbox").exitCode()).isEqualTo(2);
  }
}
