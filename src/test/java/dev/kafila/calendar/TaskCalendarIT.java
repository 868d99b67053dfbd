package dev.kafila.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VTodo;
import dev.kafila.event.Ids;
import dev.kafila.task.Due;
import dev.kafila.task.Priority;
import dev.kafila.task.Reminder;
import dev.kafila.task.Task;
import dev.kafila.task.TaskFields;
import dev.kafila.task.TaskFieldsBuilder;
import dev.kafila.task.TaskQuery;
import dev.kafila.task.Tasks;
import dev.kafila.task.Upcoming;
import dev.kafila.testing.SettableClock;
import dev.kafila.testing.TestStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What another calendar library reads in our calendar. */
class TaskCalendarIT {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final TestStore STORE = TestStore.open();
  private static final SettableClock CLOCK = new SettableClock("2026-03-10T13:00:00Z");
  private static final Tasks TASKS = new Tasks(STORE.outbox, CLOCK);

  private String user;

  @BeforeEach
  void newUser() {
    user = Ids.next().toString();
  }

  @AfterAll
  static void close() {
    STORE.close();
  }

  @Test
  void a_task_is_read_as_it_is() {
    // Given
    var task =
        create(
            titled("Call Ann; then, Bob\\Eve")
                .description("first line\nsecond line: " + "long ".repeat(40))
                .priority(Priority.HIGH)
                .tags(List.of("home", "phone"))
                .due(Due.at(LocalDateTime.parse("2026-11-02T09:30")))
                .reminders(List.of(Reminder.before(30))));

    // When
    var todo = read().getTodos().get(0);

    // Then
    assertThat(todo.getUid().getValue()).isEqualTo(task.taskId().toString());
    assertThat(todo.getSummary().getValue()).isEqualTo("Call Ann; then, Bob\\Eve");
    assertThat(todo.getDescription().getValue()).isEqualTo(task.fields().description());
    assertThat(todo.getPriority().getValue()).isEqualTo(1);
    assertThat(todo.getCategories().get(0).getValues()).containsExactly("home", "phone");
    assertThat(todo.getStatus().isNeedsAction()).isTrue();
    assertThat(todo.getDateDue().getValue().toInstant())
        .isEqualTo(Instant.parse("2026-11-02T14:30:00Z"));
    assertThat(todo.getAlarms().get(0).getTrigger().getDate().toInstant())
        .isEqualTo(Instant.parse("2026-11-02T14:00:00Z"));
    assertThat(todo.getRecurrenceRule()).isNull();
  }

  @Test
  void a_day_is_a_day_and_what_is_done_is_done() {
    // Given
    var task = create(titled("taxes").due(Due.on(LocalDate.parse("2026-04-15"))));
    STORE.inUser(
        user, tx -> TASKS.complete(tx, user, task.taskId(), OptionalLong.empty(), TestStore.CAUSE));

    // When
    var todo = read().getTodos().get(0);

    // Then
    assertThat(todo.getDateDue().getValue().hasTime()).isFalse();
    assertThat(todo.getStatus().isCompleted()).isTrue();
    assertThat(todo.getCompleted().getValue().toInstant()).isEqualTo(CLOCK.instant());
  }

  @ParameterizedTest
  @CsvSource({
    "FREQ=WEEKLY;BYDAY=MO, 2026-03-16T09:00",
    "FREQ=MONTHLY, 2026-01-31T09:00",
    "FREQ=MONTHLY;BYMONTHDAY=30, 2026-01-30T09:00",
    "FREQ=YEARLY, 2024-02-29T09:00",
    "FREQ=DAILY;COUNT=5, 2026-03-06T02:30",
    "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20261231, 2026-03-27T17:00",
  })
  void a_series_goes_on_as_its_task_does(String rule, LocalDateTime first) {
    // Given
    var task = create(titled("again").due(Due.at(first)).recurrence(rule, null));
    var expected =
        Upcoming.of(task, 8).stream().map(due -> due.at().atZone(NEW_YORK).toInstant()).toList();

    // When
    var todo = read().getTodos().get(0);

    // Then
    assertThat(occurrences(todo, expected.size() + 1)).startsWith(expected.toArray(Instant[]::new));
    assertThat(occurrences(todo, 100)).hasSizeGreaterThanOrEqualTo(expected.size());
  }

