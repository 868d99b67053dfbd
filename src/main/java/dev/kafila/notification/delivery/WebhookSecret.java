package dev.kafila.notification.delivery;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a webhook signs with, as Standard Webhooks has it: base64 of 24 to 64 bytes. */
final class WebhookSecret {
  private static final String PREFIX = "whsec_";
  private static final Pattern SECRET = Pattern.compile(PREFIX + "[A-Za-z0-9+/]{32,86}={0,2}");
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private WebhookSecret() {}

  /** A new one. */
  static String make() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  /** The bytes of a secret; empty if the text is none. */
  static Optional<byte[]> key(String secret) {
    if (!SECRET.matcher(secret).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(secret.substring(PREFIX.length())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
