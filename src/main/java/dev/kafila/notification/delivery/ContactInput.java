package dev.kafila.notification.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.task.InvalidFieldException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where a user wants to be reached, as the preferences say it. Checked when made, never printed.
 *
 * @param addresses by channel
 * @param secrets new ones, by channel; others stay
 */
public record ContactInput(Map<String, String> addresses, Map<String, String> secrets) {
  private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9_-]{0,49}");
  private static final int MOST_CHANNELS = 20;

  /**
   * Reads {@code addresses} and {@code secrets}; what is absent or null is empty.
   *
   * @throws InvalidFieldException names the first that makes no sense, such as {@code
   *     addresses.email}
   */
  public static ContactInput of(JsonNode preferences) {
    var addresses = texts("addresses", preferences.path("addresses"));
    addresses.forEach(
        (channel, address) ->
            AddressFormat.problem(channel, address)
                .ifPresent(
                    problem -> {
                      throw new InvalidFieldException("addresses." + channel, problem);
                    }));
    var secrets = texts("secrets", preferences.path("secrets"));
    secrets.forEach(ContactInput::checkSecret);
    return new ContactInput(addresses, secrets);
  }

  private static void checkSecret(String channel, String secret) {
    if (!channel.equals(Contacts.SIGNED)) {
      throw new InvalidFieldException("secrets." + channel, "signs nothing");
    }
    if (WebhookSecret.key(secret).isEmpty()) {
      throw new InvalidFieldException(
          "secrets." + channel, "must be whsec_ and the base64 of 24 to 64 bytes");
    }
  }

  private static Map<String, String> texts(String field, JsonNode object) {
    if (!object.isObject() && !object.isNull() && !object.isMissingNode()) {
      throw new InvalidFieldException(field, "must be an object");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    object
        .fields()
        .forEachRemaining(
            entry -> {
              var channel = entry.getKey();
              if (!CHANNEL.matcher(channel).matches()) {
                throw new InvalidFieldException(
                    field, "must be by names of channels such as webhook");
              }
              // A secret is shown as true: sent back like that, it stays.
              boolean kept = field.equals("secrets") && entry.getValue().isBoolean();
              if (!kept && !entry.getValue().isTextual()) {
                throw new InvalidFieldException(field + "." + channel, "must be text");
              }
              if (!kept) {
                texts.put(channel, entry.getValue().textValue());
              }
            });
    if (texts.size() > MOST_CHANNELS) {
      throw new InvalidFieldException(field, "at most " + MOST_CHANNELS + " are allowed");
    }
    return texts;
  }

  @Override
  public String toString() {
    return "ContactInput" + addresses.keySet();
  }
}
