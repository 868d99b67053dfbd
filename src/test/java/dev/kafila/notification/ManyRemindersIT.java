package dev.kafila.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Event;
import dev.kafila.event.Json;
import dev.kafila.event.RejectedEventException;
import dev.kafila.task.Task;
import dev.kafila.task.TaskFields;
import dev.kafila.task.Tasks;
import dev.kafila.testing.AtOnce;
import dev.kafila.testing.SettableClock;
import dev.kafila.testing.TestStore;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handlers that share transactions with one another, over users who want different things. */
class ManyRemindersIT {
  private static final int USERS = 60;
  private static final int EACH = 4;

  /** Every third user keeps the default, every third has a channel that nobody serves. */
  private static final List<String> CHANNELS =
      List.of("[\"in_app\"]", "[\"pigeon\"]", "[\"email\",\"in_app\"]");

  private final TestStore store = TestStore.open();
  private final SettableClock clock = new SettableClock("2026-03-10T13:00:00Z");
  private final Preferences preferences = new Preferences(clock);
  private final Tasks tasks = new Tasks(store.outbox, clock);
  private final Notifications notifications =
      new Notifications(store.shared, store.inbox, store.outbox, preferences, 0, clock);
  private final InAppDelivery delivery =
      new InAppDelivery(
          store.shared,
          new Receipts(store.inbox, store.outbox, preferences, clock),
          "email"::equals);
  private final NotificationInbox inbox = new NotificationInbox(store.outbox, clock);
  private final ExecutorService pool = Executors.newFixedThreadPool(USERS);

  @AfterEach
  void close() {
    pool.shutdownNow();
    store.close();
  }

  @Test
  void eachUserHasEachReminderOnceInOrderAndWhereItWasWanted() throws Exception {
    // Given
    List<Event> due = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      prefer("user" + user, CHANNELS.get(user % CHANNELS.size()));
      for (int i = 0; i < EACH; i++) {
        due.add(due("user" + user, "reminder " + i));
      }
    }
    store.published();

    // When
    handle(due, notifications::handle);
    var requested = store.published();
    handle(requested, delivery::handle);
    var receipts = store.published();
    var fallbacks = receipts.stream().filter(one -> one.type().endsWith("requested")).toList();
    handle(fallbacks, delivery::handle);

    // Then
    assertThat(fallbacks).hasSize(USERS / CHANNELS.size() * EACH);
    assertThat(store.published()).hasSize(fallbacks.size());
    for (int user = 0; user < USERS; user++) {
      var name = "user" + user;
      assertThat(titles(requested, name)).isEqualTo(expected(user % CHANNELS.size() == 2 ? 2 : 1));
      assertThat(list(name)).hasSize(EACH);
      for (var notification : list(name)) {
        assertThat(notification.channels())
            .as(name)
            .extracting(one -> one.channel() + " " + one.status())
            .isEqualTo(outcomes(user % CHANNELS.size()));
      }
    }
  }

  @Test
  void anothersRequestIsRefusedAmongManyThatAreNot() throws Exception {
    // Given
    List<Event> due = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      due.add(due("user" + user, "reminder"));
    }
    store.published();
    handle(due, notifications::handle);
    var requested = new ArrayList<>(store.published());
    var stolen = requested.get(0);
    requested.set(
        0,
        new Event(
            stolen.id(),
            stolen.type(),
            stolen.source(),
            stolen.subject(),
            stolen.time(),
            "thief",
            stolen.traceparent(),
            stolen.data()));
    List<Event> refused = new ArrayList<>();

    // When
    handle(
        requested,
        event -> {
          try {
            delivery.handle(event);
          } catch (RejectedEventException e) {
            synchronized (refused) {
              refused.add(event);
            }
          }
        });

    // Then
    assertThat(refused).extracting(Event::userId).containsOnly("thief");
    assertThat(store.published()).hasSize(USERS - 1);
    assertThat(list(stolen.userId()).get(0).channels())
        .extracting(ChannelStatus::status)
        .containsExactly(DeliveryStatus.REQUESTED);
  }

  /** Each user's events one after the other and each twice, different users' at the same time. */
  private void handle(List<Event> events, Consumer<Event> handler) throws Exception {
    var byUser = events.stream().collect(Collectors.groupingBy(Event::userId)).values();
    List<Callable<Void>> lanes = new ArrayList<>();
    for (var lane : byUser) {
      lanes.add(
          () -> {
            lane.forEach(handler);
            lane.forEach(handler);
            return null;
          });
    }
    AtOnce.all(pool, lanes);
  }

  private static List<String> expected(int channels) {
    List<String> titles = new ArrayList<>();
    for (int i = 0; i < EACH * channels; i++) {
      titles.add("reminder " + i / channels);
    }
    return titles;
  }

  private static List<String> outcomes(int kind) {
    return switch (kind) {
      case 0 -> List.of("in_app DELIVERED");
      case 1 -> List.of("in_app DELIVERED", "pigeon FAILED");
      default -> List.of("email REQUESTED", "in_app DELIVERED");
    };
  }

  private static List<String> titles(List<Event> events, String userId) {
    return events.stream()
        .filter(event -> event.userId().equals(userId))
        .map(event -> event.data().path("notification").path("title").asText())
        .toList();
  }

  private void prefer(String userId, String channels) {
    var json = Json.read("{\"channels\":" + channels + "}", JsonNode.class);
    store.inUser(
        userId,
        tx -> {
          preferences.put(tx, userId, UserPreferences.of(json));
          return null;
        });
  }

  private Event due(String userId, String title) {
    Task task =
        store.inUser(
            userId,
            tx ->
                tasks.create(
                    tx, userId, TaskFields.titled(title, ZoneOffset.UTC).build(), TestStore.CAUSE));
    return DueEvents.reminderDue(userId, task, clock.instant().minusSeconds(1), false);
  }

  private List<Notification> list(String userId) {
    return store.transactions.read(tx -> inbox.list(tx, userId, Optional.empty(), 100));
  }
}
