package dev.kafila.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kafila.chat.Chat;
import dev.kafila.chat.reader.GrammarReader;
import dev.kafila.live.Live;
import dev.kafila.notification.NotificationInbox;
import dev.kafila.notification.Preferences;
import dev.kafila.notification.delivery.ChannelRules;
import dev.kafila.task.Tasks;
import dev.kafila.testing.Chromium;
import dev.kafila.testing.ChromiumPage;
import dev.kafila.testing.TestStore;
import dev.kafila.web.stream.ChangeStreams;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that people chat on, in a browser; skipped where no Chromium is installed. */
class ChatPageIT {
  private static final String BROWSERS_ZONE = "America/New_York";
  private static final ZoneId SERVERS_ZONE = ZoneId.of("Asia/Tokyo");
  private static final int ENTER = 13;

  @TempDir static Path profile;
  private static TestStore store;
  private static ChangeStreams streams;
  private static Live live;
  private static ApiServer server;
  private static Chromium chromium;
  private static int users;

  private final String user = "user" + users++;
  private ChromiumPage page;

  @BeforeAll
  static void start() throws Exception {
    var program = Chromium.installed();
    assumeThat(program).isPresent();
    chromium = Chromium.start(program.get(), profile);
    store = TestStore.open();
    streams = new ChangeStreams(store.transactions, Duration.ofSeconds(15));
    streams.start();
    live = new Live(store.transactions, store.inbox, streams::wake);
    var clock = Clock.systemUTC();
    var tasks = new Tasks(store.outbox, clock);
    var preferences = new Preferences(clock);
    BiFunction<Handle, String, ZoneId> zoneOf =
        (tx, user) -> preferences.zoneOf(tx, user).orElse(SERVERS_ZONE);
    server =
        ApiServer.start(
            ApiServer.openWeb(streams),
            Apis.of(
                store.transactions,
                tasks,
                new Chat(new GrammarReader(), tasks, zoneOf, clock),
                new NotificationInbox(store.outbox, clock),
                preferences,
                new ChannelRules(Set.of(), "https://hooks.slack.com/", false),
                zoneOf,
                clock));
  }

  @AfterAll
  static void stop() throws Exception {
    if (chromium != null) {
      chromium.close();
      server.close();
      streams.close();
      store.close();
    }
  }

  @Test
  void nothing_is_cut_off_on_a_phone() {
    for (int width : new int[] {320, 390, 768, 1280}) {
      // When
      open(width);

      // Then
      assertThat(page.eval("document.documentElement.scrollWidth").asInt())
          .as("at %d px", width)
          .isLessThanOrEqualTo(width);
      assertThat(
              page.eval("document.querySelector('#who button').getBoundingClientRect().right")
                  .asInt())
          .isLessThanOrEqualTo(width);
    }
  }

  @Test
  void a_conversation_goes_on_after_a_reload() {
    // Given
    open(1280);
    say("buy milk");
    page.untilShows("#log", "Added \"buy milk\"");

    // When
    page.reload();

    // Then
    page.untilShows("#log", "Added \"buy milk\"");
    say("complete it");
    page.untilShows("#log", "Done: \"buy milk\"");
    assertThat(page.eval("document.activeElement.id").asText()).isEqualTo("message");
  }

  @Test
  void what_was_done_can_be_reopened_by_keyboard() {
    // Given
    open(1280);
    say("buy milk");
    page.untilShows("#tasks", "buy milk");

    // When
    page.eval("document.querySelector('#tasks button').focus()");
    page.press("Enter", ENTER);

    // Then
    page.untilShows("#done-title", "Done lately (1)");
    page.untilShows("#tasks", "Nothing to do.");
    assertThat(page.eval("document.activeElement.id").asText()).isEqualTo("tasks-title");

    // When
    page.click("#done-title");
    page.click("#done button");

    // Then
    page.untilShows("#tasks", "buy milk");
    page.until("document.getElementById('done-part').hidden");
  }

  @Test
  void changes_made_elsewhere_are_shown_at_once_by_what_is_due() {
    // Given
    open(1280);
    page.untilShows("#tasks", "Nothing to do.");

    // When
    task("{\"title\": \"some day\"}");
    task(
        "{\"title\": \"next year\", \"due_date\": \"%s\"}".formatted(LocalDate.now().plusYears(1)));
    task("{\"title\": \"long ago\", \"due_date\": \"2020-01-01\"}");
    store.published().forEach(live::handle);

    // Then
    page.untilShows("#tasks", "some day");
    assertThat(page.text("#tasks"))
        .containsSubsequence("long ago", "overdue", "next year", "some day");
  }