  @Test
  void a_zone_that_calendars_do_not_know_becomes_a_moment() {
    // Given
    create(
        TaskFields.titled("ship", ZoneId.of("+05:30"))
            .due(Due.at(LocalDateTime.parse("2026-03-16T09:00"))));

    // When
    var todo = read().getTodos().get(0);

    // Then
    assertThat(todo.getDateDue().getValue().toInstant())
        .isEqualTo(Instant.parse("2026-03-16T03:30:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Oslo", "Europe/Amsterdam", "US/Eastern", "America/New_York"})
  void each_zone_that_is_named_is_there(String zone) {
    // Given
    create(
        TaskFields.titled("call", ZoneId.of(zone))
            .due(Due.at(LocalDateTime.parse("2026-07-16T09:00"))));

    // When
    var text = text();

    // Then
    assertThat(text)
        .contains("DUE;TZID=%s:20260716T090000\r\n".formatted(zone))
        .containsOnlyOnce("\r\nTZID:%s\r\n".formatted(zone));
  }

  @Test
  void times_in_utc_are_said_without_a_zone() {
    // Given
    create(
        TaskFields.titled("call", ZoneId.of("UTC"))
            .due(Due.at(LocalDateTime.parse("2026-07-16T09:00")))
            .recurrence("FREQ=DAILY", null));

    // When
    var text = text();

    // Then
    assertThat(text)
        .contains("DUE:20260716T090000Z\r\n", "RRULE:FREQ=DAILY")
        .doesNotContain("TZID");
  }

  @Test
  void a_rule_whose_days_are_not_those_of_utc_is_not_said_in_utc() {
    // Given
    create(
        TaskFields.titled("ship", ZoneId.of("+05:30"))
            .due(Due.at(LocalDateTime.parse("2026-03-16T01:00")))
            .recurrence("FREQ=WEEKLY;BYDAY=MO", null));

    // When
    var text = text();

    // Then
    assertThat(text).contains("DUE:20260315T193000Z").doesNotContain("RRULE");
  }

  @ParameterizedTest
  @CsvSource({
    "20261231, 20270101T045959Z, 20261231",
    "20260630T120000, 20260630T160000Z, 20260630",
    "20260701T030000Z, 20260701T030000Z, 20260630",
  })
  void the_end_of_a_rule_is_of_the_kind_of_its_begin(String until, String ofTime, String ofDay) {
    // Given
    var rule = "FREQ=WEEKLY;BYDAY=MO;UNTIL=" + until;

    // When
    create(
        titled("timed")
            .due(Due.at(LocalDateTime.parse("2026-03-16T09:00")))
            .recurrence(rule, null));
    create(titled("daylong").due(Due.on(LocalDate.parse("2026-03-16"))).recurrence(rule, null));

    // Then
    assertThat(text()).contains("UNTIL=" + ofTime + ";", "UNTIL=" + ofDay + ";");
  }

  @Test
  void text_with_odd_line_ends_begins_no_line_of_the_calendar() {
    // Given
    create(titled("a").description("one\rtwo\r\nthree\u000bfour\u0007!"));

    // When
    var todo = read().getTodos().get(0);

    // Then
    assertThat(todo.getDescription().getValue()).isEqualTo("one\ntwo\nthree\nfour !");
  }

  private static List<Instant> occurrences(VTodo todo, int most) {
    var dates = todo.getDateIterator(TimeZone.getTimeZone(NEW_YORK));
    List<Instant> found = new ArrayList<>();
    while (found.size() < most && dates.hasNext()) {
      found.add(dates.next().toInstant());
    }
    return found;
  }

  private static TaskFieldsBuilder titled(String title) {
    return TaskFields.titled(title, NEW_YORK);
  }

  private Task create(TaskFieldsBuilder fields) {
    return STORE.inUser(user, tx -> TASKS.create(tx, user, fields.build(), TestStore.CAUSE));
  }

  private ICalendar read() {
    return Biweekly.parse(text()).first();
  }

  private String text() {
    var text =
        TaskCalendar.of(
            STORE.transactions.read(tx -> TASKS.list(tx, TaskQuery.of(user).newest(10))));
    assertThat(text).contains("\r\n").doesNotContainPattern("[^\r]\n|\r[^\n]");
    return text;
  }
}
