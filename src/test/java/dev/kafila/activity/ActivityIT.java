package dev.kafila.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kafila.chat.Chat;
import dev.kafila.chat.ChatRequest;
import dev.kafila.chat.reader.GrammarReader;
import dev.kafila.event.Cause;
import dev.kafila.event.Event;
import dev.kafila.event.Json;
import dev.kafila.event.TraceContext;
import dev.kafila.event.UnreadableEventException;
import dev.kafila.task.Tasks;
import dev.kafila.testing.SettableClock;
import dev.kafila.testing.TestStore;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActivityIT {
  private final TestStore store = TestStore.open();
  private final SettableClock clock = new SettableClock("2026-03-10T13:00:00Z");
  private final Chat chat =
      new Chat(
          new GrammarReader(), new Tasks(store.outbox, clock), (tx, user) -> ZoneOffset.UTC, clock);
  private final Audit audit = new Audit(store.transactions, store.inbox);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void what_was_said_leads_to_what_happened() {
    // Given
    say("ann", "buy milk tomorrow");
    say("ann", "move milk to Friday");
    say("bob", "call mom");

    // When
    store.published().forEach(audit::handle);

    // Then
    var activity = list("ann", Optional.empty(), 10);
    assertThat(activity).extracting(Activity::type).containsExactly("task.updated", "task.created");
    assertThat(activity)
        .extracting(one -> one.message().content())
        .containsExactly("move milk to Friday", "buy milk tomorrow");
    assertThat(activity).extracting(Activity::source).containsOnly("/kafila/chat");
    assertThat(activity.get(0).changes().path("due_date").path("new").asText())
        .isEqualTo("2026-03-13");
    assertThat(activity.get(1).title()).isEqualTo("buy milk");
  }

  @Test
  void an_event_that_comes_twice_is_written_down_once_and_pages_follow_one_another() {
    // Given
    say("ann", "buy milk");
    say("ann", "complete milk");
    say("ann", "reopen milk");
    var events = store.published();

    // When
    events.forEach(audit::handle);
    events.forEach(audit::handle);

    // Then
    var first = list("ann", Optional.empty(), 2);
    var second = list("ann", Optional.of(first.get(1).activityId()), 2);
    assertThat(first).extracting(Activity::type).containsExactly("task.reopened", "task.completed");
    assertThat(second).extracting(Activity::type).containsExactly("task.created");
  }

  @Test
  void what_carries_neither_task_nor_notification_cannot_be_read() {
    var event =
        new Event(
            "1",
            "task.created",
            "/elsewhere",
            null,
            clock.instant(),
            "ann",
            null,
            Json.tree(Map.of("task", Map.of("title", "no id"))));

    assertThatExceptionOfType(UnreadableEventException.class)
        .isThrownBy(() -> audit.handle(event))
        .withMessageContaining("task_id");
  }

  @Test
  void what_undo_takes_back_is_told_with_the_message_that_said_so() {
    // Given
    say("ann", "buy milk tomorrow and call Ann on Friday at 4");
    say("ann", "complete milk");
    say("ann", "undo");
    say("ann", "undo");

    // When
    store.published().forEach(audit::handle);

    // Then
    assertThat(list("ann", Optional.empty(), 10))
        .extracting(one -> one.message().content() + ": " + one.type() + " " + one.title())
        .containsExactly(
            "undo: task.deleted buy milk",
            "undo: task.deleted call Ann",
            "undo: task.reopened buy milk",
            "complete milk: task.completed buy milk",
            "buy milk tomorrow and call Ann on Friday at 4: task.created call Ann",
            "buy milk tomorrow and call Ann on Friday at 4: task.created buy milk");
  }

  private void say(String user, String message) {
    var request = new ChatRequest(user, message, Optional.empty(), Optional.empty());
    var cause = new Cause("/kafila/chat", TraceContext.newTraceparent());
    store.inUser(user, tx -> chat.answer(tx, request, cause));
  }

  private List<Activity> list(String user, Optional<UUID> after, int limit) {
    return store.transactions.read(tx -> new ActivityStore().list(tx, user, after, limit));
  }
}
