package dev.kafila.consume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.deadletter.LetterHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

  private static final class Context implements ConsumerContext {
    @Override
    public int pausesEnded() {
      return 0;
    }

    @Override
    public String group() {
      return "recurring";
    }

    @Override
    public String routeId() {
      return "route";
    }

    @Override
    public void retrying() {}

    @Override
    public boolean mayBecomeDeadLetter(Delivery delivery, Throwable cause) {
      return true;
    }
  }

  private static Delivery failed(ConsumerRecord<byte[], byte[]> record) {
    var delivery =
        new Delivery(record, EventHeaders.of(record.headers()).decoded(), new Context(), 0);
    delivery.failed(Instant.EPOCH);
    delivery.failed(Instant.EPOCH.plusSeconds(3));
    return delivery;
  }

  private static String text(Headers headers, String name) {
    return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Test
  void headers_of_a_former_death_are_overwritten_never_appended() {
    // Given
    var record = new ConsumerRecord<>("task-events", 2, 41, new byte[] {1}, new byte[] {2});
    record.headers().add(LetterHeaders.GROUP, new byte[] {'x'});
    record.headers().add(LetterHeaders.GROUP, new byte[] {'y'});
    record.headers().add(LetterHeaders.REPLAY_COUNT, new byte[] {'2'});

    // When
    var letter = DeadLetter.of(failed(record), new IllegalStateException("boom"));

    // Then
    assertThat(letter.topic()).isEqualTo("dlq.task-events");
    assertThat(letter.partition()).isNull();
    assertThat(letter.headers().headers(LetterHeaders.GROUP)).hasSize(1);
    assertThat(text(letter.headers(), LetterHeaders.GROUP)).isEqualTo("recurring");
    assertThat(text(letter.headers(), LetterHeaders.REPLAY_COUNT)).isEqualTo("2");
    assertThat(text(letter.headers(), LetterHeaders.DELIVERY_COUNT)).isEqualTo("2");
    assertThat(text(letter.headers(), LetterHeaders.FIRST_FAILED_AT))
        .isEqualTo("1970-01-01T00:00:00Z");
    assertThat(text(letter.headers(), LetterHeaders.LAST_FAILED_AT))
        .isEqualTo("1970-01-01T00:00:03Z");
    assertThat(record.headers().headers(LetterHeaders.GROUP)).hasSize(2);
  }

  @Test
  void a_replay_count_that_is_no_number_counts_as_none() {
    // Given
    var record = new ConsumerRecord<>("task-events", 0, 0, new byte[0], new byte[0]);
    record.headers().add(LetterHeaders.REPLAY_COUNT, new byte[] {'?'});

    // When
    var letter = DeadLetter.of(failed(record), new IllegalStateException());

    // Then
    assertThat(text(letter.headers(), LetterHeaders.REPLAY_COUNT)).isEqualTo("0");
    assertThat(text(letter.headers(), LetterHeaders.MESSAGE)).isEmpty();
  }

  @Test
  void message_and_stack_trace_are_bounded() {
    // Given
    var record = new ConsumerRecord<>("task-events", 0, 0, new byte[0], new byte[0]);

    // When
    var letter = DeadLetter.of(failed(record), new IllegalStateException("é".repeat(100_000)));

    // Then
    assertThat(letter.headers().lastHeader(LetterHeaders.MESSAGE).value()).hasSize(1024);
    assertThat(letter.headers().lastHeader(LetterHeaders.STACKTRACE).value())
        .hasSizeLessThanOrEqualTo(8 * 1024);
  }

  @Property
  void cutting_keeps_as_many_whole_characters_as_fit(
      @ForAll String text, @ForAll @IntRange(max = 40) int most) {
    // When
    byte[] cut = DeadLetter.cut(text, most);

    // Then
    String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(cut).hasSizeLessThanOrEqualTo(most);
    assertThat(cut.length + 4)
        .isGreaterThan(Math.min(most, text.getBytes(StandardCharsets.UTF_8).length));
    assertThat(whole).startsWith(new String(cut, StandardCharsets.UTF_8));
  }
}
