package dev.kafila.chat.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Nothing that can be sent makes the reader throw, or keeps it busy: 50 ms on a quiet machine. Here
 * the bound is wide, for slow ones; work that grows faster than the text goes far beyond it.
 */
class NastyTextTest {
  private static final Duration MOST = Duration.ofMillis(400);
  private static final int MOST_TRIES = 8;
  private static final int LONGEST = 10_000;

  private static boolean warm;

  private final GrammarReader reader = new GrammarReader();
  private final Context context =
      new Context(LocalDateTime.parse("2026-03-10T09:00").atZone(ZoneId.of("America/New_York")));

  @Property(tries = 300)
  void isReadAndKeepsNobodyWaiting(@ForAll("texts") String text) {
    // Given
    String longest = text.repeat(1 + LONGEST / text.length()).substring(0, LONGEST);

    // When
    warmUp();
    Duration shortest = Duration.ofDays(1);
    for (int i = 0; i < MOST_TRIES && shortest.compareTo(MOST) > 0; i++) {
      Duration took = cpuTime(longest);
      shortest = took.compareTo(shortest) < 0 ? took : shortest;
    }

    // Then
    assertThat(reader.readable("x" + text, context)).isNotNull();
    assertThat(shortest).as("of %s...", text).isLessThan(MOST);
  }

  private void warmUp() {
    for (int i = 0; i < 10 && !warm; i++) {
      reader.read("buy milk tomorrow at 5, ".repeat(400), context);
      reader.read("1. every monday and ".repeat(400), context);
    }
    warm = true;
  }

  /**
   * This thread's own time: other work of the machine does not count, nor does a first, cold run.
   */
  private Duration cpuTime(String text) {
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    reader.readable("x" + text.substring(1), context);
    return Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
  }

  @Provide
  Arbitrary<String> texts() {
    var pieces =
        Arbitraries.of(
            "and ",
            "; ",
            "\n",
            ", ",
            "then ",
            "buy ",
            "call ",
            "tomorrow ",
            "every ",
            "monday ",
            "(",
            ")",
            "[[",
            "\"",
            "'",
            "“",
            "”",
            "#",
            "@",
            "!",
            "/",
            "-",
            ":",
            ".",
            "5",
            "12/11 ",
            "99999999999",
            "1. ",
            "2) ",
            "at ",
            "or ",
            "until ",
            "remind me ",
            "the day before ",
            "\u202e",
            "\u200f",
            "שלום ",
            "مهمة ",
            "买",
            "👩‍👩‍👧‍👦",
            "\uD83D",
            "e\u0301",
            "\u0000",
            "in 2 hours ",
            "half ",
            "mon ",
            "jan ",
            "1-2-3",
            "to ",
            "move ",
            "all ",
            "firday ");
    return pieces.list().ofMinSize(1).ofMaxSize(12).map(list -> String.join("", list));
  }
}
