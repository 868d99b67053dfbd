package dev.kafila.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.notification.policy.Burst;
import dev.kafila.task.InvalidFieldException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserPreferencesTest {

  @Test
  void readsAll() {
    // Given
    var json =
        """
        {"time_zone":"America/New_York","channels":["email","in_app","email"],
         "kinds":{"reminder":["ntfy","ntfy"],"digest":[]},
         "quiet_hours":{"start":"22:00","end":"07:30"},"digest":{"daily_at":"08:00"},
         "burst":{"more_than":3},"default_reminder_minutes":15}
        """;

    // When
    var preferences = UserPreferences.of(Json.read(json, JsonNode.class));

    // Then
    assertThat(Json.write(preferences))
        .isEqualTo(
            """
            {"time_zone":"America/New_York","channels":["email","in_app"],\
            "kinds":{"reminder":["ntfy"],"digest":[]},\
            "quiet_hours":{"start":"22:00","end":"07:30"},"digest":{"daily_at":"08:00"},\
            "burst":{"enabled":true,"more_than":3,"minutes":5},"default_reminder_minutes":15}""");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"{}", "{\"time_zone\":null,\"channels\":null,\"quiet_hours\":null}"})
  void whatIsAbsentHasItsDefault(String json) {
    // When
    var preferences = UserPreferences.of(Json.read(json, JsonNode.class));

    // Then
    assertThat(preferences).isEqualTo(UserPreferences.DEFAULT);
    assertThat(preferences.channels()).containsExactly("in_app");
    assertThat(preferences.burst()).isEqualTo(new Burst(true, 10, 5));
  }

  @Test
  void aKindGoesWhereAllGoUnlessItHasChannelsOfItsOwn() {
    // Given
    var all = read("{\"channels\":[\"email\"]}");
    var own = read("{\"channels\":[\"email\"],\"kinds\":{\"digest\":[]}}");

    // Then
    assertThat(all.reminderChannels()).containsExactly("email");
    assertThat(all.digestChannels()).containsExactly("email");
    assertThat(own.reminderChannels()).containsExactly("email");
    assertThat(own.digestChannels()).isEmpty();
  }

  private static UserPreferences read(String json) {
    return UserPreferences.of(Json.read(json, JsonNode.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"time_zone\":\"Mars/Base\"} | time_zone",
        "{\"time_zone\":{}} | time_zone",
        "{\"channels\":\"in_app\"} | channels",
        "{\"channels\":[1]} | channels",
        "{\"channels\":[null]} | channels",
        "{\"channels\":[\"In App\"]} | channels",
        "{\"channels\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",\"j\",\"k\"]} | channels",
        "{\"quiet_hours\":\"night\"} | quiet_hours",
        "{\"quiet_hours\":{\"start\":\"22:00\"}} | quiet_hours",
        "{\"quiet_hours\":{\"start\":\"22:00\",\"end\":\"24:00\"}} | quiet_hours",
        "{\"quiet_hours\":{\"start\":\"22:00\",\"end\":\"22:00\"}} | quiet_hours",
        "{\"quiet_hours\":{\"start\":\"22:00\",\"end\":\"07:00\",\"days\":1}} | quiet_hours.days",
        "{\"kinds\":[]} | kinds",
        "{\"kinds\":{\"newsletter\":[]}} | kinds.newsletter",
        "{\"kinds\":{\"reminder\":[\"In App\"]}} | kinds.reminder",
        "{\"kinds\":{\"digest\":\"email\"}} | kinds.digest",
        "{\"digest\":{}} | digest",
        "{\"digest\":{\"daily_at\":\"8:00\"}} | digest",
        "{\"digest\":{\"daily_at\":8}} | digest.daily_at",
        "{\"burst\":{\"enabled\":\"no\"}} | burst.enabled",
        "{\"burst\":{\"more_than\":0}} | burst.more_than",
        "{\"burst\":{\"more_than\":1001}} | burst.more_than",
        "{\"burst\":{\"minutes\":0}} | burst.minutes",
        "{\"burst\":{\"minutes\":1441}} | burst.minutes",
        "{\"burst\":{\"minutes\":1.5}} | burst.minutes",
        "{\"burst\":{\"per\":1}} | burst.per",
        "{\"default_reminder_minutes\":-1} | default_reminder_minutes",
        "{\"default_reminder_minutes\":525601} | default_reminder_minutes",
        "{\"default_reminder_minutes\":1.5} | default_reminder_minutes",
        "{\"default_reminder_minutes\":\"ten\"} | default_reminder_minutes",
        "{\"default_reminder_minutes\":99999999999} | default_reminder_minutes",
        "{\"theme\":\"dark\"} | theme",
      })
  void namesTheFieldThatMakesNoSense(String json, String field) {
    // Given
    var preferences = Json.read(json, JsonNode.class);

    // Then
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(() -> UserPreferences.of(preferences))
        .satisfies(e -> assertThat(e.field()).isEqualTo(field));
  }
}
