package dev.kafila.web;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** Where the next page begins: behind an id. Opaque to callers. */
final class Cursor {
  private static final int ID_BYTES = 16;

  private Cursor() {}

  static String after(UUID id) {
    var bytes =
        ByteBuffer.allocate(ID_BYTES)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * @throws ProblemException 422 if it is none of ours
   */
  static UUID read(String cursor) {
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      if (bytes.remaining() == ID_BYTES) {
        return new UUID(bytes.getLong(), bytes.getLong());
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw ProblemException.field("cursor", "is not the next_cursor of an earlier page");
  }
}
