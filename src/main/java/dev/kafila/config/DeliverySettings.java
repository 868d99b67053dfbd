package dev.kafila.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Where notifications go out.
 *
 * @param giveUpAfter how long a channel that is away is tried before the next one gets its turn
 * @param mail empty: email is not set up
 * @param telegram empty: Telegram is not set up
 * @param ntfyUrl empty: ntfy is not set up
 * @param slackUrl how each Slack address begins
 * @param privateWebhooks whether webhooks may go to private addresses, and without TLS
 */
public record DeliverySettings(
    Duration giveUpAfter,
    Optional<Mail> mail,
    Optional<Telegram> telegram,
    Optional<String> ntfyUrl,
    String slackUrl,
    boolean privateWebhooks) {

  /** How mail is encrypted on its way. */
  public enum MailTls {
    NONE,
    STARTTLS,
    TLS
  }

  /**
   * An SMTP server.
   *
   * @param username empty: it asks for none
   * @param from sender of every mail
   */
  public record Mail(
      String host, int port, Optional<String> username, String password, String from, MailTls tls) {
    @Override
    public String toString() {
      return "Mail[host=" + host + ", port=" + port + ", tls=" + tls + "]";
    }
  }

  /** A bot. */
  public record Telegram(String url, String token) {
    @Override
    public String toString() {
      return "Telegram[url=" + url + "]";
    }
  }

  static DeliverySettings read(SettingsReader reader) {
    return new DeliverySettings(
        reader.duration("kafila.delivery.give-up-after", Duration.ofMinutes(10)),
        reader.optional("kafila.mail.host").map(host -> mail(host, reader)),
        reader
            .secret("kafila.telegram.token")
            .map(
                token ->
                    new Telegram(
                        withoutSlash(
                            reader.text("kafila.telegram.url", "https://api.telegram.org")),
                        token)),
        reader.optional("kafila.ntfy.url"),
        withoutSlash(reader.text("kafila.slack.url", "https://hooks.slack.com")) + "/",
        reader.flag("kafila.webhook.allow-private-addresses", false));
  }

  /** Addresses begin with a whole host name, not with the beginning of a longer one. */
  private static String withoutSlash(String url) {
    return url.replaceFirst("/+$", "");
  }

  private static Mail mail(String host, SettingsReader reader) {
    var tls = tls(reader.text("kafila.mail.tls", "starttls"));
    var from =
        reader
            .optional("kafila.mail.from")
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "kafila.mail.from is empty: set the sender of mails, such as"
                            + " Kafila <kafila@example.org>"));
    return new Mail(
        host,
        reader.number("kafila.mail.port", tls == MailTls.TLS ? 465 : 587, 1, 65_535),
        reader.optional("kafila.mail.username"),
        reader.secret("kafila.mail.password").orElse(""),
        from,
        tls);
  }

  private static MailTls tls(String text) {
    try {
      return MailTls.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "kafila.mail.tls = %s: must be starttls, tls or none".formatted(text));
    }
  }
}
