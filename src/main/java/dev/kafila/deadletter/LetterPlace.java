package dev.kafila.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Which letter, even where a topic was made anew and its offsets begin again. */
record LetterPlace(LetterId id, Instant writtenAt) {
  static LetterPlace of(Letter letter) {
    return new LetterPlace(letter.id(), letter.writtenAt());
  }

  /** From the columns {@code letter_topic}, {@code letter_partition} and so on. */
  static LetterPlace of(ResultSet row) throws SQLException {
    return new LetterPlace(
        new LetterId(
            row.getString("letter_topic"),
            row.getInt("letter_partition"),
            row.getLong("letter_offset")),
        row.getObject("letter_written_at", OffsetDateTime.class).toInstant());
  }
}
