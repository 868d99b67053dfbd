package dev.kafila.chat.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of docs/understanding.md are true. */
class UnderstandingPageTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Pattern EXAMPLE =
      Pattern.compile("^\\| (.+?) \\| `(.+?)` \\|$", Pattern.MULTILINE);

  static Stream<MatchResult> examples() throws IOException {
    return EXAMPLE.matcher(Files.readString(Path.of("docs", "understanding.md"))).results();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isUnderstoodAsThePageSays(MatchResult example) {
    // Given
    Context context = new Context(LocalDateTime.parse("2026-03-10T09:00").atZone(NEW_YORK));

    // When
    Reading reading = new GrammarReader().read(example.group(1), context);

    // Then
    assertThat(Understood.of(reading, NEW_YORK).toString()).contains(example.group(2));
  }
}
