package dev.kafila.chat.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.task.Recurrence;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarReaderTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private final GrammarReader reader = new GrammarReader();

  private static Context at(String now) {
    return new Context(LocalDateTime.parse(now).atZone(NEW_YORK));
  }

  private Details details(String sentence, Context context) {
    return reader.read(sentence, context).details();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-07T12:00, call Ann tomorrow at 2:30am, 2026-03-08T03:30",
    "2026-10-31T12:00, call Ann tomorrow at 1:30am, 2026-11-01T01:30",
    "2026-03-10T23:59, call Ann tomorrow, 2026-03-11T00:00",
    "2026-03-11T00:01, call Ann tomorrow, 2026-03-12T00:00",
    "2026-12-31T20:00, call Ann on the 1st, 2027-01-01T00:00",
    "2026-03-14T10:00, call Ann this weekend, 2026-03-14T00:00",
    "2026-03-15T10:00, call Ann this weekend, 2026-03-15T00:00",
    "2026-03-15T10:00, call Ann next monday, 2026-03-16T00:00",
    "2026-03-13T18:00, call Ann friday at 5pm, 2026-03-20T17:00",
    "2026-03-10T22:30, call Ann tonight, 2026-03-10T00:00",
    "2026-02-20T09:00, call Ann on the 30th, 2026-03-30T00:00",
    "2026-03-07T12:00, call Ann in 24 hours, 2026-03-08T13:00",
    "2026-03-07T12:00, call Ann in 1 day at noon, 2026-03-08T12:00",
  })
  void findsTheDate(String now, String sentence, LocalDateTime due) {
    assertThat(details(sentence, at(now)).due().at()).isEqualTo(due);
  }

  @Test
  void numericDatesFollowTheLocale() {
    // Given
    Context german =
        new Context(LocalDateTime.parse("2026-03-10T09:00").atZone(NEW_YORK), Locale.GERMANY);

    // When
    Details details = details("call Ann on 5/4/2026", german);

    // Then
    assertThat(details.due().at().toLocalDate()).hasToString("2026-04-05");
  }

  @Test
  void aChangeThatNamesNoDayKeepsTheTasksOwn() {
    assertThat(details("no, at 10", at("2026-03-10T09:00")).dayInferred()).isTrue();
    assertThat(details("no, tomorrow at 10", at("2026-03-10T09:00")).dayInferred()).isFalse();
    assertThat(details("and every week", at("2026-03-10T09:00")).dayInferred()).isTrue();
    assertThat(details("and every monday", at("2026-03-10T09:00")).dayInferred()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "buy milk",
        "קנה חלב 🥛 היום",
        "اشتر الحليب",
        "👩‍👩‍👧‍👦 family photo",
        "e\u0301te\u0301 \u202eabc\u202c",
        "买牛奶",
        "naïve  double  spaces",
        "a\uD83D",
        "3 eggs, 2 breads & 1/2 cup of sugar",
        "5G router vs Wi-Fi 6",
      })
  void keepsATitleExactlyAsWritten(String title) {
    assertThat(reader.read(title, at("2026-03-10T09:00")).title()).isEqualTo(title);
  }

  @Test
  void readsNothingFromNothing() {
    assertThat(reader.read("", at("2026-03-10T09:00")).intent()).isEqualTo(Intent.UNKNOWN);
    assertThat(reader.read(" \n\t", at("2026-03-10T09:00")).intent()).isEqualTo(Intent.UNKNOWN);
    assertThat(reader.read("x".repeat(10_001), at("2026-03-10T09:00")).intent())
        .isEqualTo(Intent.UNKNOWN);
  }

  @Property(tries = 1_000)
  void anyTextIsReadWithoutFail(@ForAll @StringLength(max = 500) String text) {
    assertThat(reader.readable("x" + text, at("2026-03-10T09:00"))).isNotNull();
  }

  @Property(tries = 3_000)
  void anyWordsOfTheGrammarAreReadWithoutFail(@ForAll("phrases") String text) {
    // When
    Reading reading = reader.readable("x " + text, at("2026-03-10T09:00"));

    // Then
    Repeat repeat = reading.details().repeat();
    if (repeat != null) {
      Recurrence rule = Recurrence.parse(repeat.rule());
      assertThat(rule.occurrences(reading.details().due().at(), 1))
          .as("the first occurrence of %s, in: %s", rule, text)
          .containsExactly(reading.details().due().at());
    }
  }

  @Property(tries = 3_000)
  void anyWordsOfCommandsAreReadWithoutFail(
      @ForAll("verbs") String verb, @ForAll("phrases") String text) {
    assertThat(reader.readable((verb + " " + text).strip(), at("2026-03-10T09:00"))).isNotNull();
  }

  /** Time grows with length and no faster: ten times the text, not a hundred times the work. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "every ",
        "every monday and ",
        "1, ",
        "\" ",
        "' a",
        "#",
        "in 1 hour and ",
        "to ",
        "from ",
        "remind me ",
        "5-",
        "!",
        "at 5 to ",
        "a/b",
        "move x to ",
        "tomorrow ",
        "the day before ",
        "2 days before ",
        "is done ",
        "5pm and ",
        "not ",
        "first monday of ",
        "@",
        "http://",
        "until "
      })
  void readsTenThousandCharactersOfAnythingAtOnce(String piece) {
    // Given
    String text = piece.repeat(10_000 / piece.length());
    reader.read(text, at("2026-03-10T09:00"));

    // When
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    reader.read(text, at("2026-03-10T09:00"));
    Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);

    // Then
    assertThat(took).isLessThan(Duration.ofSeconds(2));
  }

  @Provide
  Arbitrary<String> verbs() {
    return Arbitraries.of(
        "move",
        "change",
        "set",
        "make",
        "rename",
        "tag",
        "add",
        "remove",
        "delete",
        "complete",
        "mark",
        "reopen",
        "skip",
        "snooze",
        "postpone",
        "list",
        "show me",
        "what's due",
        "find",
        "remind me",
        "no,",
        "and",
        "clear",
        "when is",
        "what did i finish",
        "change the due date of",
        "add tag",
        "remove tag",
        "tag it with",
        "stop repeating",
        "set a due date",
        "undo",
        "make it",
        "i finished",
        "can you",
        "please",
        "create a task",
        "how many tasks",
        "reschedule",
        "put");
  }

  @Provide
  Arbitrary<String> phrases() {
    List<String> words =
        List.of(
            "every",
            "other",
            "monday",
            "and",
            "on",
            "the",
            "5th",
            "of",
            "march",
            "at",
            "5",
            "pm",
            ":",
            "30",
            "noon",
            "until",
            "for",
            "3",
            "weeks",
            "days",
            "in",
            "a",
            "half",
            "hour",
            "next",
            "week",
            "last",
            "first",
            "tomorrow",
            "morning",
            "remind",
            "me",
            "before",
            "to",
            "move",
            "it",
            "feb",
            "29",
            "31st",
            "starting",
            "!",
            "2026",
            "-",
            "/",
            ",",
            "minutes",
            "after",
            "month",
            "year",
            "friday",
            "weekday",
            "0",
            "99999",
            "second",
            "twice",
            "#x",
            "high",
            "priority",
            "midnight",
            "tonight",
            "daily",
            "utc",
            "+",
            "complete",
            "all",
            "no",
            "\"");
    return Arbitraries.of(words).list().ofMaxSize(14).map(list -> String.join(" ", list));
  }
}
