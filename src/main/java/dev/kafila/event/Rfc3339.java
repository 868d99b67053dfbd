package dev.kafila.event;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** Times as events carry them, read several times for each event and therefore fast. */
public final class Rfc3339 {
  private static final int SECONDS_END = 19;
  private static final int NANO_DIGITS = 9;
  private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";

  private Rfc3339() {}

  /**
   * @throws java.time.DateTimeException if the text is no RFC 3339 time
   */
  public static Instant parse(String text) {
    return isPlainUtc(text) ? plainUtc(text) : OffsetDateTime.parse(text).toInstant();
  }

  /** Whether it looks like {@code 2026-03-10T09:00:00Z}, with up to nine digits of fraction. */
  private static boolean isPlainUtc(String text) {
    int end = text.length() - 1;
    if (end < SECONDS_END || end > SECONDS_END + 1 + NANO_DIGITS || text.charAt(end) != 'Z') {
      return false;
    }
    for (int i = 0; i < SECONDS_END; i++) {
      char wanted = SHAPE.charAt(i);
      if (wanted == 'd' ? !isDigit(text.charAt(i)) : text.charAt(i) != wanted) {
        return false;
      }
    }
    return isFraction(text, SECONDS_END, end)
        && number(text, 11, 13) < 24
        && number(text, 14, 16) < 60
        && number(text, 17, 19) < 60;
  }

  private static boolean isFraction(String text, int from, int to) {
    if (from == to) {
      return true;
    }
    for (int i = from + 1; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return text.charAt(from) == '.' && to > from + 1;
  }

  private static Instant plainUtc(String text) {
    long day =
        LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
    long second = number(text, 11, 13) * 3600L + number(text, 14, 16) * 60L + number(text, 17, 19);
    int nanos = 0;
    for (int i = SECONDS_END + 1; i <= SECONDS_END + NANO_DIGITS; i++) {
      nanos = nanos * 10 + (i < text.length() - 1 ? text.charAt(i) - '0' : 0);
    }
    return Instant.ofEpochSecond(day * 86_400 + second, nanos);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + (text.charAt(i) - '0');
    }
    return number;
  }
}
