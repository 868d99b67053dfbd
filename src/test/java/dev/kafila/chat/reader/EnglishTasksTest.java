package dev.kafila.chat.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One task or several in one message. */
class EnglishTasksTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private final SentenceReader reader = new GrammarReader();

  private Reading read(String message) {
    return reader.read(
        message.replace("\\n", "\n"),
        new Context(LocalDateTime.parse("2026-03-10T09:00").atZone(NEW_YORK)));
  }

  private static List<String> titles(Reading reading) {
    return reading.tasks().stream().map(Reading::title).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          buy milk tomorrow and call Ann on Friday at 4   | buy milk, call Ann
          buy milk, call Ann at 5 and pay rent on Friday  | buy milk, call Ann, pay rent
          buy milk tomorrow; call Ann                     | buy milk, call Ann
          1. buy milk 2. call Ann on Friday 3. pay rent   | buy milk, call Ann, pay rent
          1) buy milk tomorrow 2) call Ann                | buy milk, call Ann
          buy milk\\n- call Ann tomorrow\\n* pay rent       | buy milk, call Ann, pay rent
          dentist tomorrow at 9 and haircut Friday at 3   | dentist, haircut
          wash the car Saturday, then mow the lawn Sunday | wash the car, mow the lawn
          buy milk tomorrow. Call Ann on Friday.          | buy milk, Call Ann
          tomorrow at 9 call Ann and on Friday pay rent   | call Ann, pay rent
          stretch every Monday and run every Friday at 7  | stretch, run
          remind me to call Ann at 5 and pay rent Friday  | call Ann, pay rent
          buy bread and milk today and call Ann tomorrow  | buy bread and milk, call Ann
          """)
  void setsTasksApart(String message, String expected) {
    // When
    Reading reading = read(message);

    // Then
    assertThat(String.join(", ", titles(reading))).isEqualTo(expected);
    assertThat(reading.question()).isNull();
    assertThat(reading.title()).isEqualTo(reading.tasks().get(0).title());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "buy milk and eggs tomorrow",
        "call Ann and Bob",
        "clean the kitchen and take out the trash",
        "email Tom and call Ann at 5",
        "tomorrow buy milk and call Ann",
        "wash, dry and fold the laundry on Sunday",
        "take pills at 8am and 8pm every day",
        "call Ann at 5 and remind me at 4",
        "read \"War and Peace\" tonight",
        "call Ann\\ntomorrow at 5",
        "ask Dr. Lee about the results on Friday",
        "plumber between 9 and 11 tomorrow",
        "pay rent, then relax",
      })
  void leavesOneTaskWhole(String message) {
    // When
    Reading reading = read(message);

    // Then
    assertThat(reading.tasks()).isEmpty();
    assertThat(reading.question()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "buy milk tomorrow and call Ann",
        "meet Ann at 5 and Bob at 6",
        "buy milk today, eggs tomorrow",
        "go out and buy milk tomorrow and call Ann on Friday",
      })
  void asksWhereItMayBeEither(String message) {
    // When
    Reading reading = read(message);

    // Then
    assertThat(reading.question()).startsWith("Is that ").endsWith(", or one?");
    assertThat(reading.tasks()).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          call Ann Tuesday or Wednesday at 5 #home | call Ann at 5 #home | Tuesday, Wednesday
          gym mon wed fri 6am                      | gym 6am             | every mon wed fri
          weekly sync at 3                         | weekly sync at 3    | weekly
          call Ann Friday on Saturday #home        | call Ann #home      | ''
          """)
  void keepsWhatIsClear(String message, String known, String offered) {
    // When
    Unfinished unfinished = read(message).unfinished();

    // Then
    assertThat(unfinished.known()).isEqualTo(known);
    assertThat(String.join(", ", unfinished.offered())).isEqualTo(offered);
  }
}
