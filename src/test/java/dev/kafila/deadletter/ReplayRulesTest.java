package dev.kafila.deadletter;

import static dev.kafila.deadletter.Letters.bytes;
import static dev.kafila.deadletter.Letters.letter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.deadletter.ReplayLog.Outcome;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplayRulesTest {
  private static final ReplayRules RULES = new ReplayRules(3, false);
  private static final ReplayRules FORCED = new ReplayRules(3, true);

  @Test
  void a_letter_is_replayed_until_it_failed_too_often() {
    assertThat(RULES.refusal(replayed("2"), Optional.empty())).isEmpty();
    assertThat(RULES.refusal(replayed("3"), Optional.empty()))
        .hasValueSatisfying(why -> assertThat(why).contains("3 replays", "--force"));
    assertThat(FORCED.refusal(replayed("3"), Optional.empty())).isEmpty();
  }

  @Test
  void a_letter_is_replayed_once() {
    assertThat(RULES.refusal(replayed("0"), Optional.of(Outcome.SENT)))
        .hasValueSatisfying(why -> assertThat(why).contains("already"));
    assertThat(RULES.refusal(replayed("0"), Optional.of(Outcome.SENDING)))
        .hasValueSatisfying(why -> assertThat(why).contains("may have arrived"));
    assertThat(FORCED.refusal(replayed("0"), Optional.of(Outcome.SENT))).isEmpty();
  }

  @Test
  void what_names_no_group_or_another_topic_is_never_sent() {
    // Given
    var nobodys = letter(0, "ann", Map.of());
    var elsewhere =
        letter(0, "ann", Map.of(LetterHeaders.GROUP, "audit", LetterHeaders.TOPIC, "payments"));

    // Then
    assertThat(FORCED.refusal(nobodys, Optional.empty())).isPresent();
    assertThat(FORCED.refusal(elsewhere, Optional.empty())).isPresent();
  }

  @Test
  void the_record_is_as_it_was_but_for_one_group() {
    // Given
    var letter = replayed("1");
    letter.headers().add("ce_id", bytes("1"));
    letter.headers().add("ce_id", null);
    letter.headers().add(LetterHeaders.REPLAY_GROUP, bytes("reminders"));
    letter.headers().add(LetterHeaders.REPLAY_OF, bytes("task-events-0-9"));

    // When
    var record = ReplayRules.record(letter, letter.value());

    // Then
    assertThat(record.topic()).isEqualTo("task-events");
    assertThat(record.key()).isSameAs(letter.key());
    assertThat(record.value()).isSameAs(letter.value());
    assertThat(record.headers())
        .extracting(header -> header.key())
        .containsExactly(
            "ce_id",
            "ce_id",
            LetterHeaders.REPLAY_GROUP,
            LetterHeaders.REPLAY_COUNT,
            LetterHeaders.REPLAY_OF);
    assertThat(record.headers().lastHeader(LetterHeaders.REPLAY_GROUP).value())
        .isEqualTo(bytes("audit"));
    assertThat(record.headers().lastHeader(LetterHeaders.REPLAY_COUNT).value())
        .isEqualTo(bytes("2"));
  }

  private static Letter replayed(String count) {
    return letter(
        0, "ann", Map.of(LetterHeaders.GROUP, "audit", LetterHeaders.REPLAY_COUNT, count));
  }

  @Test
  void json_stays_json_unless_forced() {
    // Given
    var letter = replayed("0");

    // Then
    assertThat(RULES.spoilsJson(letter, bytes("{\"a\":1}"))).isFalse();
    assertThat(RULES.spoilsJson(letter, bytes("{"))).isTrue();
    assertThat(RULES.spoilsJson(letter, null)).isTrue();
    assertThat(FORCED.spoilsJson(letter, bytes("{"))).isFalse();
  }
}
