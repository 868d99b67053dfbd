package dev.kafila.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskInputTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static JsonNode json(String text) {
    return Json.read(text.replace('\'', '"'), JsonNode.class);
  }

  private static TaskFields create(String text) {
    return TaskInput.create(json(text), NEW_YORK);
  }

  private static TaskFields patch(TaskFields old, String text) {
    return TaskInput.patch(old, json(text));
  }

  private static TaskFields full() {
    return create(
        """
        {'title': 'water the plants', 'description': 'all of them', 'priority': 'high',
         'tags': ['Home'], 'due_at': '2026-03-16T13:00:00Z', 'recurrence_rule': 'FREQ=WEEKLY',
         'recurrence_anchor': 'completion',
         'reminders': [{'minutes_before': 10}, {'remind_at': '2026-03-16T08:00:00-04:00'}]}
        """);
  }

  @Test
  void readsEveryFieldOfANewTask() {
    // When
    var fields = full();

    // Then
    assertThat(fields)
        .isEqualTo(
            new TaskFields(
                "water the plants",
                "all of them",
                Priority.HIGH,
                List.of("home"),
                Due.at(LocalDateTime.parse("2026-03-16T09:00")),
                NEW_YORK,
                "FREQ=WEEKLY",
                Anchor.COMPLETION,
                List.of(
                    Reminder.before(10),
                    Reminder.at(OffsetDateTime.parse("2026-03-16T08:00-04:00")))));
  }

  @Test
  void aTitleIsEnough() {
    // When
    var fields = create("{'title': ' buy milk '}");

    // Then
    assertThat(fields)
        .isEqualTo(
            new TaskFields(
                "buy milk",
                null,
                Priority.MEDIUM,
                List.of(),
                null,
                NEW_YORK,
                null,
                null,
                List.of()));
  }

  @Test
  void textIsKeptExactly() {
    // Given
    var title = "🌱 שלום \u202bعربي\u202c e\u0301";

    // When
    var fields = create("{'title': '" + title + "'}");

    // Then
    assertThat(fields.title()).isEqualTo(title);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'title': 'x', 'user_id': 'bob'} | user_id",
        "{'title': 'x', 'status': 'completed'} | status",
        "{} | title",
        "{'title': null} | title",
        "{'title': '  '} | title",
        "{'title': 5} | title",
        "{'title': ['x']} | title",
        "{'title': 'a\\u0000b'} | title",
        "{'title': 'a\\ud800b'} | title",
        "{'title': 'x', 'description': 5} | description",
        "{'title': 'x', 'description': 'a\\udc00'} | description",
        "{'title': 'x', 'priority': 'urgent'} | priority",
        "{'title': 'x', 'priority': 'HIGH'} | priority",
        "{'title': 'x', 'priority': 1} | priority",
        "{'title': 'x', 'tags': 'home'} | tags",
        "{'title': 'x', 'tags': [1]} | tags",
        "{'title': 'x', 'tags': [null]} | tags",
        "{'title': 'x', 'tags': [' ']} | tags",
        "{'title': 'x', 'due_date': '2026-02-30'} | due_date",
        "{'title': 'x', 'due_date': '+12026-02-03'} | due_date",
        "{'title': 'x', 'due_date': '0000-02-03'} | due_date",
        "{'title': 'x', 'due_date': 20260310} | due_date",
        "{'title': 'x', 'due_at': '2026-03-16T09:00:00'} | due_at",
        "{'title': 'x', 'due_at': '2026-03-16'} | due_at",
        "{'title': 'x', 'due_at': '+999999999-03-16T09:00:00Z'} | due_at",
        "{'title': 'x', 'due_at': 1773666000} | due_at",
        "{'title': 'x', 'due_date': '2026-03-16', 'due_at': '2026-03-16T09:00:00Z'} | due_at",
        "{'title': 'x', 'time_zone': 'Mars/Olympus'} | time_zone",
        "{'title': 'x', 'time_zone': '+02:00'} | time_zone",
        "{'title': 'x', 'time_zone': 'UTC+2'} | time_zone",
        "{'title': 'x', 'time_zone': ''} | time_zone",
        "{'title': 'x', 'recurrence_rule': 'FREQ=WEEKLY'} | recurrence_rule",
        "{'title': 'x', 'due_date': '2026-03-16', 'recurrence_rule': 'weekly'} | recurrence_rule",
        "{'title': 'x', 'due_date': '2026-03-16', 'recurrence_rule': ''} | recurrence_rule",
        "{'title': 'x', 'recurrence_anchor': 'due'} | recurrence_anchor",
        "{'title': 'x', 'due_date': '2026-03-16', 'recurrence_rule': 'FREQ=DAILY',"
            + " 'recurrence_anchor': 'start'} | recurrence_anchor",
        "{'title': 'x', 'reminders': {}} | reminders",
        "{'title': 'x', 'reminders': [null]} | reminders",
        "{'title': 'x', 'reminders': ['soon']} | reminders",
        "{'title': 'x', 'reminders': [{}]} | reminders",
        "{'title': 'x', 'reminders': [{'minutes_before': '10'}]} | reminders",
        "{'title': 'x', 'reminders': [{'minutes_before': 1.5}]} | reminders",
        "{'title': 'x', 'reminders': [{'minutes_before': -1}]} | reminders",
        "{'title': 'x', 'reminders': [{'minutes_before': 525601}]} | reminders",
        "{'title': 'x', 'reminders': [{'remind_at': 1773666000}]} | reminders",
        "{'title': 'x', 'reminders': [{'remind_at': 'noon'}]} | reminders",
        "{'title': 'x', 'reminders': [{'remind_at': '+99999-01-01T00:00:00Z'}]} | reminders",
        "{'title': 'x', 'reminders': [{'minutes_before': 1, 'email': true}]} | reminders",
        "{'title': 'x', 'reminders': [{'minutes_before': 1, 'remind_at': '2026-03-16T09:00:00Z'}]}"
            + " | reminders",
      })
  void namesTheFieldThatMakesNoSense(String body, String field) {
    // When, then
    assertThatThrownBy(() -> create(body))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessageNotContaining("null")
        .extracting("field")
        .isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({
    "title, 500, 501",
    "description, 10000, 10001",
  })
  void textsAreBoundedInCharactersNotInTheirHalves(String field, int most, int tooMany) {
    // Given
    var other = field.equals("title") ? "" : "'title': 'x', ";

    // When
    var longest = create("{%s'%s': '%s'}".formatted(other, field, "🌱".repeat(most)));

    // Then
    assertThat(longest).isNotNull();
    assertThatThrownBy(() -> create("{%s'%s': '%s'}".formatted(other, field, "🌱".repeat(tooMany))))
        .isInstanceOf(InvalidFieldException.class)
        .extracting("field")
        .isEqualTo(field);
  }

  @Test
  void listsAreBounded() {
    // Given
    var tags = "'t%d', ".repeat(51).formatted(range(51)) + "'last'";
    var reminders = "{'minutes_before': %d}, ".repeat(21).formatted(range(21));

    // When, then
    assertThatThrownBy(() -> create("{'title': 'x', 'tags': [%s]}".formatted(tags)))
        .extracting("field")
        .isEqualTo("tags");
    assertThatThrownBy(
            () ->
                create(
                    "{'title': 'x', 'reminders': [%s]}"
                        .formatted(reminders.substring(0, reminders.length() - 2))))
        .extracting("field")
        .isEqualTo("reminders");
  }

  private static Object[] range(int count) {
    return IntStream.range(0, count).boxed().toArray();
  }

  @Test
  void anEmptyPatchChangesNothing() {
    // When
    var patched = patch(full(), "{}");

    // Then
    assertThat(patched).isEqualTo(full());
  }

  @Test
  void aPatchChangesWhatItNames() {
    // When
    var patched = patch(full(), "{'title': 'feed the cat', 'tags': ['Cat', 'home']}");

    // Then
    assertThat(patched)
        .isEqualTo(full().but().title("feed the cat").tags(List.of("cat", "home")).build());
  }

  @Test
  void nullRemoves() {
    // When
    var patched =
        patch(
            full(),
            """
            {'description': null, 'priority': null, 'tags': null, 'due_at': null,
             'recurrence_rule': null, 'reminders': null}
            """);

    // Then
    assertThat(patched).isEqualTo(TaskFields.titled("water the plants", NEW_YORK).build());
  }

  @Test
  void removingTheOtherKindOfDueDateChangesNothing() {
    // When
    var patched = patch(full(), "{'due_date': null}");

    // Then
    assertThat(patched.due()).isEqualTo(full().due());
  }

  @Test
  void aDateReplacesATime() {
    // When
    var patched = patch(full(), "{'due_date': '2026-03-20'}");

    // Then
    assertThat(patched.due()).isEqualTo(Due.on(LocalDate.of(2026, 3, 20)));
  }

  @Test
  void aNewRuleKeepsTheAnchorAndTheOtherWayRound() {
    // When
    var rule = patch(full(), "{'recurrence_rule': 'FREQ=DAILY'}");
    var anchor = patch(full(), "{'recurrence_anchor': 'due'}");
    var usual = patch(full(), "{'recurrence_anchor': null}");

    // Then
    assertThat(rule.recurrenceAnchor()).isEqualTo(Anchor.COMPLETION);
    assertThat(anchor.recurrenceRule()).isEqualTo("FREQ=WEEKLY");
    assertThat(anchor.recurrenceAnchor()).isEqualTo(Anchor.DUE);
    assertThat(usual.recurrenceAnchor()).isEqualTo(Anchor.DUE);
  }

  @Test
  void withoutADateNothingRecurs() {
    // When, then
    assertThatThrownBy(() -> patch(full(), "{'due_at': null}"))
        .extracting("field")
        .isEqualTo("recurrence_rule");
  }

  @Test
  void inANewZoneTheWallTimeStays() {
    // When
    var moved = patch(full(), "{'time_zone': 'Europe/Berlin'}");
    var given = patch(full(), "{'time_zone': 'Europe/Berlin', 'due_at': '2026-03-16T13:00:00Z'}");

    // Then
    assertThat(moved.due().at()).isEqualTo(LocalDateTime.parse("2026-03-16T09:00"));
    assertThat(moved.zone()).isEqualTo(BERLIN);
    assertThat(given.due().at()).isEqualTo(LocalDateTime.parse("2026-03-16T14:00"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"America/New_York", "UTC", "Etc/GMT+5", "Asia/Kathmandu"})
  void knowsIanaZones(String id) {
    assertThat(TaskInput.zone(id).getId()).isEqualTo(id);
  }
}
