package dev.kafila.deadletter;

import static dev.kafila.deadletter.Letters.bytes;
import static dev.kafila.deadletter.Letters.failed;
import static dev.kafila.deadletter.Letters.letter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LettersTest {
  private static final String NINE = "2026-11-21T09:00:00Z";
  private static final String TEN = "2026-11-21T10:00:00Z";
  private static final String ELEVEN = "2026-11-21T11:00:00Z";

  @Test
  void letters_of_one_cause_are_one_group_and_the_largest_is_first() {
    // Given
    var groups = new LetterGroups();
    groups.add(failed(0, "ann", "audit", "bb", NINE));
    groups.add(failed(1, "ann", "recurring", "aa", TEN));
    groups.add(failed(2, "ann", "reminders", "aa", ELEVEN));
    groups.add(failed(3, "bob", "recurring", "aa", NINE));

    // When
    var list = groups.list();

    // Then
    assertThat(list).extracting(LetterGroup::fingerprint).containsExactly("aa", "bb");
    var largest = list.get(0);
    assertThat(largest.count()).isEqualTo(3);
    assertThat(largest.firstSeen()).isEqualTo(NINE);
    assertThat(largest.lastSeen()).isEqualTo(ELEVEN);
    assertThat(largest.topics()).containsExactly("task-events");
    assertThat(largest.groups()).containsExactly("recurring", "reminders");
    assertThat(largest.users()).isEqualTo(2);
    assertThat(largest.message()).isEqualTo("boom at " + ELEVEN);
  }

  @Test
  void what_others_wrote_into_the_topic_is_a_letter_too() {
    // When
    var letter = letter(4, null, Map.of(LetterHeaders.LAST_FAILED_AT, "yesterday"));

    // Then
    assertThat(letter.topic()).isEqualTo("task-events");
    assertThat(letter.group()).isEmpty();
    assertThat(letter.user()).isEmpty();
    assertThat(letter.replayCount()).isZero();
    assertThat(letter.lastFailedAt()).isEqualTo(Letters.WRITTEN);
    var groups = new LetterGroups();
    groups.add(letter);
    assertThat(groups.list()).singleElement().extracting(LetterGroup::users).isEqualTo(0);
  }

  @Test
  void a_filter_wants_all_that_it_names() {
    // Given
    var letter = failed(0, "ann", "audit", "aa", TEN);

    // Then
    assertThat(filter(null, null, null, null)).accepts(letter);
    assertThat(filter("audit", "ann", TEN, ELEVEN)).accepts(letter);
    assertThat(filter("other", "ann", null, null)).rejects(letter);
    assertThat(filter("audit", "bob", null, null)).rejects(letter);
    assertThat(filter(null, null, ELEVEN, null)).rejects(letter);
    assertThat(filter(null, null, null, TEN)).rejects(letter);
  }

  private static LetterFilter filter(String group, String user, String since, String until) {
    return new LetterFilter(
        Optional.of("task-events"),
        Optional.ofNullable(group),
        Optional.of("aa"),
        Optional.ofNullable(user),
        Optional.ofNullable(since).map(Instant::parse),
        Optional.ofNullable(until).map(Instant::parse));
  }

  @Test
  void an_id_is_read_as_it_is_written() {
    assertThat(LetterId.parse("task-events-0-17")).isEqualTo(new LetterId("task-events", 0, 17));
    assertThat(LetterId.parse("task-events-0-17")).hasToString("task-events-0-17");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "17", "task-events", "task-events-0", "0-17", "t-99999999999-1"})
  void other_ids_are_none(String text) {
    assertThatThrownBy(() -> LetterId.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_value_is_shown_as_what_it_is() {
    assertThat(LetterValue.readable(bytes("{\"a\":1.10}"))).isEqualTo("{\n  \"a\" : 1.10\n}");
    assertThat(LetterValue.readable(bytes("{\"a\":1,\"a\":2}"))).isEqualTo("{\"a\":1,\"a\":2}");
    assertThat(LetterValue.readable(bytes("grüße\n"))).isEqualTo("grüße\n");
    assertThat(LetterValue.readable(bytes(""))).isEmpty();
    assertThat(LetterValue.readable(new byte[17])).isEqualTo("00 " + "00 ".repeat(14) + "00\n00");
    assertThat(LetterValue.readable(new byte[] {(byte) 0xff, 'a'})).isEqualTo("ff 61");
  }
}
