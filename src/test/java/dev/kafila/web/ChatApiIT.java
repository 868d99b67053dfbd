package dev.kafila.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.chat.Chat;
import dev.kafila.chat.model.LanguageModel;
import dev.kafila.chat.model.ModelServer;
import dev.kafila.chat.reader.GrammarReader;
import dev.kafila.config.ModelSettings;
import dev.kafila.event.Json;
import dev.kafila.task.Tasks;
import dev.kafila.testing.TestStore;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ChatApiIT {
  private static final String UNREADABLE = "¿?";

  @Test
  void aRepeatIsNotPutBeforeTheModelAgain() {
    try (var store = TestStore.open();
        var server = new ModelServer();
        var model =
            new LanguageModel(
                server.url(),
                new ModelSettings(
                    Optional.of(server.url()),
                    "stand-in",
                    Optional.empty(),
                    Duration.ofSeconds(20)),
                Duration.ofSeconds(30))) {
      // Given
      var clock = Clock.systemUTC();
      var tasks = new Tasks(store.outbox, clock);
      var chat =
          new Chat(
              new GrammarReader(), Optional.of(model), tasks, (tx, user) -> ZoneOffset.UTC, clock);
      var api =
          new ChatApi(chat, store.transactions, new IdempotentAnswers(store.transactions, clock));
      server.calls("add_task", "{\"title\":\"Comprar leche\"}");
      var first = api.chat(said("key"));

      // When
      var repeat = api.chat(said("key"));
      int askedByThen = server.asked();
      api.chat(said("another key"));

      // Then
      assertThat(first.body()).contains("Comprar leche");
      assertThat(repeat).isEqualTo(first);
      assertThat(askedByThen).isOne();
      assertThat(server.asked()).isEqualTo(2);
      assertThat(store.value(Integer.class, "select count(*) from tasks")).isEqualTo(2);
    }
  }

  private static ApiRequest said(String key) {
    return new ApiRequest(
        "chat",
        Map.of("user_id", "ann"),
        Map.of(),
        Json.tree(Map.of("message", UNREADABLE)),
        OptionalLong.empty(),
        Optional.of(key),
        "hash",
        TestStore.CAUSE.traceparent());
  }
}
