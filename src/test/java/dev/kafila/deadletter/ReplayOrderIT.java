package dev.kafila.deadletter;

import static dev.kafila.deadletter.FailedTopic.ids;
import static dev.kafila.deadletter.FailedTopic.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kafila.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user's events stay in order, also when one of them is sent again. */
class ReplayOrderIT {
  private static final ReplayRequest REPLAY = ReplayRequest.by("cleo").at(10_000);
  private static final String CREATED = "task.created";

  private FailedTopic topic;
  private String group;

  @BeforeEach
  void start() throws Exception {
    topic = new FailedTopic();
    group = topic.group();
  }

  @AfterEach
  void stop() throws Exception {
    topic.close();
  }

  @Test
  void it_is_told_what_became_of_the_later_events() throws Exception {
    // Given
    var letter = topic.failed("ann", group, CREATED);
    topic.handled(group, topic.event("ann", "task.updated"));
    topic.failed("ann", group, CREATED);
    var gone = topic.failed("ann", group, CREATED);
    topic.event("bob", CREATED);
    topic.committedAll(group);
    topic.event("ann", "task.deleted");
    topic.service.purge(topic.service.planPurge(ids(gone)), "cleo");

    // When
    var later = topic.service.show(letter).orElseThrow().later();

    // Then
    assertThat(later.handled()).isEqualTo(1);
    assertThat(later.deadLettered()).isEqualTo(1);
    assertThat(later.purged()).isEqualTo(1);
    assertThat(later.waiting()).isEqualTo(1);
    assertThat(later.events())
        .extracting(LaterEvent::type)
        .containsExactly("task.updated", CREATED, CREATED, "task.deleted");
  }

  @Test
  void nothing_goes_behind_later_events_unless_forced() throws Exception {
    // Given
    var letter = topic.failed("ann", group, CREATED);
    topic.handled(group, topic.event("ann", "task.updated"));
    var bobs = topic.failed("bob", group, CREATED);
    topic.event("bob", "task.updated");

    // When
    var planned = topic.service.replay(ids(letter), REPLAY.onlyPlanned());
    var refused = topic.service.replay(ids(letter, bobs), REPLAY);

    // Then
    assertThat(planned).extracting(Replayed::outcome).containsExactly("refused");
    assertThat(refused).extracting(Replayed::outcome).containsExactly("refused", "refused");
    assertThat(refused)
        .allSatisfy(one -> assertThat(one.reason()).contains("1 later event", "--force"));
    assertThat(topic.replays()).isEmpty();
    assertThat(topic.service.replay(ids(letter), REPLAY.forced()))
        .extracting(Replayed::outcome)
        .containsExactly("sent");
  }

  @Test
  void what_still_is_in_the_outbox_comes_before() throws Exception {
    // Given
    var letter = topic.failed("ann", group, CREATED);
    topic.store.execute(
        """
        insert into outbox (event_id, topic, type, source, subject, user_id, time, traceparent, data)
        values (gen_random_uuid(), ?, 'task.updated', '/kafila/test', 'task/1', 'ann', now(), 't', '{}')
        """,
        topic.name);

    // When
    var refused = topic.service.replay(ids(letter), REPLAY);

    // Then
    assertThat(refused.get(0).reason()).contains("task.updated in the outbox");
  }

  @Test
  void what_may_come_in_any_order_is_sent() throws Exception {
    // Given
    var letter = topic.failed("ann", "recurring", "task.completed");
    topic.handled("recurring", topic.event("ann", "task.completed"));
    var other = topic.letter(topic.event("bob", CREATED), "recurring", Map.of(), "poison");
    topic.handled("recurring", topic.event("bob", "task.skipped"));
    topic.event("bob", "task.updated");

    // When
    var results = topic.service.replay(ids(letter, other), REPLAY);

    // Then
    assertThat(results)
        .extracting(Replayed::id, Replayed::outcome)
        .containsExactlyInAnyOrder(
            tuple(letter.toString(), "sent"), tuple(other.toString(), "refused"));
    assertThat(topic.service.show(other).orElseThrow().later().events()).hasSize(1);
  }

  @Test
  void types_that_a_group_passes_over_do_not_hold_back_its_letters() throws Exception {
    // Given
    var letter = topic.failed("ann", "audit", "notification.delivered");
    topic.event("ann", "notification.requested");
    topic.event("ann", "somebody.elses");
    topic.committedAll("audit");

    // When
    var sent = topic.service.replay(ids(letter), REPLAY);

    // Then
    assertThat(sent)
        .extracting(Replayed::outcome, Replayed::reason)
        .containsExactly(tuple("sent", null));
    var other = topic.failed("bob", "live", "notification.delivered");
    topic.event("bob", "notification.requested");
    topic.committedAll("live");
    assertThat(topic.service.replay(ids(other), REPLAY).get(0).reason()).contains("1 later event");
  }

  @Test
  void ids_and_keys_that_the_database_cannot_take_are_no_obstacle() throws Exception {
    // Given
    var user = "a\u0000n";
    var letter = topic.failed(user, group, CREATED);
    topic.send(
        new ProducerRecord<>(topic.name, FailedTopic.bytes(user), FailedTopic.bytes("{}")),
        Map.of("ce_id", "a\u0000b", "ce_type", CREATED));

    // When
    var later = topic.service.show(letter).orElseThrow().later();

    // Then
    assertThat(later.waiting()).isEqualTo(1);
    assertThat(topic.service.replay(ids(letter), REPLAY).get(0).reason()).contains("1 later event");
  }

