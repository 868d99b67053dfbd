package dev.kafila.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.chat.model.LanguageModel;
import dev.kafila.chat.model.ModelServer;
import dev.kafila.chat.reader.Intent;
import dev.kafila.chat.reader.Reading;
import dev.kafila.config.ModelSettings;
import dev.kafila.task.Due;
import dev.kafila.task.Status;
import dev.kafila.testing.TestStore;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the chat makes of a model's opinion on what the grammar can't read. */
class SecondOpinionIT extends ScriptedChat {
  private static final String UNREADABLE = "¿?";

  private final ModelServer server = new ModelServer();
  private LanguageModel model;

  @BeforeEach
  void connect() {
    var settings =
        new ModelSettings(
            Optional.of(server.url()), "stand-in", Optional.empty(), Duration.ofSeconds(20));
    model = new LanguageModel(server.url(), settings, Duration.ofSeconds(30));
    chat = chat(model);
    means(UNREADABLE, Reading.of(Intent.UNKNOWN));
  }

  @AfterEach
  void disconnect() {
    model.close();
    server.close();
  }

  @Test
  void whatTheGrammarCantReadIsAsked() {
    // Given
    server.calls("add_task", "{\"title\":\"Comprar leche\",\"due_date\":\"2026-03-11\"}");

    // When
    var answer = hears(UNREADABLE);

    // Then
    assertThat(tools(answer)).containsExactly("add_task");
    assertThat(answer.response()).contains("Comprar leche");
    assertThat(task("Comprar leche").fields().due()).isEqualTo(Due.on(TODAY.plusDays(1)));
  }

  @Test
  void whatTheGrammarReadsGoesNowhere() {
    // When
    var answer = hears("buy milk");

    // Then
    assertThat(tools(answer)).containsExactly("add_task");
    assertThat(server.asked()).isZero();
  }

  @Test
  void withoutAnOpinionTheGrammarAnswers() {
    // Given
    server.calls("add_task", "{\"title\":\"\"}");

    // When
    var answer = hears(UNREADABLE);

    // Then
    assertThat(answer.response()).startsWith("I keep your tasks.");
    assertThat(tasksOf(ANN)).isEmpty();
  }

  @Test
  void anAnswerGoesWithTheOpinionThatWasAskedAbout() {
    // Given
    hears("water the plants");
    hears("sell the plants");
    server.calls("complete_task", "{\"task\":\"plants\"}");
    means("sell", Reading.of(Intent.UNKNOWN));

    // When
    var question = hears(UNREADABLE);
    server.calls("add_task", "{\"title\":\"Something else\"}");
    var answer = hears("sell");

    // Then
    assertThat(question.response()).startsWith("Which one do you mean?");
    assertThat(tools(answer)).containsExactly("complete_task");
    assertThat(task("sell the plants").status()).isEqualTo(Status.COMPLETED);
    assertThat(task("water the plants").status()).isEqualTo(Status.PENDING);
  }

  @Test
  void nothingIsDeletedWithoutAYes() {
    // Given
    hears("water the plants");
    server.calls("delete_task", "{\"task\":\"water the plants\"}");

    // When
    var question = hears(UNREADABLE);
    boolean there = tasksOf(ANN).size() == 1;
    var answer = hears("yes");

    // Then
    assertThat(question.response()).startsWith("Shall I delete");
    assertThat(there).isTrue();
    assertThat(tools(answer)).containsExactly("delete_task");
    assertThat(tasksOf(ANN)).isEmpty();
  }

  @Test
  void nobodyWaitsForTheUsersLockMeanwhile() {
    // Given
    chat =
        chat(
            (sentence, now) -> {
              store.inUser(ANN, tx -> null); // hangs where the lock is held
              return Optional.of(Reading.of(Intent.LIST));
            });

    // When
    var answer = hears(UNREADABLE);

    // Then
    assertThat(tools(answer)).containsExactly("list_tasks");
  }

  private Chat chat(SecondOpinion opinion) {
    return new Chat(this::read, Optional.of(opinion), tasks, (tx, user) -> NEW_YORK, clock);
  }

  /** As the HTTP interface does it. */
  private ChatAnswer hears(String message) {
    var request = new ChatRequest(ANN, message, Optional.of("c"), Optional.empty());
    var considered = chat.considered(request, store.transactions);
    return store.inUser(ANN, tx -> chat.answer(tx, considered, TestStore.CAUSE));
  }
}
