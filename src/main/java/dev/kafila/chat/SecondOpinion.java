package dev.kafila.chat;

import dev.kafila.chat.reader.Reading;
import java.time.ZonedDateTime;
import java.util.Optional;

/** Who is asked about sentences that the grammar can't read. May take seconds. */
@FunctionalInterface
public interface SecondOpinion {

  /**
   * @param now the user's present time, in the user's zone
   * @return what the sentence means; empty where that is not sure. Never throws.
   */
  Optional<Reading> read(String sentence, ZonedDateTime now);
}
