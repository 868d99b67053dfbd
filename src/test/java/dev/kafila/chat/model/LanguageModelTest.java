package dev.kafila.chat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kafila.chat.reader.Filter;
import dev.kafila.chat.reader.Intent;
import dev.kafila.chat.reader.Reading;
import dev.kafila.chat.reader.Repeat;
import dev.kafila.chat.reader.Target;
import dev.kafila.config.ModelSettings;
import dev.kafila.task.Anchor;
import dev.kafila.task.Due;
import dev.kafila.task.Priority;
import dev.kafila.task.Reminder;
import dev.kafila.task.Status;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageModelTest {
  private static final ZonedDateTime NOW =
      LocalDateTime.parse("2026-03-10T09:00").atZone(ZoneId.of("America/New_York"));
  private static final String SENTENCE = "morgen um fünf Milch kaufen";
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final ModelServer server = new ModelServer();
  private final LanguageModel model = model(Duration.ofSeconds(20));

  @AfterEach
  void close() {
    model.close();
    server.close();
  }

  @Test
  void aTaskIsRead() {
    // Given
    server.calls(
        "add_task",
        """
        {"title":"Milch kaufen","due_at":"2026-03-11T17:00","recurrence_rule":"FREQ=WEEKLY",
         "priority":"high","tags":["Laden"],"remind_minutes_before":10,"due_date":null}""");

    // When
    var reading = model.read(SENTENCE, NOW).orElseThrow();

    // Then
    assertThat(reading.intent()).isEqualTo(Intent.ADD);
    var details = reading.details();
    assertThat(details.title()).isEqualTo("Milch kaufen");
    assertThat(details.due()).isEqualTo(Due.at(LocalDateTime.parse("2026-03-11T17:00")));
    assertThat(details.repeat()).isEqualTo(new Repeat("FREQ=WEEKLY", Anchor.DUE));
    assertThat(details.priority()).isEqualTo(Priority.HIGH);
    assertThat(details.tags()).containsExactly("laden");
    assertThat(details.reminders()).containsExactly(Reminder.before(10));
  }

  @Test
  void onlyTheSentenceAndTheTimeAreSent() {
    // Given
    server.says("I am not sure.");

    // When
    var reading = model.read(SENTENCE, NOW);

    // Then
    assertThat(reading).isEmpty();
    var request = server.lastRequest();
    assertThat(request.path()).isEqualTo("/v1/chat/completions");
    assertThat(request.authorization()).isEqualTo("Bearer secret");
    assertThat(request.body().path("model").asText()).isEqualTo("stand-in");
    assertThat(request.body().at("/messages/0/content").asText())
        .contains("Tuesday, 2026-03-10 09:00 in America/New_York");
    assertThat(request.body().path("messages")).hasSize(2);
    assertThat(request.body().at("/messages/1/content").asText()).isEqualTo(SENTENCE);
    assertThat(request.body().path("tools").findValuesAsText("name"))
        .contains("add_task", "list_tasks", "complete_task", "snooze_task");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "complete_task | {\"task\":\"milk\"} | COMPLETE",
        "reopen_task   | {\"task\":\"milk\"} | REOPEN",
        "delete_task   | {\"task\":\"milk\"} | DELETE",
        "skip_task     | {\"task\":\"milk\"} | SKIP",
        "snooze_task   | {\"task\":\"milk\",\"until\":\"2026-03-10T11:00\"} | SNOOZE",
        "update_task   | {\"task\":\"milk\",\"due_date\":\"2026-03-11\"} | UPDATE",
        "update_task   | {\"task\":\"milk\",\"title\":\"Buy oat milk\"} | UPDATE",
      })
  void tasksAreMeantByTheirWords(String tool, String arguments, Intent intent) {
    // Given
    server.calls(tool, arguments);

    // When
    var reading = model.read(SENTENCE, NOW).orElseThrow();

    // Then
    assertThat(reading.intent()).isEqualTo(intent);
    assertThat(reading.target()).isEqualTo(Target.named("milk"));
    assertThat(reading.details().title())
        .isEqualTo(arguments.contains("title") ? "Buy oat milk" : null);
    assertThat(reading.details().priority()).isNull();
  }

  @Test
  void aListIsRead() {
    // Given
    server.calls("list_tasks", "{\"query\":\"milk\",\"to\":\"2026-03-15\",\"tag\":\"\"}");

    // When
    var reading = model.read(SENTENCE, NOW).orElseThrow();

    // Then
    assertThat(reading.intent()).isEqualTo(Intent.SEARCH);
    assertThat(reading.filter())
        .isEqualTo(
            new Filter(
                Status.PENDING,
                "milk",
                List.of(),
                null,
                null,
                LocalDate.parse("2026-03-15"),
                false,
                null));
  }

  @Test
  void severalTasksAreSeveral() {
    // Given
    server.callsAll(
        Map.entry("add_task", "{\"title\":\"One\"}"), Map.entry("add_task", "{\"title\":\"Two\"}"));

    // When
    var reading = model.read(SENTENCE, NOW).orElseThrow();

    // Then
    assertThat(reading.tasks()).extracting(Reading::title).containsExactly("One", "Two");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "drop_tables   | {}",
        "add_task      | not JSON",
        "add_task      | []",
        "add_task      | {}",
        "add_task      | {\"title\":\"\"}",
        "add_task      | {\"title\":7}",
        "add_task      | {\"title\":\"Milk\",\"colour\":\"white\"}",
        "add_task      | {\"title\":\"Milk\",\"user_id\":\"bob\"}",
        "add_task      | {\"title\":\"Milk\",\"due_date\":\"tomorrow\"}",
        "add_task      | {\"title\":\"Milk\",\"due_date\":\"2023-03-11\"}",
        "add_task      | {\"title\":\"Milk\",\"due_at\":\"2026-03-11T17:00:00Z\"}",
        "add_task      | {\"title\":\"Milk\",\"due_date\":\"2026-03-11\",\"due_at\":\"2026-03-11T17:00\"}",
        "add_task      | {\"title\":\"Milk\",\"due_date\":\"2026-03-11\",\"recurrence_rule\":\"often\"}",
        "add_task      | {\"title\":\"Milk\",\"recurrence_rule\":\"FREQ=DAILY\"}",
        "add_task      | {\"title\":\"Milk\",\"priority\":\"very\"}",
        "add_task      | {\"title\":\"Milk\",\"remind_minutes_before\":-1}",
        "update_task   | {\"task\":\"milk\"}",
        "update_task   | {\"task\":\"milk\",\"recurrence_rule\":\"FREQ=DAILY\"}",
        "complete_task | {}",
        "complete_task | {\"task\":\"milk\",\"all\":true}",
        "snooze_task   | {\"task\":\"milk\",\"until\":\"2026-03-10T08:00\"}",
        "list_tasks    | {\"status\":\"lost\"}",
        "list_tasks    | {\"from\":\"soon\"}",
      })
  void nonsenseIsNoOpinion(String tool, String arguments) {
    // Given
    server.calls(tool, arguments);

    // Then
    assertThat(model.read(SENTENCE, NOW)).isEmpty();
  }

  @Test
  void differentThingsAtOnceAreNoOpinion() {
    // Given
    server.callsAll(
        Map.entry("add_task", "{\"title\":\"One\"}"),
        Map.entry("delete_task", "{\"task\":\"milk\"}"));

    // Then
    assertThat(model.read(SENTENCE, NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"500 | {}", "401 | {}", "200 | <html>", "200 | {}", "200 | {\"choices\":[]}"})
  void garbageIsNoOpinion(int status, String body) {
    // Given
    server.answers(status, body);

    // Then
    assertThat(model.read(SENTENCE, NOW)).isEmpty();
    assertThat(server.asked()).isOne();
  }

  @Test
  void whoHangsIsNotWaitedFor() {
    // Given
    try (var impatient = model(Duration.ofSeconds(1))) {
      server.hangs();
      var first = System.nanoTime();

      // When
      var silent = impatient.read(SENTENCE, NOW);
      server.hangsInTheMiddle();
      var unfinished = impatient.read(SENTENCE, NOW);

      // Then
      assertThat(silent).isEmpty();
      assertThat(unfinished).isEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - first)).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void whoFailsAgainAndAgainIsNotAskedForAWhile() {
    // Given
    for (int i = 0; i < 5; i++) {
      model.read(SENTENCE, NOW);
    }

    // When
    server.calls("complete_task", "{\"task\":\"milk\"}");
    int asked = server.asked();

    // Then
    await().untilAsserted(() -> assertThat(model.read(SENTENCE, NOW)).isPresent());
    assertThat(asked).isEqualTo(5);
    assertThat(server.asked()).isEqualTo(6);
  }

  @Test
  void aLongTextIsNotSent() {
    // When
    var reading = model.read("x".repeat(1_001), NOW);

    // Then
    assertThat(reading).isEmpty();
    assertThat(server.asked()).isZero();
  }

  private LanguageModel model(Duration timeout) {
    var settings =
        new ModelSettings(Optional.of(server.url()), "stand-in", Optional.of("secret"), timeout);
    return new LanguageModel(server.url(), settings, PAUSE);
  }
}
