package dev.kafila.faults.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kafila.faults.judge.Evidence.Mark;
import dev.kafila.faults.judge.Recorded.Place;
import dev.kafila.testing.TestServers.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the evidence as any stranger could: over HTTP and as a client of Kafka. */
public final class EvidenceReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI application;
  private final String servers;
  private TopicSource topics;
  private Optional<URI> management = Optional.empty();
  private Optional<TestDatabase> database = Optional.empty();
  private List<Evidence.CommitSample> samples = List.of();

  private EvidenceReader(URI application, String servers) {
    this.application = application;
    this.servers = servers;
    this.topics = new JavaTopics(servers);
  }

  /** All records of a topic, each partition in its order. */
  public interface TopicSource {
    List<Recorded> all(String topic);
  }

  /**
   * @param application where one of them listens
   */
  public static EvidenceReader of(URI application, String servers) {
    return new EvidenceReader(application, servers);
  }

  /** Reads the topics another way than by Kafka's own client. */
  public EvidenceReader topics(TopicSource other) {
    topics = other;
    return this;
  }

  /**
   * Takes the groups' offsets from the management server rather than from Kafka, and asks it for
   * the ledger.
   *
   * @param server where it listens
   */
  public EvidenceReader management(URI server) {
    management = Optional.of(server);
    return this;
  }

  /** Looks at the groups' marks too. */
  public EvidenceReader database(TestDatabase other) {
    database = Optional.of(other);
    return this;
  }

  /** What {@link CommitSampler} saw during the run. */
  public EvidenceReader samples(List<Evidence.CommitSample> seen) {
    samples = List.copyOf(seen);
    return this;
  }

  /** Reads everything, of these users. */
  public Evidence read(Collection<String> users) throws Exception {
    Map<String, List<JsonNode>> tasks = new LinkedHashMap<>();
    Map<String, List<JsonNode>> notifications = new LinkedHashMap<>();
    for (var user : users) {
      tasks.put(user, pages(user, "tasks"));
      notifications.put(user, pages(user, "notifications"));
    }
    Map<String, List<Recorded>> records = new LinkedHashMap<>();
    for (var topic : Groups.allTopics()) {
      records.put(topic, topics.all(topic));
    }
    Map<String, Map<Place, Long>> committed = new HashMap<>();
    Map<Place, Long> ends = new HashMap<>();
    Optional<Boolean> balanced = Optional.empty();
    if (management.isPresent()) {
      for (var one : get(management.get().resolve("/api/ops/lag")).path("partitions")) {
        var place = new Place(one.path("topic").asText(), one.path("partition").asInt());
        ends.put(place, one.path("end").asLong());
        committed
            .computeIfAbsent(one.path("group").asText(), group -> new HashMap<>())
            .put(place, one.path("committed").asLong());
      }
      var ledger = get(management.get().resolve("/api/ops/ledger"));
      balanced = Optional.of(ledger.path("balanced").asBoolean());
    } else {
      try (var offsets = new Offsets(servers)) {
        committed.putAll(offsets.committed());
        ends.putAll(offsets.ends());
      }
    }
    return new Evidence(
        Instant.now(),
        tasks,
        notifications,
        records,
        committed,
        ends,
        database.isPresent() ? Optional.of(marks(database.get())) : Optional.empty(),
        samples,
        balanced);
  }

  private JsonNode get(URI uri) throws IOException, InterruptedException {
    var answer =
        client.send(
            HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (answer.statusCode() != 200) {
      throw new IOException(uri + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  private List<JsonNode> pages(String user, String what) throws IOException, InterruptedException {
    var all = new ArrayList<JsonNode>();
    var cursor = "";
    do {
      var path = "/api/%s/%s?limit=200%s".formatted(user, what, cursor);
      var page = get(application.resolve(path));
      page.path(what).forEach(all::add);
      var next = page.path("next_cursor");
      cursor = next.isTextual() ? "&cursor=" + next.textValue() : null;
    } while (cursor != null);
    return all;
  }

  private static List<Mark> marks(TestDatabase database) {
    var marks = new ArrayList<Mark>();
    try (var connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery("select consumer_group, event_id, handled_at from inbox")) {
      while (rows.next()) {
        marks.add(
            new Mark(
                rows.getString(1),
                rows.getString(2),
                rows.getObject(3, OffsetDateTime.class).toInstant()));
      }
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException(e));
    }
    return marks;
  }
}
