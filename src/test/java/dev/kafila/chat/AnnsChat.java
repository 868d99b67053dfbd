package dev.kafila.chat;

import static dev.kafila.testing.TestStore.CAUSE;

import dev.kafila.chat.reader.GrammarReader;
import dev.kafila.task.Task;
import dev.kafila.task.TaskQuery;
import dev.kafila.task.Tasks;
import dev.kafila.testing.SettableClock;
import dev.kafila.testing.TestStore;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What Ann says in one conversation, with the real grammar and a database of its own. It is
 * Tuesday, 10 March, 9:00 in New York.
 */
abstract class AnnsChat {
  static final String ANN = "ann";
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  final SettableClock clock = new SettableClock("2026-03-10T13:00:00Z");
  ZoneId zone = NEW_YORK;
  TestStore store;
  Tasks tasks;
  private Chat chat;

  @BeforeEach
  void open() {
    store = TestStore.open();
    start();
  }

  /** Nothing of a conversation or of what can be undone is kept but in the store. */
  final void start() {
    tasks = new Tasks(store.outbox, clock);
    chat = new Chat(new GrammarReader(), tasks, (tx, user) -> zone, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  final ChatAnswer answer(String message) {
    var request = new ChatRequest(ANN, message, Optional.of("c"), Optional.empty());
    return store.inUser(ANN, tx -> chat.answer(tx, request, CAUSE));
  }

  final String says(String message) {
    return answer(message).response();
  }

  final List<Task> all() {
    return store.transactions.read(tx -> tasks.list(tx, TaskQuery.of(ANN)));
  }

  final Task only() {
    return all().get(0);
  }

  final Task task(String title) {
    return all().stream()
        .filter(task -> task.fields().title().equals(title))
        .findFirst()
        .orElseThrow();
  }
}