  @Test
  void with_the_later_ones_and_by_force_what_was_named_is_sent_once_more() throws Exception {
    // Given
    var first = topic.failed("ann", group, CREATED);
    topic.service.replay(ids(first), REPLAY);
    var second = topic.failed("ann", group, "task.updated");

    // When
    var sent = topic.service.replay(ids(first), REPLAY.withTheLater().forced());

    // Then
    assertThat(sent)
        .extracting(Replayed::id, Replayed::outcome)
        .containsExactly(tuple(first.toString(), "sent"), tuple(second.toString(), "sent"));
  }

  @Test
  void a_value_over_a_mebibyte_is_sent_again() throws Exception {
    // Given
    var big = "\"%s\"".formatted("x".repeat(1 << 20));
    var letter = topic.letter(topic.event("ann", CREATED), group, Map.of("ce_type", CREATED), big);

    // When
    var sent = topic.service.replay(ids(letter), REPLAY);

    // Then
    assertThat(sent)
        .extracting(Replayed::outcome, Replayed::reason)
        .containsExactly(tuple("sent", null));
  }

  @Test
  void a_user_is_sent_again_whole_and_in_order() throws Exception {
    // Given
    var event = topic.event("ann", CREATED);
    var first = topic.letter(event, group, CREATED);
    topic.letter(event, "other" + group, CREATED);
    topic.failed("bob", group, CREATED);
    topic.failed("ann", group, "task.updated");
    topic.failed("ann", group, "task.deleted");
    topic.committedAll(group);

    // When
    var sent = topic.service.replay(ids(first), REPLAY.withTheLater());

    // Then
    assertThat(sent).extracting(Replayed::outcome).containsExactly("sent", "sent", "sent");
    assertThat(topic.replays())
        .extracting(record -> TopicReader.header(record, "ce_type"))
        .containsExactly(CREATED, "task.updated", "task.deleted");
    assertThat(topic.replays())
        .extracting(record -> TopicReader.header(record, LetterHeaders.REPLAY_OF))
        .startsWith(first.toString());
    assertThat(topic.service.replay(ids(first), REPLAY.withTheLater()).get(0).reason())
        .contains("already");
  }

  @Test
  void what_is_not_sent_holds_back_what_comes_later() throws Exception {
    // Given
    var parked =
        topic.letter(
            topic.event("ann", CREATED),
            group,
            Map.of("ce_type", CREATED, LetterHeaders.REPLAY_COUNT, "3"),
            "{}");
    var held = topic.failed("ann", group, "task.updated");
    var bobs = topic.failed("bob", group, CREATED);

    // When
    var results = topic.service.replay(of("ann"), REPLAY);

    // Then
    assertThat(results).extracting(Replayed::outcome).containsExactly("refused", "refused");
    assertThat(results.get(1).reason()).contains("waits for an earlier", parked.toString());
    assertThat(topic.service.replay(ids(held, bobs), REPLAY))
        .extracting(Replayed::outcome)
        .containsExactly("sent", "sent");
  }

  @Test
  void a_record_that_failed_again_keeps_its_place() throws Exception {
    // Given
    var event = topic.event("ann", CREATED);
    var first = topic.letter(event, group, CREATED);
    var later = topic.failed("ann", group, "task.updated");
    topic.committedAll(group);
    topic.service.replay(ids(first), REPLAY);
    var again = topic.replays().get(0);
    var failedAgain =
        topic.letter(
            new FailedTopic.Written(event.id(), "ann", again.partition(), again.offset()),
            group,
            Map.of(
                "ce_type",
                CREATED,
                LetterHeaders.REPLAY_ORIGIN,
                TopicReader.header(again, LetterHeaders.REPLAY_ORIGIN)),
            "{}");
    topic.committedAll(group);

    // When
    var sent = topic.service.replay(of("ann"), REPLAY);

    // Then
    assertThat(sent)
        .extracting(Replayed::id)
        .containsExactly(failedAgain.toString(), later.toString());
    assertThat(sent).extracting(Replayed::outcome).containsOnly("sent");
    assertThat(TopicReader.header(topic.replays().get(1), LetterHeaders.REPLAY_ORIGIN))
        .isEqualTo(event.partition() + "-" + event.offset());
  }

  @Test
  void an_edited_value_is_sent_and_the_original_kept() throws Exception {
    // Given
    var letter = topic.failed("ann", group, CREATED);
    var edit = new FieldEdit(Map.of("n", LetterValue.json(FailedTopic.bytes("2")).orElseThrow()));

    // When
    var spoiled = topic.service.replay(ids(letter), REPLAY.edited(any -> FailedTopic.bytes("{")));
    var sent = topic.service.replay(ids(letter), REPLAY.edited(edit));

    // Then
    assertThat(spoiled.get(0).reason()).contains("was JSON");
    assertThat(sent.get(0).outcome()).isEqualTo("sent");
    assertThat(sent.get(0).difference()).contains("-   \"n\" : 1.10", "+   \"n\" : 2");
    assertThat(topic.replays().get(0).value()).isEqualTo(FailedTopic.bytes("{\"n\":2}"));
    assertThat(
            topic.store.list(
                byte[].class,
                "select unnest(array[original_value, edited_value]) from dead_letter_replays"))
        .extracting(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .isEqualTo(List.of("{\"n\": 1.10}", "{\"n\":2}"));
    assertThat(topic.service.show(letter).orElseThrow().replays())
        .singleElement()
        .satisfies(replay -> assertThat(replay.edited()).isTrue());
  }
}
