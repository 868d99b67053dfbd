package dev.kafila.notification.delivery;

import java.util.Optional;
import java.util.Set;

/**
 * What has to be so before a channel is tried.
 *
 * @param notSetUp channels that this installation has no server or token for
 * @param slackUrl how each Slack address begins
 * @param privateWebhooks whether webhooks may go to private addresses, and without TLS
 */
public record ChannelRules(Set<String> notSetUp, String slackUrl, boolean privateWebhooks) {
  private static final Set<String> ADDRESSED =
      Set.of("email", "webhook", "slack", "telegram", "ntfy");

  /** Why a message cannot go out; empty if it can. */
  Optional<String> problem(OutgoingMessage message) {
    var channel = message.channel();
    var address = message.address();
    if (notSetUp.contains(channel)) {
      return Optional.of("%s is not set up here".formatted(channel));
    }
    if (ADDRESSED.contains(channel) && address == null) {
      return Optional.of(
          "no address: addresses.%s is not set in the preferences".formatted(channel));
    }
    if (ADDRESSED.contains(channel)) {
      var refused = addressProblem(channel, address).map("the address "::concat);
      if (refused.isPresent()) {
        return refused;
      }
    }
    if (channel.equals("webhook") && message.secret() == null) {
      return Optional.of("no secret to sign with: set secrets.webhook in the preferences");
    }
    return Optional.empty();
  }

  /**
   * Why this installation sends nothing to an address; empty if it does.
   *
   * @return what is said of the address, such as {@code is not https}
   */
  public Optional<String> addressProblem(String channel, String address) {
    if (channel.equals("slack") && !address.startsWith(slackUrl)) {
      return Optional.of("does not begin with " + slackUrl);
    }
    if (channel.equals("webhook") && !privateWebhooks && !address.startsWith("https:")) {
      return Optional.of("is not https");
    }
    return Optional.empty();
  }
}