  @Test
  void a_task_of_another_zone_has_one_time_in_the_list_and_in_the_answer() {
    // Given: 1:30 in Tokyo is 11:30 the day before in New York
    open(1280);
    task("{\"title\": \"call Aki\", \"due_at\": \"2036-11-24T01:30:00+09:00\"}");

    // When
    say("list");

    // Then
    page.untilShows("#log", "\"call Aki\" for Mon 24 Nov 2036, 01:30 (Asia/Tokyo)");
    page.untilShows("#tasks", "24 Nov 2036, 1:30 (Asia/Tokyo)");
  }

  @Test
  void a_user_without_a_time_zone_has_the_browsers() {
    // Given
    open(1280);
    server.json("PUT", path("/preferences"), "{\"default_reminder_minutes\": 5}");

    // When
    say("buy milk");
    page.untilShows("#log", "Added");

    // Then
    page.until(
        "fetch('%s').then(a => a.json()).then(p => p.time_zone === '%s' && p.default_reminder_minutes === 5)"
            .formatted(path("/preferences"), BROWSERS_ZONE));
  }

  @Test
  void reminders_are_said_and_shown() {
    // Given
    open(1280);
    say("call mom on 24 Nov 2036 at 9am");
    page.untilShows("#log", "Added");

    // When
    say("remind me 10 minutes before");

    // Then
    page.untilShows("#log", "2036, 9:00, reminder 10 minutes before.");
    page.untilShows("#tasks", "reminder 10 minutes before");
  }

  @Test
  void what_could_not_be_sent_says_so_and_can_be_sent_again() {
    // Given
    open(1280);
    page.untilShows("#tasks", "Nothing to do.");
    page.offline(true);

    // When
    say("buy milk");

    // Then
    page.untilShows("#log .bad", "Check the connection and try again.");
    assertThat(page.eval("document.getElementById('message').value").asText())
        .isEqualTo("buy milk");

    // When
    page.offline(false);
    page.press("Enter", ENTER);

    // Then
    page.untilShows("#log", "Added \"buy milk\"");
    page.untilShows("#tasks", "buy milk");
  }

  @Test
  void without_a_stream_the_lists_are_read_every_few_seconds() {
    // Given
    open(1280);
    page.eval(
        """
        const whole = window.fetch;
        window.fetch = (url, options) =>
          url.endsWith('/stream') ? Promise.reject(new TypeError()) : whole(url, options);
        listen();
        """);

    // When
    task("{\"title\": \"buy milk\"}");

    // Then
    page.untilShows("#tasks", "buy milk");
  }

  @Test
  void a_refusal_says_what_to_do() {
    // Given
    open(1280);

    // When
    var busy = refusal(429, "3");
    var away = refusal(503, "1");
    var token = refusal(401, "");

    // Then
    assertThat(busy).isEqualTo("Too many requests at once. Try again in 3 seconds.");
    assertThat(away).endsWith("nothing was changed. Try again in a moment.");
    assertThat(token).isEqualTo("A token is needed: put it in above and press Use.");
  }

  private String refusal(int status, String retryAfter) {
    return page.eval(
            "refusal(new Response('', {status: %d, headers: {'Retry-After': '%s'}}))"
                .formatted(status, retryAfter))
        .asText();
  }

  @Test
  void a_moment_that_is_none_is_named() {
    assertThat(
            server.get(path("/tasks?completed_since=yesterday")).json().path("errors").toString())
        .contains("completed_since", "must be a time with offset");
  }

  private void open(int width) {
    page = chromium.page(width, 800, BROWSERS_ZONE);
    page.open("http://127.0.0.1:%d/".formatted(server.port()));
    page.eval("document.getElementById('user').value = '%s'".formatted(user));
    page.click("#who button");
  }

  private void say(String message) {
    page.until("!document.querySelector('#say button').disabled");
    page.eval("document.getElementById('message').focus()");
    page.type(message);
    page.press("Enter", ENTER);
  }

  private void task(String json) {
    assertThat(server.post(path("/tasks"), json).status()).isEqualTo(201);
  }

  private String path(String rest) {
    return "/api/" + user + rest;
  }
}
