package dev.kafila.ledger;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** An event's id in 128 bits: the UUID itself, or a digest of any other text. */
record EventKey(long high, long low) {
  private static final int UUID_LENGTH = 36;

  static EventKey of(UUID id) {
    return new EventKey(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  static EventKey of(String id) {
    if (id.length() == UUID_LENGTH) {
      try {
        var uuid = UUID.fromString(id);
        if (uuid.toString().equals(id)) {
          return of(uuid);
        }
      } catch (IllegalArgumentException e) {
        // Any other text, then.
      }
    }
    return of(UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)));
  }
}
