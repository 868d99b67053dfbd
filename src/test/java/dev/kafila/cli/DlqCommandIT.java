package dev.kafila.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.kafka.EmbeddedBroker;
import dev.kafila.store.Database;
import dev.kafila.store.EmbeddedDatabase;
import dev.kafila.testing.AsyncApiSchemas;
import dev.kafila.testing.KafilaProcess;
import dev.kafila.testing.TopicReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on the letters of a running program. */
@Tag("embedded")
class DlqCommandIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final byte[] POISON = {0, (byte) 0xff, '{', '\n'};

  @TempDir static Path directory;
  private static KafilaProcess kafila;
  private static String brokers;
  @TempDir Path homeDirectory;
  private Home home;

  @BeforeAll
  static void start() throws Exception {
    kafila = KafilaProcess.in(directory).embedded().startAndAwaitReady();
    brokers = "127.0.0.1:" + EmbeddedBroker.recordedPort(directory.resolve("data")).orElseThrow();
  }

  @AfterAll
  static void stop() {
    kafila.close();
  }

  @BeforeEach
  void settings() throws Exception {
    home = new Home(homeDirectory);
    home.settings("kafila.data.directory=" + directory.resolve("data"));
  }

  @AfterEach
  void close() {
    home.close();
  }

  @Test
  void letters_are_listed_by_cause_and_one_by_one() throws Exception {
    // When
    var id = poison("ann");

    // Then
    var groups = json(dlq("list", "--user", "ann", "--group", "recurring", "--json"));
    assertThat(groups).hasSize(1);
    assertThat(groups.get(0).get("count").asInt()).isEqualTo(1);
    assertThat(groups.get(0).get("users").asInt()).isEqualTo(1);
    assertThat(groups.get(0).get("topics").get(0).asText()).isEqualTo("task-events");
    assertThat(groups.get(0).get("message").asText()).contains("ce_specversion");
    assertThat(dlq("list", "--user", "ann").out())
        .containsPattern("FINGERPRINT +LETTERS +FIRST")
        .containsPattern("[0-9a-f]{12} +\\d+ +\\d{4}-.*recurring.* 1 +not a CloudEvent");
    assertThat(dlq("list", "--user", "ann", "--letters").out()).contains(id);
    assertThat(dlq("list", "--user", "nobody").out()).startsWith("No dead letters.");
  }

  @Test
  void a_letter_is_shown_with_its_bytes_and_its_reason() throws Exception {
    // Given
    var id = poison("bob");

    // When
    var text = dlq("show", id);
    var json = json(dlq("show", id, "--json"));

    // Then
    assertThat(text.exitCode()).isZero();
    assertThat(text.out())
        .contains("Key: bob", "origin: elsewhere", "00 ff 7b 0a", "UnreadableEventException");
    assertThat(Base64.getDecoder().decode(json.get("value_base64").asText())).isEqualTo(POISON);
    assertThat(json.has("value")).isFalse();
    assertThat(json.get("stack_trace").asText()).contains("dev.kafila");
    Map<String, String> headers = new HashMap<>();
    json.get("headers").forEach(h -> headers.put(h.get("name").asText(), h.get("value").asText()));
    assertThat(AsyncApiSchemas.load().validateDeadLetter("dlq.task-events", headers)).isEmpty();
  }

  @Test
  void a_replayed_letter_is_handled_by_the_failed_group_alone() throws Exception {
    // Given
    var id = poison("cleo");
    await().atMost(SOON).untilAsserted(() -> assertThat(letters("cleo", "reminders")).hasSize(1));

    // When
    var dry = dlq("replay", id, "--dry-run", "--json");
    var run = dlq("replay", id, "--json");

    // Then
    assertThat(json(dry).get(0).get("outcome").asText()).isEqualTo("would_send");
    assertThat(run.exitCode()).isZero();
    var sent = json(run).get(0);
    assertThat(sent.get("outcome").asText()).isEqualTo("sent");
    assertThat(sent.get("group").asText()).isEqualTo("recurring");
    await().atMost(SOON).untilAsserted(() -> assertThat(letters("cleo")).hasSize(2));
    var again = letters("cleo").get(1);
    assertThat(again.value()).isEqualTo(POISON);
    assertThat(TopicReader.header(again, "origin")).isEqualTo("elsewhere");
    assertThat(TopicReader.header(again, "kafila-dlq-replay-count")).isEqualTo("1");
    assertThat(TopicReader.header(again, "__dlq.errors.offset"))
        .isEqualTo(sent.get("offset").asText());
    // The other group has come past it, and has written nothing.
    poison("cleo");
    await().atMost(SOON).untilAsserted(() -> assertThat(letters("cleo", "reminders")).hasSize(2));
    assertThat(letters("cleo", "reminders"))
        .extracting(letter -> TopicReader.header(letter, "kafila-dlq-replay-count"))
        .containsOnly("0");
  }

  @Test
  void a_letter_is_replayed_once_and_a_record_three_times() throws Exception {
    // Given
    var id = poison("dan");
    dlq("replay", id);

    // When
    var second = dlq("replay", id);

    // Then
    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.out()).contains("refused", "already");
    for (int replays = 1; replays < 3; replays++) {
      int letters = replays + 1;
      await().atMost(SOON).untilAsserted(() -> assertThat(letters("dan")).hasSize(letters));
      var listed = json(dlq("list", "--user", "dan", "--group", "recurring", "--json"));
      assertThat(listed.get(0).get("count").asInt()).isEqualTo(1);
      assertThat(dlq("replay", "--user", "dan", "--group", "recurring").exitCode()).isZero();
    }
    await().atMost(SOON).untilAsserted(() -> assertThat(letters("dan")).hasSize(4));
    var parked = dlq("replay", "--user", "dan", "--group", "recurring");
    assertThat(parked.exitCode()).isEqualTo(1);
    assertThat(parked.out()).contains("3 replays", "kafila.dlq.max-replays");
    assertThat(dlq("replay", "--user", "dan", "--group", "recurring", "--force").exitCode())
        .isZero();
    var all = json(dlq("list", "--user", "dan", "--group", "recurring", "--all", "--json"));
    assertThat(all.get(0).get("count").asInt()).isGreaterThanOrEqualTo(4);
    assertThat(dlq("list", "--letters", "--user", "dan", "--group", "recurring", "--all").out())
        .contains(" replayed ");
  }

  @Test
  void a_purge_echoes_what_goes_and_has_to_be_confirmed() throws Exception {
    // Given
    var id = poison("fay");

    // When
    var unasked = dlq("purge", id);
    var dry = dlq("purge", id, "--dry-run");
    var declined = purgeTyping("yes", id);
    var confirmed = purgeTyping(" purge ", "--user", "fay", "--group", "recurring");

    // Then
    assertThat(unasked.exitCode()).isEqualTo(2);
    assertThat(unasked.err()).contains("no terminal", "--yes");
    assertThat(dry.exitCode()).isZero();
    assertThat(dry.out()).contains("Letters: " + id, "ce_specversion", "Would purge 1 letter.");
    assertThat(declined.exitCode()).isEqualTo(1);
    assertThat(declined.err()).contains("not confirmed");
    assertThat(confirmed.exitCode()).isZero();
    assertThat(confirmed.err()).contains("Letters: --group recurring --user fay");
    assertThat(confirmed.out()).contains("Purged 1 letter.");
    assertThat(dlq("show", id).exitCode()).isEqualTo(1);
    await().atMost(SOON).untilAsserted(() -> assertThat(letters("fay", "reminders")).hasSize(1));
    assertThat(json(dlq("purge", "--user", "fay", "--yes", "--json")).get("outcome").asText())
        .isEqualTo("purged");
    assertThat(dlq("list", "--user", "fay", "--all").out()).startsWith("No dead letters.");
    assertThat(dlq("purge", "--user", "fay", "--yes").out()).contains("Nothing to purge.");
  }

  @Test
  void what_to_purge_has_to_be_said() throws Exception {
    assertThat(dlq("purge", "--yes").exitCode()).isEqualTo(2);
    assertThat(dlq("purge", "--yes", "--all", "--user", "ann").exitCode()).isEqualTo(2);
    assertThat(dlq("purge", "--yes", "task-events-0-99999").exitCode()).isEqualTo(1);
    assertThat(kafila.post(ops("/purge"), "{\"user\": \"nobody\"}").body()).contains("dry_run");
    assertThat(kafila.post(ops("/purge"), "{\"user\": \"nobody\", \"yes\": true}").body())
        .contains("nothing");
    assertThat(kafila.post(ops("/purge"), "{\"all\": true, \"dry_run\": true}").body())
        .contains("purge");
    assertThat(kafila.post(ops("/purge"), "{\"all\": true, \"user\": \"x\"}").statusCode())
        .isEqualTo(422);
  }

  private static CommandLineRun purgeTyping(String typed, String... arguments) {
    return CommandLineRun.of(
        line -> {
          DlqPurgeCommand purge =
              line.getSubcommands().get("dlq").getSubcommands().get("purge").getCommand();
          purge.setTerminal(new TypingTerminal(typed));
        },
        Stream.concat(Stream.of("dlq", "purge"), Stream.of(arguments)).toArray(String[]::new));
  }

  @Test
  void a_letter_is_mended_and_sent_again() throws Exception {
    // Given
    var id = poison("gil");
    var file = Files.writeString(homeDirectory.resolve("value"), "{\"n\": 1}");

    // When
    var planned = dlq("replay", id, "--value", file.toString(), "--dry-run");
    var sent = dlq("replay", id, "--value", file.toString(), "--json");

    // Then
    assertThat(planned.out())
        .contains("Changed in " + id, "- 00 ff 7b 0a", "+   \"n\" : 1", "would send");
    assertThat(json(sent).at("/0/outcome").asText()).isEqualTo("sent");
    assertThat(json(sent).at("/0/difference").asText()).contains("\"n\" : 1");
    assertThat(dlq("show", id).out())
        .containsPattern("Replays:\\s+.* by .*, edited: sent")
        .contains("Later events of its user, for the group that failed: 0 handled");
    await().atMost(SOON).untilAsserted(() -> assertThat(letters("gil")).hasSize(2));
    var second = "task-events-0-" + letters("gil").get(1).offset();
    assertThat(dlq("replay", second, "--set", "n=2", "--set", "m=two words").out())
        .contains("+   \"n\" : 2", "+   \"m\" : \"two words\"", "sent");
    assertThat(
            kafila
                .post(
                    ops("/replay"),
                    "{\"ids\": [\"%s\"], \"dry_run\": true, \"force\": true, \"set\": {\"n\": [3]}}"
                        .formatted(second))
                .body())
        .contains("would_send", "[ 3 ]");
  }

  @Test
  void an_edit_has_to_make_sense() throws Exception {
    assertThat(dlq("replay", "--user", "ann", "--edit").exitCode()).isEqualTo(2);
    assertThat(dlq("replay", "a-0-0", "--edit", "--set", "n=1").exitCode()).isEqualTo(2);
    assertThat(dlq("replay", "a-0-0", "--set", "n..m=1").err()).contains("path");
    assertThat(dlq("replay", "a-0-0", "--value", "/no/such/file").err()).contains("cannot be read");
    assertThat(dlq("replay", "a-0-0", "--rate", "0").exitCode()).isEqualTo(2);
    assertThat(replay("{\"ids\": [\"a-0-0\"], \"set\": 1}").statusCode()).isEqualTo(422);
  }

  @Test
  void what_to_replay_has_to_be_said() {
    assertThat(dlq("replay").exitCode()).isEqualTo(2);
    assertThat(dlq("replay", "task-events-0-0", "--user", "ann").exitCode()).isEqualTo(2);
    var missing = dlq("replay", "task-events-0-99999");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.out()).contains("there is no such letter");
  }

  @Test
  void a_letter_that_is_not_there_is_bad_news() {
    for (var id : List.of("task-events-0-99999", "task-events-7-0", "no-topic-0-0")) {
      var run = dlq("show", id);
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).hasLineCount(1).contains("no dead letter " + id);
    }
  }

  @Test
  void the_same_is_had_over_http() throws Exception {
    // Given
    var id = poison("eve");

    // When
    var typed = dlq("list", "--user", "eve", "--group", "recurring", "--json");
    var groups = kafila.get(ops("?user=eve&group=recurring"));
    var letters = kafila.get(ops("?user=eve&group=recurring&letters=true"));
    var letter = kafila.get(ops("/" + id));
    var dry = replay("{\"user\": \"eve\", \"group\": \"recurring\", \"dry_run\": true}");
    var sent = replay("{\"ids\": [\"%s\"]}".formatted(id));
    var again = replay("{\"ids\": [\"%s\"]}".formatted(id));

    // Then
    assertThat(json(groups)).isEqualTo(json(typed)).hasSize(1);
    assertThat(json(letters).get(0).get("id").asText()).isEqualTo(id);
    assertThat(json(letter).get("key").asText()).isEqualTo("eve");
    assertThat(json(dry).at("/0/outcome").asText()).isEqualTo("would_send");
    assertThat(json(sent).at("/0/outcome").asText()).isEqualTo("sent");
    assertThat(json(again).at("/0/reason").asText()).contains("already");
    assertThat(replayedBy(id)).containsExactly("operators' endpoint, 127.0.0.1");
  }

  @Test
  void over_http_too_it_has_to_make_sense() throws Exception {
    assertThat(kafila.get(ops("/task-events-0-99999")).statusCode()).isEqualTo(404);
    assertThat(kafila.get(ops("/nonsense")).statusCode()).isEqualTo(422);
    assertThat(kafila.get(ops("?since=yesterday")).statusCode()).isEqualTo(422);
    assertThat(replay("{}").statusCode()).isEqualTo(422);
    assertThat(replay("{\"ids\": [\"task-events-0-0\"], \"user\": \"ann\"}").statusCode())
        .isEqualTo(422);
  }

  @Test
  void a_broker_that_is_away_is_told_in_one_line() throws Exception {
    // Given
    home.settings(
        "kafila.kafka.bootstrap-servers=127.0.0.1:1\nkafila.data.directory="
            + directory.resolve("data"));

    // When
    var run = dlq("list");

    // Then
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains("Kafka at 127.0.0.1:1", "does not answer");
  }

  private static CommandLineRun dlq(String... arguments) {
    var words = new String[arguments.length + 1];
    words[0] = "dlq";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return CommandLineRun.of(words);
  }

  private static URI ops(String path) {
    return kafila.management("/api/ops/dead-letters" + path);
  }

  private static HttpResponse<String> replay(String body) throws Exception {
    return kafila.post(ops("/replay"), body);
  }

  private List<String> replayedBy(String id) throws Exception {
    var url = EmbeddedDatabase.runningUrl(directory.resolve("data"));
    try (var database = Database.join(url, EmbeddedDatabase.USER, "")) {
      return database
          .jdbi()
          .withHandle(
              handle ->
                  handle
                      .select(
                          """
                          select replayed_by from dead_letter_replays
                          where letter_topic || '-' || letter_partition || '-' || letter_offset = ?
                          """,
                          id)
                      .mapTo(String.class)
                      .list());
    }
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return Json.mapper().readTree(answer.body());
  }

  private static JsonNode json(CommandLineRun run) throws Exception {
    return Json.mapper().readTree(run.out());
  }

  /** Sends what nobody can read, and answers the id of the letter that group recurring wrote. */
  private static String poison(String user) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", brokers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var record = new ProducerRecord<>("task-events", null, bytes(user), POISON);
      record.headers().add("origin", bytes("elsewhere"));
      producer.send(record).get();
    }
    await().atMost(SOON).untilAsserted(() -> assertThat(letters(user)).isNotEmpty());
    return "task-events-0-" + letters(user).get(0).offset();
  }

  private static List<ConsumerRecord<byte[], byte[]>> letters(String user) {
    return letters(user, "recurring");
  }

  private static List<ConsumerRecord<byte[], byte[]>> letters(String user, String group) {
    try (var topics = new TopicReader(brokers)) {
      return topics.all("dlq.task-events").stream()
          .filter(letter -> user.equals(new String(letter.key(), StandardCharsets.UTF_8)))
          .filter(letter -> group.equals(TopicReader.header(letter, "__dlq.errors.group")))
          .toList();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
