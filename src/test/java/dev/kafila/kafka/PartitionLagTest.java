package dev.kafila.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionLagTest {

  @ParameterizedTest
  @CsvSource({
    // committed, start, end, lag
    "5, 0, 8, 3",
    "8, 0, 8, 0",
    ", 0, 8, 8",
    ", 6, 8, 2",
    // Retention has taken what the group had not read.
    "2, 6, 8, 2",
    // The topic was made anew behind the group's back.
    "900, 0, 8, 0"
  })
  void countsWhatCanStillBeRead(Long committed, long start, long end, long lag) {
    assertThat(PartitionLag.lag(committed, start, end)).isEqualTo(lag);
  }
}
