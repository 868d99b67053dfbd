package dev.kafila.notification.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Headers by which a receiver knows that a webhook comes from here, as Standard Webhooks has it.
 */
public final class WebhookSignature {
  private static final String ALGORITHM = "HmacSHA256";

  private WebhookSignature() {}

  /**
   * @param id of the message: the same in each attempt
   * @param secret {@code whsec_...}
   * @param body as it is sent, in UTF-8
   */
  public static Map<String, String> headers(String id, Instant now, String secret, String body) {
    var timestamp = Long.toString(now.getEpochSecond());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", timestamp);
    headers.put("webhook-signature", "v1," + sign(secret, id + "." + timestamp + "." + body));
    return headers;
  }

  private static String sign(String secret, String content) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      var key = WebhookSecret.key(secret).orElseThrow();
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
