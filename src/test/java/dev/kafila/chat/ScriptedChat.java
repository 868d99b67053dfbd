package dev.kafila.chat;

import static dev.kafila.testing.TestStore.CAUSE;

import dev.kafila.chat.reader.Context;
import dev.kafila.chat.reader.Details;
import dev.kafila.chat.reader.Filter;
import dev.kafila.chat.reader.Intent;
import dev.kafila.chat.reader.Reading;
import dev.kafila.chat.reader.Repeat;
import dev.kafila.chat.reader.Target;
import dev.kafila.task.Due;
import dev.kafila.task.Status;
import dev.kafila.task.Task;
import dev.kafila.task.TaskQuery;
import dev.kafila.task.Tasks;
import dev.kafila.testing.SettableClock;
import dev.kafila.testing.TestStore;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A chat whose understanding is scripted, so that tests see what it does with what was understood.
 */
abstract class ScriptedChat {
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  static final LocalDate TODAY = LocalDate.of(2026, 3, 10);
  static final String ANN = "ann";
  final SettableClock clock = new SettableClock("2026-03-10T13:00:00Z");
  final Map<String, Reading> meanings = new HashMap<>();
  TestStore store;
  Tasks tasks;
  Chat chat;

  @BeforeEach
  void open() {
    store = TestStore.open();
    tasks = new Tasks(store.outbox, clock);
    chat = new Chat(this::read, tasks, (tx, user) -> NEW_YORK, clock);
    means("yes", Reading.of(Intent.CONFIRM));
    means("no", Reading.of(Intent.DECLINE));
    means("undo", Reading.of(Intent.UNDO));
    means("list", Reading.of(Intent.LIST));
    means("complete plants", Reading.of(Intent.COMPLETE).with(Target.named("plants")));
    means("delete plants", Reading.of(Intent.DELETE).with(Target.named("plants")));
    means("complete it", Reading.of(Intent.COMPLETE).with(Target.LAST));
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** What nothing is said about is a new task of that title. */
  Reading read(String sentence, Context context) {
    var known = meanings.get(sentence);
    return known == null ? Reading.of(Intent.ADD).with(Details.NONE.withTitle(sentence)) : known;
  }

  void means(String sentence, Reading reading) {
    meanings.put(sentence, reading);
  }

  ChatAnswer says(String user, String conversation, String message) {
    return store.inUser(
        user,
        tx ->
            chat.answer(
                tx,
                new ChatRequest(user, message, Optional.of(conversation), Optional.empty()),
                CAUSE));
  }

  ChatAnswer says(String message) {
    return says(ANN, "c", message);
  }

  List<Task> tasksOf(String user) {
    return store.transactions.read(tx -> tasks.list(tx, TaskQuery.of(user)));
  }

  Task task(String title) {
    return tasksOf(ANN).stream()
        .filter(task -> task.fields().title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  static List<String> tools(ChatAnswer answer) {
    return answer.toolCalls().stream().map(ToolCall::tool).toList();
  }

  static Details details(Due due, Repeat repeat) {
    return new Details(null, due, false, repeat, List.of(), null, List.of(), List.of(), Set.of());
  }

  static Filter filter(Status status, List<String> tags) {
    return new Filter(status, null, tags, null, null, null, false, null);
  }
}
