package dev.kafila.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafila.event.Event;
import dev.kafila.event.Ids;
import dev.kafila.event.Json;
import dev.kafila.live.Live;
import dev.kafila.testing.TestStore;
import dev.kafila.web.stream.ChangeStreams;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Server-sent events, on a real PostgreSQL and over real connections. */
class ChangeStreamIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final TestStore STORE = TestStore.open();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static ChangeStreams streams;
  private static Live live;
  private static ApiServer server;
  private static int users;

  private final String ann = "ann" + users++;

  @BeforeAll
  static void start() {
    streams = new ChangeStreams(STORE.transactions, Duration.ofMillis(200));
    live = new Live(STORE.transactions, STORE.inbox, streams::wake);
    server = ApiServer.start(ApiServer.openWeb(streams), new StubApi().beans());
    streams.start();
  }

  @AfterAll
  static void stop() {
    streams.close();
    server.close();
    STORE.close();
  }

  @Test
  void a_change_arrives_with_its_id_type_and_task() {
    // Given
    try (var reader = open(ann, null)) {
      // When
      live.handle(event(ann, "buy milk"));

      // Then
      await().atMost(SOON).until(() -> !reader.ids.isEmpty());
      assertThat(reader.lines).contains("event: task.created");
      var data = reader.lines.stream().filter(line -> line.startsWith("data: ")).toList();
      var json = Json.tree(Json.read(data.get(0).substring("data: ".length()), Map.class));
      assertThat(json.path("type").asText()).isEqualTo("task.created");
      assertThat(json.path("task").path("title").asText()).isEqualTo("buy milk");
    }
  }

  @Test
  void what_comes_twice_is_sent_once_and_others_hear_nothing() {
    // Given
    try (var anns = open(ann, null);
        var bobs = open("bob", null)) {
      var milk = event(ann, "milk");

      // When
      live.handle(milk);
      live.handle(milk);
      live.handle(event(ann, "bread"));

      // Then
      await().atMost(SOON).until(() -> anns.ids.size() == 2);
      assertThat(bobs.ids).isEmpty();
    }
  }

  @Test
  void a_silent_connection_shows_that_it_stands() {
    try (var reader = open(ann, null)) {
      await().atMost(SOON).until(() -> reader.lines.stream().filter(":"::equals).count() >= 2);
    }
  }

  @Test
  void whoever_comes_back_misses_none_and_gets_none_twice() {
    // Given
    int changes = 500;
    var random = new Random(7);
    List<Long> seen = new ArrayList<>();
    try (var steady = open(ann, null)) {
      var writing =
          CompletableFuture.runAsync(
              () -> IntStream.range(0, changes).forEach(i -> live.handle(event(ann, "n" + i))));

      // When
      var begin = await().atMost(SOON).until(() -> steady.ids, ids -> !ids.isEmpty()).get(0) - 1;
      while (seen.size() < changes) {
        var last = seen.isEmpty() ? begin : seen.get(seen.size() - 1);
        try (var reader = open(ann, last)) {
          int wanted = 1 + random.nextInt(60);
          await()
              .atMost(SOON)
              .until(() -> reader.ids.size() >= Math.min(wanted, changes - seen.size()));
          reader.close();
          seen.addAll(List.copyOf(reader.ids));
        }
      }
      writing.join();

      // Then
      await().atMost(SOON).until(() -> steady.ids.size() == changes);
      assertThat(seen).isEqualTo(steady.ids).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void one_who_leaves_before_the_first_change_comes_back_to_it() {
    // Given
    live.handle(event(ann, "before"));
    Long last;
    try (var reader = open(ann, null)) {
      last = await().atMost(SOON).until(reader::last, Objects::nonNull);
      assertThat(reader.ids).isEmpty();
    }
    live.handle(event(ann, "meanwhile"));

    // When
    try (var reader = open(ann, last)) {
      // Then
      await().atMost(SOON).until(() -> reader.ids.size() == 1);
      assertThat(reader.lines).anyMatch(line -> line.contains("meanwhile"));
    }
  }

  @Test
  void one_who_does_not_read_holds_up_nobody_and_loses_nothing() throws Exception {
    // Given
    int changes = 200;
    var large = "x".repeat(50_000);
    try (var slow = new Socket();
        var quick = open(ann, null)) {
      // Small beside what is sent, yet some packets wide: below one, each would be waited for.
      slow.setReceiveBufferSize(256 * 1024);
      slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      var request = "GET /api/" + ann + "/stream HTTP/1.1\r\nHost: localhost\r\n\r\n";
      slow.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var reading = slow.getInputStream();
      assertThat(new String(reading.readNBytes(200), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 200")
          .containsIgnoringCase("content-type: text/event-stream");
      await().atMost(SOON).until(() -> openStreams(ann) == 2);

      // When
      IntStream.range(0, changes).forEach(i -> live.handle(event(ann, large)));
      await().atMost(SOON).until(() -> quick.ids.size() == changes);

      // Then
      slow.setSoTimeout((int) SOON.toMillis());
      var lines = new BufferedReader(new InputStreamReader(reading, StandardCharsets.US_ASCII));
      List<Long> slowIds = new ArrayList<>();
      while (slowIds.size() < changes) {
        var line = lines.readLine();
        if (line.startsWith("id: ") && !line.equals("id: 0")) {
          slowIds.add(Long.valueOf(line.substring("id: ".length())));
        }
      }
      assertThat(slowIds).isEqualTo(quick.ids);
    }
  }

  @Test
  void a_thousand_listen_at_once() {
    // Given
    int listeners = 1_000;
    int listening = 100;
    List<StreamReader> readers = new ArrayList<>();
    for (int i = 0; i < listeners; i++) {
      readers.add(new StreamReader(CLIENT, address("many" + i % listening), null));
    }
    await().atMost(SOON).until(() -> readers.stream().allMatch(StreamReader::isOpen));

    // When
    IntStream.range(0, listening).forEach(i -> live.handle(event("many" + i, "hello")));

    // Then
    await().atMost(SOON).until(() -> readers.stream().allMatch(r -> r.ids.size() == 1));
    readers.forEach(StreamReader::close);
    await()
        .atMost(SOON)
        .until(() -> IntStream.range(0, listening).allMatch(i -> openStreams("many" + i) == 0));
  }

  @Test
  void one_who_has_missed_something_is_told() {
    // Given
    live.handle(event(ann, "milk"));

    // When
    try (var reader = open(ann, 999_999_999L)) {
      await().atMost(SOON).until(() -> reader.lines.contains("event: reset"));
      live.handle(event(ann, "bread"));

      // Then
      await().atMost(SOON).until(() -> reader.ids.size() == 2);
      assertThat(reader.ids).isSorted();
    }
  }

  @Test
  void a_question_for_the_head_has_an_end() {
    // When
    var head =
        server.send(
            server
                .to("/api/" + ann + "/stream")
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));

    // Then
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Type")).startsWith("text/event-stream");
    assertThat(openStreams(ann)).isZero();
  }

  @Test
  void what_makes_no_sense_is_a_problem() {
    // When
    var answer = server.send(server.to("/api/ann/stream").header("Last-Event-ID", "abc"));
    var posted = server.post("/api/ann/stream", "{}");

    // Then
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(posted.status()).isEqualTo(405);
    assertThat(posted.header("Allow")).contains("GET");
  }

  @Test
  void nobody_opens_more_than_twenty() {
    // Given
    List<StreamReader> readers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      readers.add(open(ann, null));
    }

    // When
    var answer = server.get("/api/" + ann + "/stream");

    // Then
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isNotNull();
    readers.forEach(StreamReader::close);
  }

  private StreamReader open(String user, Long lastEventId) {
    var reader = new StreamReader(CLIENT, address(user), lastEventId);
    await().atMost(SOON).until(reader::isOpen);
    return reader;
  }

  private static String address(String user) {
    return "http://127.0.0.1:%d/api/%s/stream".formatted(server.port(), user);
  }

  private static long openStreams(String user) {
    return streams.count(user);
  }

  private static Event event(String user, String title) {
    return new Event(
        Ids.next().toString(),
        "task.created",
        "/kafila/test",
        "task/1",
        Instant.parse("2026-03-10T09:00:00Z"),
        user,
        null,
        Json.tree(Map.of("task", Map.of("title", title))));
  }
}
