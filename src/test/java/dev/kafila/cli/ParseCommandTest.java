package dev.kafila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParseCommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "call Ann tomorrow at 5pm | /due_at | 2026-03-11T17:00-04:00",
        "pay rent every month on the 31st | /recurrence_rule | FREQ=MONTHLY;BYMONTHDAY=31",
        "water the cactus after 12 days | /recurrence_anchor | completion",
        "snooze the report for 2 hours | /snoozed_by | PT2H",
        "snooze the report for a day and 2 hours | /snoozed_by | P1DT2H",
        "what's due this week? | /filter/due_from | 2026-03-09",
        "what's due this week? | /filter/due_to | 2026-03-15",
        "complete everything tagged home | /filter/tags/0 | home",
        "show my recurring tasks | /filter/traits/0 | recurring",
        "remove the date | /cleared/0 | due",
        "delete 1 and 3 | /numbers/1 | 3",
        "buy milk tomorrow and call Ann on Friday at 4 | /tasks/1/title | call Ann"
      })
  void whatIsUnderstoodStandsInAField(String phrase, String field, String value) {
    // When
    var run = parse("--json", phrase);

    // Then
    assertThat(run.exitCode()).isZero();
    assertThat(Json.read(run.out(), JsonNode.class).at(field).asText()).isEqualTo(value);
  }

  @Test
  void peopleGetALineForEachField() {
    // When
    var run = parse("what did I finish yesterday?");

    // Then
    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            intent       list_tasks
            filter       completed, 2026-03-09
            """);
  }

  @Test
  void whatMustBeAskedIsAQuestionAndNoDate() {
    // When
    var answer = Json.read(parse("--json", "call Ann on feb 30").out(), JsonNode.class);

    // Then
    assertThat(answer.path("question").asText()).contains("does not exist");
    assertThat(answer.has("due_date")).isFalse();
  }

  private static CommandLineRun parse(String... words) {
    var line =
        Stream.concat(
            Stream.of("parse", "--now", "2026-03-10T09:00", "--zone", "America/New_York"),
            Stream.of(words));
    return CommandLineRun.of(line.toArray(String[]::new));
  }
}
