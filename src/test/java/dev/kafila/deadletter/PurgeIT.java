package dev.kafila.deadletter;

import static dev.kafila.deadletter.FailedTopic.filter;
import static dev.kafila.deadletter.FailedTopic.ids;
import static dev.kafila.deadletter.FailedTopic.of;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PurgeIT {
  private static final ReplayRequest REPLAY = ReplayRequest.by("ann");

  private FailedTopic topic;

  @BeforeEach
  void start() throws Exception {
    topic = new FailedTopic();
  }

  @AfterEach
  void stop() throws Exception {
    topic.close();
  }

  @Test
  void purged_letters_are_gone_for_everyone_at_once() throws Exception {
    // Given
    var kept = topic.failed("ann", "audit", "task.created");
    var first = topic.failed("bob", "audit", "task.created");
    var second = topic.failed("bob", "audit", "task.created");

    // When
    var purged = purge(of("bob"));

    // Then
    assertThat(purged.outcome()).isEqualTo("purged");
    assertThat(purged.letters()).isEqualTo(2);
    assertThat(purged.ids()).containsExactly(first.toString(), second.toString());
    assertThat(purged.hidden()).isEqualTo(2);
    assertThat(purged.isWell()).isTrue();
    assertThat(topic.service.list(filter(null), true))
        .extracting(LetterSummary::id)
        .containsExactly(kept.toString());
    assertThat(topic.service.show(first)).isEmpty();
    assertThat(topic.service.replay(ids(first), REPLAY).get(0).reason()).contains("no such letter");
    assertThat(topic.letters()).isEqualTo(3);
  }

  @Test
  void with_everything_purged_the_topic_is_empty() throws Exception {
    // Given
    var first = topic.failed("ann", "audit", "task.created");
    topic.failed("bob", "audit", "task.created");
    purge(of("bob"));

    // When
    var purged = purge(ids(first));

    // Then
    assertThat(purged.hidden()).isZero();
    assertThat(topic.letters()).isZero();
    assertThat(purge(new LetterSelection(List.of(), filter(null))).outcome()).isEqualTo("nothing");
    var next = topic.failed("bob", "audit", "task.created");
    assertThat(next.offset()).isEqualTo(2);
    assertThat(topic.service.list(filter(null), false)).hasSize(1);
  }

  @Test
  void a_letter_whose_id_no_event_can_have_goes_too() throws Exception {
    // Given
    var letter =
        topic.letter(
            topic.event("ann", "task.created"), "audit", Map.of("ce_id", "a\u0000b"), "{}");

    // When
    var purged = purge(ids(letter));

    // Then
    assertThat(purged.outcome()).isEqualTo("purged");
    assertThat(topic.letters()).isZero();
  }

  @Test
  void who_when_and_what_is_recorded() throws Exception {
    // Given
    var event = topic.event("ann", "task.created");
    var letter = topic.letter(event, "audit", "task.created");
    var stranger =
        topic.letter(event, "audit", Map.of("content-type", "text/plain"), "what is this?");
    topic.service.replay(ids(letter), REPLAY);

    // When
    var purged = purge(of("ann"));

    // Then
    assertThat(purged.replayed()).isEqualTo(1);
    assertThat(
            topic.store.value(
                String.class,
                "select purged_by || ' ' || letters || ' ' || (selection ->> 'user')"
                    + " from dead_letter_purges where purged_at > now() - interval '1 minute'"))
        .isEqualTo("cleo 2 ann");
    assertThat(
            topic.store.list(
                String.class,
                "select concat_ws(' ', letter_topic, letter_offset, consumer_group, failed_partition,"
                    + " failed_offset, coalesce(event_id, 'none'), replayed)"
                    + " from purged_letters order by letter_offset"))
        .containsExactly(
            "%s %d audit %d %d %s t"
                .formatted(
                    topic.name, letter.offset(), event.partition(), event.offset(), event.id()),
            "%s %d audit %d %d none f"
                .formatted(topic.name, stranger.offset(), event.partition(), event.offset()));
  }

  @Test
  void a_plan_changes_nothing_and_ids_that_nothing_has_are_named() throws Exception {
    // Given
    var letter = topic.failed("ann", "audit", "task.created");
    var missing = new LetterId(topic.name, 0, 99);

    // When
    var plan = Purged.would(topic.service.planPurge(ids(letter, missing)));

    // Then
    assertThat(plan.outcome()).isEqualTo("would_purge");
    assertThat(plan.letters()).isEqualTo(1);
    assertThat(plan.missing()).containsExactly(missing.toString());
    assertThat(plan.isWell()).isFalse();
    assertThat(topic.service.show(letter)).isPresent();
    assertThat(topic.letters()).isEqualTo(1);
  }

  private Purged purge(LetterSelection selection) {
    return topic.service.purge(topic.service.planPurge(selection), "cleo");
  }
}
