package dev.kafila.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waits when Kafka does not take everything, and what does not. */
class OutboxFailuresIT {
  private final OutboxFixture outbox = new OutboxFixture();
  private final MemorySink sink = outbox.sink;

  @AfterEach
  void close() {
    outbox.close();
  }

  private void retry() {
    new OutboxDesk(outbox.store.transactions)
        .retry(new OutboxFilter(List.of(), Optional.empty(), Optional.empty(), false), 1, false);
  }

  @Test
  void a_refused_event_keeps_its_user_waiting_and_nobody_else() {
    // Given
    sink.refused.add("ann-2");
    outbox.append("ann", "ann-1", "ann-2", "ann-3");
    outbox.append("bob", "bob-1", "bob-2", "bob-3");
    var publisher = outbox.start();

    // When
    await()
        .atMost(OutboxFixture.LONG)
        .untilAsserted(() -> assertThat(sink.subjects()).contains("bob-3"));
    outbox.append("bob", "bob-4");
    outbox.append("ann", "ann-4");
    await()
        .atMost(OutboxFixture.LONG)
        .untilAsserted(() -> assertThat(sink.subjects()).contains("bob-4"));
    var annsMeanwhile = sink.subjectsOf("ann");
    var lastError =
        outbox.store.value(String.class, "select last_error from outbox where refused_at < now()");
    await()
        .atMost(OutboxFixture.LONG)
        .untilAsserted(() -> assertThat(outbox.gauge("kafila.outbox.waiting.refused")).isOne());
    sink.refused.clear();
    retry();
    outbox.awaitEmpty();

    // Then
    assertThat(annsMeanwhile).containsExactly("ann-1");
    assertThat(lastError).isEqualTo("ann-2");
    assertThat(sink.subjectsOf("ann")).containsExactly("ann-1", "ann-2", "ann-3", "ann-4");
    assertThat(sink.subjectsOf("bob")).containsExactly("bob-1", "bob-2", "bob-3", "bob-4");
    assertThat(outbox.counter("kafila.outbox.refused")).isOne();
    assertThat(outbox.counter("kafila.outbox.set.aside")).isOne();
    assertThat(publisher.trouble()).isNull();
  }

  @Test
  void a_refused_event_costs_the_others_of_its_wave_no_second_try() {
    // Given
    sink.refused.add("ann-1");
    outbox.append("ann", "ann-1");
    for (int i = 0; i < 20; i++) {
      outbox.append("user-" + i, "task/" + i);
    }

    // When
    outbox.start();
    await().atMost(OutboxFixture.LONG).until(outbox::waiting, waiting -> waiting == 1);

    // Then
    assertThat(sink.subjects()).hasSize(20).doesNotHaveDuplicates();
    assertThat(sink.waves).singleElement().asList().hasSize(21);
    assertThat(
            outbox.store.value(
                Boolean.class,
                "select retry_at between now() + interval '14 min' and now() + interval '15 min'"
                    + " from outbox"))
        .isTrue();
  }

  @Test
  void what_is_refused_again_goes_alone_and_is_counted_once() {
    // Given
    sink.refused.add("ann-1");
    outbox.append("ann", "ann-1", "ann-2");
    outbox.start();
    await().atMost(OutboxFixture.LONG).until(() -> outbox.counter("kafila.outbox.refused") == 1);

    // When
    outbox.append("bob", "bob-1");
    retry();
    await()
        .atMost(OutboxFixture.LONG)
        .until(
            () ->
                outbox.store.value(Integer.class, "select max(attempts) from outbox") == 2
                    && sink.subjects().contains("bob-1"));

    // Then
    assertThat(sink.waves).allSatisfy(wave -> assertThat(wave).hasSize(1));
    assertThat(sink.subjectsOf("ann")).isEmpty();
    assertThat(outbox.counter("kafila.outbox.refused")).isOne();
  }

  @Test
  void a_missing_topic_holds_up_the_users_of_its_events_alone() {
    // Given
    sink.missingTopics.add("reminder-events");
    outbox.appendTo("reminder-events", "ann", "ann-1");
    outbox.append("ann", "ann-2");
    outbox.append("bob", "bob-1");
    var publisher = outbox.start();
    await().atMost(OutboxFixture.LONG).until(() -> sink.subjects().contains("bob-1"));

    // When
    for (int i = 0; i < 50; i++) {
      outbox.appendTo("reminder-events", "user-" + i, "user-" + i + "-1");
    }
    outbox.append("bob", "bob-2");
    await().atMost(OutboxFixture.LONG).until(() -> sink.subjects().contains("bob-2"));
    var trouble = publisher.trouble();
    var meanwhile = sink.subjects();
    sink.missingTopics.clear();
    outbox.awaitEmpty();

    // Then
    assertThat(trouble).isNull();
    assertThat(meanwhile).containsExactly("bob-1", "bob-2");
    assertThat(sink.subjectsOf("ann")).containsExactly("ann-1", "ann-2");
    assertThat(sink.subjects()).hasSize(54).doesNotHaveDuplicates();
  }

  @Test
  void a_missing_topic_is_asked_for_seldom_and_at_once_on_retry() {
    // Given
    sink.missingTopics.add("reminder-events");
    outbox.appendTo("reminder-events", "ann", "ann-1");
    outbox.start();
    await()
        .atMost(OutboxFixture.LONG)
        .until(() -> outbox.store.value(Integer.class, "select max(attempts) from outbox") >= 4);
    int tries = sink.tries;
    sink.missingTopics.clear();

    // When
    retry();
    await().atMost(Duration.ofSeconds(3)).until(outbox::waiting, waiting -> waiting == 0);

    // Then
    assertThat(tries).isLessThanOrEqualTo(4);
    assertThat(sink.subjects()).containsExactly("ann-1");
  }

  @Test
  void a_partition_in_trouble_does_not_stop_the_others() {
    // Given
    sink.failing.add("ann-1");
    outbox.append("ann", "ann-1", "ann-2");
    outbox.append("bob", "bob-1");
    outbox.start();
    await().atMost(OutboxFixture.LONG).until(() -> sink.subjects().contains("bob-1"));

    // When
    outbox.append("bob", "bob-2");
    await().atMost(OutboxFixture.LONG).until(() -> sink.subjects().contains("bob-2"));
    var annsMeanwhile = sink.subjectsOf("ann");
    sink.failing.clear();
    outbox.awaitEmpty();

    // Then
    assertThat(annsMeanwhile).isEmpty();
    assertThat(sink.subjectsOf("ann")).containsExactly("ann-1", "ann-2");
  }
}
