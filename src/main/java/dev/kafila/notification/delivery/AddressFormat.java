package dev.kafila.notification.delivery;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the addresses of each channel look. */
final class AddressFormat {
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern EMAIL =
      Pattern.compile("%1$s(?:\\.%1$s)*@(?:%2$s\\.)*%2$s".formatted(ATOM, LABEL));
  private static final Pattern TELEGRAM = Pattern.compile("-?[0-9]{1,20}|@[A-Za-z0-9_]{4,64}");
  private static final Pattern NTFY = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final int MOST_OF_EMAIL = 254;
  private static final int MOST = 2000;

  private AddressFormat() {}

  /** What is wrong with an address; empty if nothing is. */
  static Optional<String> problem(String channel, String address) {
    if (address.isBlank()
        || address.length() > MOST
        || address.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("must be 1 to %d characters in one line".formatted(MOST));
    }
    return switch (channel) {
      case "email" ->
          unless(
              address.length() <= MOST_OF_EMAIL && EMAIL.matcher(address).matches(),
              "must be one email address such as ann@example.org");
      case "telegram" ->
          unless(TELEGRAM.matcher(address).matches(), "must be a chat's id, or a channel's @name");
      case "ntfy" ->
          unless(
              NTFY.matcher(address).matches(),
              "must be a topic: up to 64 letters, digits, - and _");
      case "webhook", "slack" ->
          unless(isUrl(address), "must be an https address without user name and fragment");
      default -> Optional.empty();
    };
  }

  private static Optional<String> unless(boolean right, String problem) {
    return right ? Optional.empty() : Optional.of(problem);
  }

  /** Whether plain http may be used is the operator's choice, and asked when delivering. */
  private static boolean isUrl(String text) {
    try {
      var uri = new URI(text);
      return uri.getScheme() != null
          && uri.getScheme().matches("https?")
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
