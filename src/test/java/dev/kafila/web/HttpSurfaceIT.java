package dev.kafila.web;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.chat.Chat;
import dev.kafila.chat.reader.GrammarReader;
import dev.kafila.event.Outbox;
import dev.kafila.event.OutboxSignal;
import dev.kafila.event.PendingEvent;
import dev.kafila.notification.NotificationInbox;
import dev.kafila.notification.Preferences;
import dev.kafila.notification.delivery.ChannelRules;
import dev.kafila.store.Database;
import dev.kafila.store.UserTransactions;
import dev.kafila.task.Tasks;
import dev.kafila.testing.AsyncApiSchemas;
import dev.kafila.testing.TestServers;
import dev.kafila.web.ApiServer.Answer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The HTTP surface on a real PostgreSQL. */
class HttpSurfaceIT {
  private static final String NOBODYS = "/tasks/0199d2a0-0000-7000-8000-000000000001";

  private static Database database;
  private static ApiServer server;
  private static int users;

  private String ann;
  private String bob;

  @BeforeAll
  static void start() {
    var test = TestServers.database();
    database = Database.open(test.url(), test.user(), test.password(), 4);
    var clock = Clock.systemUTC();
    var transactions = new UserTransactions(database.jdbi());
    var outbox = new Outbox(new OutboxSignal());
    var tasks = new Tasks(outbox, clock);
    var chat = new Chat(new GrammarReader(), tasks, (tx, user) -> ZoneOffset.UTC, clock);
    server =
        ApiServer.start(
            ApiServer.openWeb(),
            Apis.of(
                transactions,
                tasks,
                chat,
                new NotificationInbox(outbox, clock),
                new Preferences(clock),
                new ChannelRules(Set.of(), "https://hooks.slack.com/", false),
                (tx, user) -> ZoneOffset.UTC,
                clock));
  }

  @AfterAll
  static void stop() {
    server.close();
    database.close();
  }

  @AfterEach
  void every_event_is_as_its_contract_says() {
    var schemas = AsyncApiSchemas.load();
    assertThat(outbox())
        .allSatisfy(
            event ->
                assertThat(
                        schemas.validate(
                            event.topic(), event.type(), event.headers(), event.data()))
                    .isEmpty());
  }

  private static List<PendingEvent> outbox() {
    return database
        .jdbi()
        .withHandle(
            tx ->
                tx.createQuery("delete from outbox returning *")
                    .map(
                        (row, context) ->
                            new PendingEvent(
                                row.getLong("outbox_id"),
                                row.getString("event_id"),
                                row.getString("topic"),
                                row.getString("type"),
                                row.getString("source"),
                                row.getString("subject"),
                                row.getString("user_id"),
                                row.getTimestamp("time").toInstant(),
                                row.getString("traceparent"),
                                Map.of(),
                                row.getString("data"),
                                row.getTimestamp("created_at").toInstant(),
                                row.getInt("attempts"),
                                false,
                                false))
                    .list());
  }

  @BeforeEach
  void newUsers() {
    users++;
    ann = "/api/ann" + users;
    bob = "/api/bob" + users;
  }

  private static long count(String table) {
    return database
        .jdbi()
        .withHandle(tx -> tx.createQuery("select count(*) from " + table).mapTo(Long.class).one());
  }

  private String created(String json) {
    var answer = server.post(ann + "/tasks", json);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return ann + "/tasks/" + answer.json().path("task_id").asText();
  }

