package dev.kafila.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Event;
import dev.kafila.event.Ids;
import dev.kafila.event.Json;
import dev.kafila.notification.Preferences;
import dev.kafila.notification.Receipts;
import dev.kafila.notification.UserPreferences;
import dev.kafila.testing.SettableClock;
import dev.kafila.testing.TestStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttemptsIT {
  private static final String ANN = "ann";

  private final TestStore store = TestStore.open();
  private final SettableClock clock = new SettableClock("2026-03-10T13:00:00Z");
  private final Preferences preferences = new Preferences(clock);
  private final Attempts attempts =
      new Attempts(
          store.transactions,
          new Receipts(store.inbox, store.outbox, preferences, clock),
          new ChannelRules(Set.of("telegram"), "https://hooks.slack.com/", false),
          Duration.ofMinutes(10),
          new SimpleMeterRegistry(),
          clock);
  private final UUID id = Ids.next();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void anAttemptThatWasCutOffIsFollowedByOneWithTheSameId() {
    // Given
    var event = requested("roof");
    var first = attempts.open("g", "roof", event).orElseThrow();

    // When
    var second = attempts.open("g", "roof", event).orElseThrow();
    attempts.delivered(second);

    // Then
    assertThat(second.message().id()).isEqualTo(first.message().id());
    assertThat(outcomes()).containsExactly("unknown", "delivered");
    assertThat(receipts()).containsExactly("notification.delivered");
    assertThat(attempts.open("g", "roof", event)).isEmpty();

    // When: the first one comes to its end all the same
    attempts.delivered(first);

    // Then
    assertThat(receipts()).isEmpty();
  }

  @Test
  void whoIsAwayIsTriedUntilTheTimeIsUp() {
    // Given
    var event = requested("roof");

    // When
    away(event, Failure.away("no answer"));
    clock.advance(Duration.ofMinutes(9));
    away(event, Failure.away("no answer"));
    clock.advance(Duration.ofMinutes(2));
    attempts.failed(attempts.open("g", "roof", event).orElseThrow(), Failure.away("no answer"));

    // Then
    assertThat(outcomes()).containsExactly("away", "away", "away");
    assertThat(error()).isEqualTo("given up after 10m: no answer");
    assertThat(receipts()).containsExactly("notification.failed", "notification.requested");
    assertThat(channels()).containsExactly("in_app requested roof", "roof failed");
  }

  @Test
  void whoAsksForTimeGetsIt() {
    // Given
    var event = requested("roof");
    away(event, Failure.away("busy").until(clock.instant().plusSeconds(60)));

    // Then
    assertThatExceptionOfType(ChannelAwayException.class)
        .isThrownBy(() -> attempts.open("g", "roof", event))
        .withMessageContaining("not before 2026-03-10T13:01:00Z");

    // When
    clock.advance(Duration.ofSeconds(61));
    var again = attempts.open("g", "roof", event).orElseThrow();
    attempts.failed(again, Failure.away("busy").until(clock.instant().plusSeconds(3600)));

    // Then: that is longer than we wait
    assertThat(channels()).containsExactly("in_app requested roof", "roof failed");
  }

  @Test
  void whatWasNotTriedIsNoAttempt() {
    // Given
    var event = requested("roof");
    away(event, Failure.away("no answer").saying("451"));

    // When
    away(event, Failure.notTried("it has not answered lately"));

    // Then
    assertThat(outcomes()).containsExactly("away");
    assertThat(error()).isEqualTo("no answer: 451");
    assertThat(store.value(Integer.class, "select attempts from notification_deliveries"))
        .isEqualTo(1);
  }

  @Test
  void anothersRequestIsMarkedAndPassedOver() {
    // Given
    var event = requested("roof");

    // Then
    assertThat(attempts.open("delivery-cellar", "cellar", event)).isEmpty();
    assertThat(store.list(String.class, "select consumer_group from inbox"))
        .containsExactly("delivery-cellar");
    assertThat(outcomes()).isEmpty();
  }

  @Test
  void fallbacksFollowTheUsersOrder() {
    // Given
    prefer("{\"channels\":[\"roof\",\"cellar\",\"telegram\"],\"kinds\":{\"reminder\":[\"roof\"]}}");
    var event = requested("roof");

    // When
    attempts.failed(attempts.open("g", "roof", event).orElseThrow(), Failure.refused("closed"));
    var next = published("cellar");
    attempts.failed(attempts.open("g", "cellar", next).orElseThrow(), Failure.refused("locked"));
    assertThat(attempts.open("g", "telegram", published("telegram"))).isEmpty();

    // Then
    assertThat(channels())
        .containsExactly(
            "cellar failed roof",
            "in_app requested telegram",
            "roof failed",
            "telegram failed cellar");
  }

  @Test
  void whereAnotherChannelHasDeliveredNothingStandsIn() {
    // Given
    prefer("{\"channels\":[\"roof\",\"cellar\"]}");
    var roof = requested("roof", "cellar");
    var cellar = event("cellar");
    attempts.delivered(attempts.open("g", "cellar", cellar).orElseThrow());

    // When
    attempts.failed(attempts.open("g", "roof", roof).orElseThrow(), Failure.refused("closed"));

    // Then
    assertThat(channels()).containsExactly("cellar delivered", "roof failed");
  }

  private void away(Event event, Failure failure) {
    var attempt = attempts.open("g", "roof", event).orElseThrow();
    assertThatExceptionOfType(ChannelAwayException.class)
        .isThrownBy(() -> attempts.failed(attempt, failure));
  }

  /** The event that requests the first of the channels. */
  private Event requested(String... channels) {
    store.execute(
        """
        insert into notifications (notification_id, user_id, task_id, kind, title, body, late,
          source_event_id, created_at)
        values (?, ?, ?, 'reminder', 'Call Bob', 'Due today.', false, 'e', now())
        """,
        id,
        ANN,
        id);
    for (var channel : channels) {
      store.execute(
          """
          insert into notification_deliveries (notification_id, channel, status, at)
          values (?, ?, 'requested', now())
          """,
          id,
          channel);
    }
    return event(channels[0]);
  }

  private Event event(String channel) {
    return new Event(
        Ids.next().toString(),
        "notification.requested",
        "/kafila/test",
        "task/1",
        clock.instant(),
        ANN,
        null,
        Json.tree(Map.of("notification", Map.of("notification_id", id), "channel", channel)));
  }

  /** The request that was published for a channel. */
  private Event published(String channel) {
    return store.published().stream()
        .filter(event -> event.type().equals("notification.requested"))
        .filter(event -> event.data().path("channel").asText().equals(channel))
        .findFirst()
        .orElseThrow();
  }

  private void prefer(String json) {
    var wanted = UserPreferences.of(Json.read(json, JsonNode.class));
    store.inUser(
        ANN,
        tx -> {
          preferences.put(tx, ANN, wanted);
          return null;
        });
  }

  private List<String> outcomes() {
    return store.list(String.class, "select outcome from notification_attempts order by number");
  }

  private String error() {
    return store.value(
        String.class, "select error from notification_deliveries where channel = 'roof'");
  }

  private List<String> receipts() {
    return store.published().stream().map(Event::type).toList();
  }

  private List<String> channels() {
    return store.list(
        String.class,
        """
        select channel || ' ' || status || coalesce(' ' || fallback_from, '')
        from notification_deliveries order by channel
        """);
  }
}
