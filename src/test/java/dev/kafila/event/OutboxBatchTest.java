package dev.kafila.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OutboxBatchTest {

  private static PendingEvent event(long id, String user, int attempts) {
    return new PendingEvent(
        id,
        "event-" + id,
        "task-events",
        "task.created",
        "/test",
        "task/" + id,
        user,
        Instant.EPOCH,
        "",
        Map.of(),
        "{}",
        Instant.EPOCH,
        attempts,
        attempts > 0,
        attempts > 0);
  }

  private static List<PendingEvent> eventsOf(List<String> users) {
    List<PendingEvent> events = new ArrayList<>();
    for (var user : users) {
      events.add(event(events.size() + 1, user, 0));
    }
    return events;
  }

  @Property
  void noWaveHoldsTwoOfOneUserAndEachUsersOrderIsKept(@ForAll("users") List<String> users) {
    // Given
    var events = eventsOf(users);

    // When
    var batch = OutboxBatch.of(events);

    // Then
    assertThat(batch.waves())
        .allSatisfy(
            wave -> {
              assertThat(wave).isNotEmpty();
              assertThat(wave).extracting(PendingEvent::userId).doesNotHaveDuplicates();
            });
    for (var user : users) {
      var given = events.stream().filter(e -> e.userId().equals(user)).toList();
      var planned =
          batch.waves().stream().flatMap(List::stream).filter(e -> e.userId().equals(user));
      var fitting = given.subList(0, Math.min(given.size(), OutboxBatch.MOST_OF_A_USER));
      assertThat(planned.toList()).isEqualTo(fitting);
      assertThat(batch.busyUsers().contains(user))
          .isEqualTo(given.size() > OutboxBatch.MOST_OF_A_USER);
    }
  }

  @Provide
  Arbitrary<List<String>> users() {
    return Arbitraries.of("ann", "bob", "cid", "dan").list().ofMaxSize(250);
  }

  @Test
  void whatWasRefusedBeforeGoesByItselfAheadOfItsUsersNext() {
    // Given
    var events =
        List.of(
            event(1, "ann", 2),
            event(2, "bob", 0),
            event(3, "ann", 0),
            event(4, "cid", 1),
            event(5, "bob", 0));

    // When
    var batch = OutboxBatch.of(events);

    // Then
    assertThat(batch.waves())
        .extracting(wave -> wave.stream().map(PendingEvent::outboxId).toList())
        .containsExactly(List.of(2L), List.of(1L), List.of(4L), List.of(3L, 5L));
  }

  @Test
  void nothingIsNoWave() {
    // When
    var batch = OutboxBatch.of(List.of());

    // Then
    assertThat(batch.waves()).isEmpty();
    assertThat(batch.busyUsers()).isEmpty();
  }
}
