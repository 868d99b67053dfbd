package dev.kafila.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Numbers are given when a row is written; what counts is when it is committed. */
class OutboxCommitOrderIT {
  private final OutboxFixture outbox = new OutboxFixture();

  @AfterEach
  void close() {
    outbox.close();
  }

  @Test
  void numbers_of_transactions_that_were_rolled_back_are_missed_by_nobody() {
    // Given
    outbox.start();

    // When
    for (int i = 0; i < 10; i++) {
      var subject = "ann-" + i;
      outbox.append("ann", subject);
      assertThatThrownBy(
              () ->
                  outbox.store.inUser(
                      "ann",
                      tx -> {
                        new Outbox(outbox.signal)
                            .append(tx, OutboxFixture.event("ann", "never-" + subject));
                        throw new IllegalStateException("changed our mind");
                      }))
          .isInstanceOf(IllegalStateException.class);
    }
    outbox.awaitEmpty();

    // Then
    assertThat(outbox.sink.subjects())
        .hasSize(10)
        .startsWith("ann-0", "ann-1")
        .endsWith("ann-9")
        .noneMatch(subject -> subject.startsWith("never"));
  }

  @Test
  void a_transaction_that_commits_late_is_published_though_later_numbers_were() throws Exception {
    // Given
    outbox.start();
    var written = new CountDownLatch(1);
    var commit = new CountDownLatch(1);
    var late = CompletableFuture.runAsync(() -> appendAndWait("ann", "ann-1", written, commit));
    written.await();

    // When
    outbox.append("bob", "bob-1");
    await()
        .atMost(OutboxFixture.LONG)
        .until(() -> outbox.sink.subjects().contains("bob-1") && outbox.waiting() == 0);
    commit.countDown();
    late.join();
    await().atMost(OutboxFixture.LONG).until(() -> outbox.sink.subjects().contains("ann-1"));

    // Then
    var ids = outbox.sink.taken.stream().map(PendingEvent::outboxId).toList();
    assertThat(outbox.sink.subjects()).containsExactly("bob-1", "ann-1");
    assertThat(ids.get(0)).isGreaterThan(ids.get(1));
  }

  @Test
  void the_same_users_next_transaction_gets_its_number_only_after_the_commit() throws Exception {
    // Given
    outbox.start();
    var written = new CountDownLatch(1);
    var commit = new CountDownLatch(1);
    var first = CompletableFuture.runAsync(() -> appendAndWait("ann", "ann-1", written, commit));
    written.await();

    // When
    var second = CompletableFuture.runAsync(() -> outbox.append("ann", "ann-2"));
    await()
        .atMost(OutboxFixture.LONG)
        .until(
            () ->
                outbox.store.value(
                        Integer.class,
                        "select count(*) from pg_locks where locktype = 'advisory' and not granted")
                    == 1);
    boolean secondIsDone = second.isDone();
    commit.countDown();
    CompletableFuture.allOf(first, second).join();
    outbox.awaitEmpty();

    // Then
    assertThat(secondIsDone).isFalse();
    assertThat(outbox.sink.subjectsOf("ann")).containsExactly("ann-1", "ann-2");
    assertThat(outbox.sink.taken)
        .isSortedAccordingTo((a, b) -> Long.compare(a.outboxId(), b.outboxId()));
  }

  private void appendAndWait(
      String user, String subject, CountDownLatch written, CountDownLatch commit) {
    outbox.store.inUser(
        user,
        tx -> {
          new Outbox(outbox.signal).append(tx, OutboxFixture.event(user, subject));
          written.countDown();
          try {
            commit.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return null;
        });
  }
}
