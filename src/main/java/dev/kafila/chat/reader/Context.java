package dev.kafila.chat.reader;

import java.time.ZonedDateTime;
import java.util.Locale;

/**
 * What a sentence is read against.
 *
 * @param now the user's present time, in the user's zone
 * @param locale the user's locale; decides how numeric dates are read
 */
public record Context(ZonedDateTime now, Locale locale) {
  public Context(ZonedDateTime now) {
    this(now, Locale.US);
  }
}
