package dev.kafila.chat.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Reads every sentence of english.tsv, prints the score, and demands it. */
class EnglishConformanceTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Context CONTEXT =
      new Context(LocalDateTime.parse("2026-03-10T09:00").atZone(NEW_YORK), Locale.US);
  private static final double LEAST_SCORE = 0.98;

  private final SentenceReader reader = new GrammarReader();

  private record Row(boolean plain, String sentence, Understood expected) {
    static Row of(String line) {
      String[] cells = line.split("\t", -1);
      return new Row(
          cells[0].equals("plain"),
          cells[1],
          new Understood(cells[2], cells[3], cells[4], cells[5], cells[6]));
    }
  }

  @Test
  void understandsTheTable() throws IOException {
    // Given
    List<Row> rows = rows();

    // When
    List<Row> wrong = rows.stream().filter(row -> !read(row).equals(row.expected())).toList();

    // Then
    double score = 1 - (double) wrong.size() / rows.size();
    System.out.printf(
        "English: %d of %d sentences understood as expected (%.1f %%)%n",
        rows.size() - wrong.size(), rows.size(), 100 * score);
    wrong.forEach(row -> System.out.println("  " + row.sentence() + "\n    " + read(row)));
    assertThat(wrong).filteredOn(Row::plain).extracting(Row::sentence).isEmpty();
    assertThat(score).isGreaterThanOrEqualTo(LEAST_SCORE);
  }

  private Understood read(Row row) {
    return Understood.of(reader.read(row.sentence(), CONTEXT), NEW_YORK);
  }

  private static List<Row> rows() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                EnglishConformanceTest.class.getResourceAsStream("english.tsv"),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(Row::of)
          .toList();
    }
  }
}