  @Test
  void a_new_task_is_answered_with_its_place_and_version_and_found_there() {
    // When
    var created =
        server.post(
            ann + "/tasks",
            """
            {"title": "Pay rent \uD83C\uDFE0", "description": "\u05e9\u05dc\u05d5\u05dd", "priority": "high",
             "tags": ["home"], "due_at": "2026-03-16T09:00:00-04:00", "time_zone": "America/New_York",
             "recurrence_rule": "FREQ=MONTHLY", "reminders": [{"minutes_before": 30}]}
            """);
    var found = server.get(created.header("Location"));

    // Then
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("ETag")).isEqualTo("\"1\"");
    assertThat(found.status()).isEqualTo(200);
    assertThat(found.header("ETag")).isEqualTo("\"1\"");
    assertThat(found.json()).isEqualTo(created.json());
    assertThat(found.json().path("title").asText()).isEqualTo("Pay rent \uD83C\uDFE0");
    assertThat(found.json().path("description").asText()).isEqualTo("\u05e9\u05dc\u05d5\u05dd");
    assertThat(found.json().path("due_at").asText()).isEqualTo("2026-03-16T09:00:00-04:00");
    assertThat(found.json().path("occurrence").asInt()).isEqualTo(1);
  }

  @Test
  void a_task_goes_through_its_life() {
    // Given
    var task = created("{\"title\":\"Water plants\",\"due_date\":\"2026-01-31\"}");

    // When
    var patched = server.json("PATCH", task, "{\"due_date\":null,\"tags\":[\"garden\"]}");
    var completed = server.send(server.to(task + "/complete").POST(noBody()));
    var reopened = server.post(task + "/reopen", "{}");
    var snoozed = server.post(task + "/snooze", "{\"minutes\":10}");
    var deleted = server.delete(task);
    var gone = server.get(task);

    // Then
    assertThat(patched.json().has("due_date")).isFalse();
    assertThat(patched.json().path("tags").path(0).asText()).isEqualTo("garden");
    assertThat(completed.json().path("status").asText()).isEqualTo("completed");
    assertThat(completed.json().has("completed_at")).isTrue();
    assertThat(reopened.json().path("status").asText()).isEqualTo("pending");
    assertThat(snoozed.json().path("reminders").path(0).has("remind_at")).isTrue();
    assertThat(snoozed.header("ETag")).isEqualTo("\"5\"");
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(gone.status()).isEqualTo(404);
  }

  static Stream<Arguments> senselessTasks() {
    return Stream.of(
        Arguments.of("{}", "title"),
        Arguments.of("{\"title\":\"   \"}", "title"),
        Arguments.of("{\"title\":\"a\",\"due_date\":\"2026-02-30\"}", "due_date"),
        Arguments.of("{\"title\":\"a\",\"due_at\":\"2026-02-03T10:00\"}", "due_at"),
        Arguments.of("{\"title\":\"a\",\"due_at\":\"tomorrow\"}", "due_at"),
        Arguments.of(
            "{\"title\":\"a\",\"due_date\":\"2026-02-03\",\"due_at\":\"2026-02-03T10:00:00Z\"}",
            "due_at"),
        Arguments.of("{\"title\":\"a\",\"time_zone\":\"Mars/Olympus\"}", "time_zone"),
        Arguments.of(
            "{\"title\":\"a\",\"due_date\":\"2026-02-03\",\"recurrence_rule\":\"FREQ=OFTEN\"}",
            "recurrence_rule"),
        Arguments.of("{\"title\":\"a\",\"recurrence_rule\":\"FREQ=DAILY\"}", "recurrence_rule"),
        Arguments.of("{\"title\":\"a\",\"reminders\":[{\"remind_at\":\"soon\"}]}", "reminders"),
        Arguments.of("{\"title\":\"a\",\"tags\":[\"\\ud800\"]}", "tags[0]"));
  }

  @ParameterizedTest
  @MethodSource("senselessTasks")
  void what_makes_no_sense_is_named_and_changes_nothing(String json, String field) {
    // Given
    long tasks = count("tasks");
    long events = count("outbox");

    // When
    var answer = server.post(ann + "/tasks", json, "Idempotency-Key", "k");

    // Then
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(422);
    assertThat(answer.json().path("errors").findValuesAsText("field")).contains(field);
    assertThat(count("tasks")).isEqualTo(tasks);
    assertThat(count("outbox")).isEqualTo(events);
  }

  @Test
  void another_user_s_task_is_a_403_and_stays_as_it_is() {
    // Given
    var path = created("{\"title\":\"mine\"}").replace(ann, bob);

    // When
    var answers =
        Stream.of(
            server.get(path),
            server.json("PATCH", path, "{\"title\":\"theirs\"}"),
            server.post(path + "/complete", "{}"),
            server.delete(path));

    // Then
    assertThat(answers).extracting(Answer::status).containsOnly(403);
    assertThat(server.get(path.replace(bob, ann)).header("ETag")).isEqualTo("\"1\"");
  }

  @Test
  void an_unknown_task_is_a_404_whether_it_could_exist_or_not() {
    // When
    var unknown = server.get(ann + NOBODYS);
    var impossible = server.post(ann + "/tasks/7/complete", "{}");

    // Then
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(impossible.status()).isEqualTo(404);
  }

  @Test
  void a_change_of_what_has_changed_since_is_a_409() {
    // Given
    var task = created("{\"title\":\"first\"}");

    // When
    var second = server.json("PATCH", task, "{\"title\":\"second\"}", "If-Match", "\"1\"");
    var third = server.json("PATCH", task, "{\"title\":\"third\"}", "If-Match", "\"1\"");
    var gone = server.send(server.to(task).header("If-Match", "\"9\"").DELETE());

    // Then
    assertThat(second.header("ETag")).isEqualTo("\"2\"");
    assertThat(third.status()).isEqualTo(409);
    assertThat(gone.status()).isEqualTo(409);
    assertThat(server.get(task).json().path("title").asText()).isEqualTo("second");
  }

  @Test
  void a_repeat_with_the_same_key_is_given_the_first_answer_and_changes_nothing() {
    // Given
    var json = "{\"title\":\"once\"}";
    var first = server.post(ann + "/tasks", json, "Idempotency-Key", "key-1");
    long events = count("outbox");

    // When
    var repeat = server.post(ann + "/tasks", json, "Idempotency-Key", "key-1");
    var other = server.post(ann + "/tasks", "{\"title\":\"x\"}", "Idempotency-Key", "key-1");
    var elsewhere = server.post(bob + "/tasks", json, "Idempotency-Key", "key-1");

    // Then
    assertThat(repeat.status()).isEqualTo(201);
    assertThat(repeat.response().body()).isEqualTo(first.response().body());
    assertThat(repeat.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(repeat.header("Location")).isEqualTo(first.header("Location"));
    assertThat(other.status()).isEqualTo(422);
    assertThat(elsewhere.status()).isEqualTo(201);
    assertThat(count("outbox")).isEqualTo(events + 1);
    assertThat(server.get(ann + "/tasks").json().path("tasks")).hasSize(1);
  }

  @Test
  void of_many_repeats_at_once_one_is_done() throws Exception {
    // Given
    Callable<Answer> request =
        () ->
            server.post(
                ann + "/chat", "{\"message\":\"add just once\"}", "Idempotency-Key", "key-2");
    var pool = Executors.newFixedThreadPool(8);

    // When
    var answers =
        pool.invokeAll(IntStream.range(0, 24).mapToObj(i -> request).toList()).stream()
            .map(HttpSurfaceIT::result)
            .toList();
    pool.shutdown();

    // Then
    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(answers)
        .extracting(answer -> answer.response().body())
        .containsOnly(answers.get(0).response().body());
    assertThat(server.get(ann + "/tasks").json().path("tasks")).hasSize(1);
  }

  private static Answer result(java.util.concurrent.Future<Answer> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_list_comes_in_pages_with_each_task_once() {
    // Given
    for (int i = 0; i < 7; i++) {
      created("{\"title\":\"Task %d\",\"tags\":[\"t%d\"]}".formatted(i, i % 2));
    }

    // When
    var seen = new HashSet<String>();
    int pages = 0;
    var cursor = "";
    do {
      var page = server.get(ann + "/tasks?limit=3" + cursor).json();
      page.path("tasks").forEach(task -> seen.add(task.path("title").asText()));
      cursor = page.has("next_cursor") ? "&cursor=" + page.path("next_cursor").asText() : null;
      pages++;
    } while (cursor != null);

    // Then
    assertThat(pages).isEqualTo(3);
    assertThat(seen)
        .isEqualTo(IntStream.range(0, 7).mapToObj(i -> "Task " + i).collect(Collectors.toSet()));
  }

  @Test
  void a_list_can_be_narrowed() {
    // Given
    created("{\"title\":\"Buy 100% juice\",\"tags\":[\"shop\"]}");
    var done = created("{\"title\":\"Buy milk\"}");
    server.post(done + "/complete", "{}");

    // When
    var pending = server.get(ann + "/tasks?status=pending").json().path("tasks");
    var completed = server.get(ann + "/tasks?status=completed").json().path("tasks");
    var tagged = server.get(ann + "/tasks?tag=SHOP").json().path("tasks");
    var worded = server.get(ann + "/tasks?q=0%25%20BUY").json().path("tasks");

    // Then
    assertThat(pending.findValuesAsText("title")).containsExactly("Buy 100% juice");
    assertThat(completed.findValuesAsText("title")).containsExactly("Buy milk");
    assertThat(tagged.findValuesAsText("title")).containsExactly("Buy 100% juice");
    assertThat(worded.findValuesAsText("title")).containsExactly("Buy 100% juice");
  }

  @Test
  void a_cursor_of_somebody_s_own_making_is_a_422() {
    // When
    var answer = server.get(ann + "/tasks?cursor=abc");

    // Then
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").path(0).path("field").asText()).isEqualTo("cursor");
  }

  @Test
  void occurrences_start_with_the_task_s_own_date() {
    // Given
    var monthly =
        created(
            """
            {"title":"m","due_date":"2026-01-31","recurrence_rule":"FREQ=MONTHLY;COUNT=3"}""");
    var daily =
        created(
            """
            {"title":"d","due_at":"2026-03-07T09:00:00-05:00","time_zone":"America/New_York",
             "recurrence_rule":"FREQ=DAILY"}""");
    var once = created("{\"title\":\"o\",\"due_date\":\"2026-01-31\"}");

    // When
    var dates = server.get(monthly + "/occurrences").json().path("occurrences");
    var times = server.get(daily + "/occurrences?limit=2").json().path("occurrences");
    var none = server.get(once + "/occurrences").json().path("occurrences");

    // Then
    assertThat(dates)
        .extracting(node -> node.asText())
        .containsExactly("2026-01-31", "2026-02-28", "2026-03-31");
    assertThat(times)
        .extracting(node -> node.asText())
        .containsExactly("2026-03-07T09:00:00-05:00", "2026-03-08T09:00:00-04:00");
    assertThat(none).isEmpty();
  }

  @Test
  void a_series_pauses_and_goes_on_and_one_occurrence_differs() {
    // Given
    var task =
        created(
            """
            {"title":"a","due_at":"2026-01-05T09:00:00Z","recurrence_rule":"FREQ=WEEKLY"}
            """);

    // When
    var paused = server.post(task + "/pause", "");
    var snoozed = server.post(task + "/snooze", "{}");
    var later = server.post(task + "/pause", "{\"until\":\"2999-01-01\"}");
    var past = server.post(task + "/pause", "{\"until\":\"2001-01-01\"}");
    var resumed = server.post(task + "/resume", "{}");
    var alone = server.json("PATCH", task + "?scope=this", "{\"title\":\"b\"}");
    var rule = server.json("PATCH", task + "?scope=this", "{\"recurrence_rule\":\"FREQ=DAILY\"}");
    var senseless = server.json("PATCH", task + "?scope=all", "{\"title\":\"c\"}");

    // Then
    assertThat(paused.json().path("pause").path("slot").asText()).isEqualTo("2026-01-05T09:00:00");
    assertThat(snoozed.status()).isEqualTo(422);
    assertThat(later.json().path("pause").path("until").asText()).isEqualTo("2999-01-01");
    assertThat(later.json().path("due_at").asText()).isEqualTo("2999-01-07T09:00:00Z");
    assertThat(past.status()).isEqualTo(422);
    assertThat(resumed.json().has("pause")).isFalse();
    assertThat(resumed.json().path("due_at").asText()).isLessThan("2999");
    assertThat(alone.json().path("series_fields").path("title").asText()).isEqualTo("a");
    assertThat(rule.status()).isEqualTo(422);
    assertThat(senseless.status()).isEqualTo(422);
  }

  @Test
  void undo_answers_what_it_took_back_and_why_it_took_back_nothing() {
    // Given
    var task = created("{\"title\":\"a\"}");
    server.post(task + "/complete", "{}");

    // When
    var first = server.post(ann + "/undo", "");
    var second = server.post(ann + "/undo", "{}");
    var third = server.post(ann + "/undo", "{}");

    // Then
    var change = first.json().path("undone").path(0);
    assertThat(first.status()).isEqualTo(200);
    assertThat(change.path("from").path("status").asText()).isEqualTo("completed");
    assertThat(change.path("to").path("status").asText()).isEqualTo("pending");
    assertThat(second.json().path("undone").path(0).has("to")).isFalse();
    assertThat(third.json().path("undone")).isEmpty();
    assertThat(third.json().path("refusal").asText()).startsWith("There is nothing I can undo");
    assertThat(server.get(task).status()).isEqualTo(404);
  }

  @Test
  void skipping_what_does_not_recur_is_a_422() {
    // When
    var answer = server.post(created("{\"title\":\"a\"}") + "/skip", "{}");

    // Then
    assertThat(answer.status()).isEqualTo(422);
  }

  @Test
  void snoozing_into_the_past_is_a_422() {
    // When
    var answer =
        server.post(
            created("{\"title\":\"a\"}") + "/snooze", "{\"until\":\"2001-01-01T00:00:00Z\"}");

    // Then
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").path(0).path("field").asText()).isEqualTo("until");
  }

  @Test
  void a_chat_acts_and_its_conversation_goes_on() {
    // When
    var first = server.post(ann + "/chat", "{\"message\":\"add water the plants\"}");
    var conversation = first.json().path("conversation_id").asText();
    var second =
        server.post(
            ann + "/chat",
            "{\"message\":\"add water the trees\",\"conversation_id\":\"" + conversation + "\"}");

    // Then
    assertThat(first.json().path("response").asText()).isNotEmpty();
    assertThat(first.json().path("tool_calls").path(0).path("tool").asText()).isEqualTo("add_task");
    assertThat(second.json().path("conversation_id").asText()).isEqualTo(conversation);
    assertThat(server.get(ann + "/tasks").json().path("tasks")).hasSize(2);
  }

  @Test
  void a_chat_in_a_zone_that_is_none_is_a_422() {
    // When
    var answer = server.post(ann + "/chat", "{\"message\":\"a\",\"time_zone\":\"Mars/Olympus\"}");

    // Then
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").path(0).path("field").asText()).isEqualTo("time_zone");
  }

  @Test
  void preferences_are_replaced_as_a_whole() {
    // Given
    var before = server.get(ann + "/preferences");

    // When
    var put =
        server.json(
            "PUT",
            ann + "/preferences",
            """
            {"time_zone":"Europe/Berlin","quiet_hours":{"start":"22:00","end":"07:00"},
             "default_reminder_minutes":15}""");
    var after = server.get(ann + "/preferences");
    var refused = server.json("PUT", ann + "/preferences", "{\"time_zone\":\"Mars\"}");

    // Then
    assertThat(before.json().path("channels").path(0).asText()).isEqualTo("in_app");
    assertThat(put.status()).isEqualTo(200);
    assertThat(after.json()).isEqualTo(put.json());
    assertThat(after.json().path("quiet_hours").path("end").asText()).isEqualTo("07:00");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(server.get(ann + "/preferences").json()).isEqualTo(after.json());
  }

  @Test
  void addresses_are_shown_and_a_secret_once() {
    // When
    var put =
        server.json(
            "PUT",
            ann + "/preferences",
            """
            {"channels":["webhook","email"],
             "addresses":{"webhook":"https://example.org/hook","email":"ann@example.org"}}""");
    var after = server.get(ann + "/preferences");
    var same = server.json("PUT", ann + "/preferences", after.json().toString());
    var refused =
        server.json("PUT", ann + "/preferences", "{\"addresses\":{\"email\":\"nowhere\"}}");

    // Then
    assertThat(put.status()).as(put.json().toString()).isEqualTo(200);
    assertThat(put.json().at("/secrets/webhook").asText()).startsWith("whsec_");
    assertThat(after.json().at("/addresses/email").asText()).isEqualTo("ann@example.org");
    assertThat(after.json().at("/secrets/webhook").isBoolean()).isTrue();
    assertThat(same.status()).as(same.json().toString()).isEqualTo(200);
    assertThat(same.json()).isEqualTo(after.json());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("addresses.email");
    assertThat(server.get(ann + "/preferences").json()).isEqualTo(after.json());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"addresses":{"webhook":"http://example.org/hook"}} | addresses.webhook | is not https
          {"addresses":{"slack":"https://example.org/hook"}} | addresses.slack | does not begin with https://hooks.slack.com/
          {"digest":{"daily_at":"8am"}} | digest.daily_at | must be a time like 08:00
          {"quiet_hours":{"start":"22:00","end":"7"}} | quiet_hours.end | must be a time like 08:00
          {"channels":["E-Mail"]} | channels[0] | must be the name of a channel such as email
          """)
  void preferences_that_can_never_work_are_refused_in_words(
      String preferences, String field, String detail) {
    // When
    var answer = server.json("PUT", ann + "/preferences", preferences);

    // Then
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
    assertThat(answer.json().at("/errors/0/detail").asText()).isEqualTo(detail);
  }

  @Test
  void an_inbox_may_be_empty_and_an_unknown_notification_is_a_404() {
    // When
    var inbox = server.get(ann + "/notifications");
    var unknown =
        server.post(ann + "/notifications/0199d2a0-0000-7000-8000-000000000001/read", "{}");

    // Then
    assertThat(inbox.json().path("notifications").isArray()).isTrue();
    assertThat(inbox.json().has("next_cursor")).isFalse();
    assertThat(unknown.status()).isEqualTo(404);
  }
}
