package dev.kafila.boot.delivery;

import dev.kafila.config.ConfigurationException;
import dev.kafila.config.DeliverySettings;
import dev.kafila.config.DeliverySettings.Mail;
import dev.kafila.config.DeliverySettings.MailTls;
import dev.kafila.notification.InAppDelivery;
import dev.kafila.notification.Receipts;
import dev.kafila.notification.delivery.Attempts;
import dev.kafila.notification.delivery.ChannelRules;
import dev.kafila.store.UserTransactions;
import dev.kafila.web.ops.OpsHandler;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.mail.DefaultAuthenticator;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** Makes the beans of the delivery routes, and tells the routes where servers are. */
public record DeliveryParts(
    CamelContext context, DeliverySettings settings, MeterRegistry meters, Clock clock) {

  /**
   * Binds them by name.
   *
   * @param shared for what comes in masses
   * @return tells operators how the channels do
   */
  public OpsHandler install(
      UserTransactions transactions, UserTransactions shared, Receipts receipts) {
    bind("inAppDelivery", new InAppDelivery(shared, receipts, new ServedChannels(context, clock)));
    var rules = rules(settings);
    var attempts =
        new Attempts(transactions, receipts, rules, settings.giveUpAfter(), meters, clock);
    var breakers = new Breakers(clock);
    bind("openAttempt", new OpenAttempt(attempts));
    bind("noteRefusal", NoteFailure.refusals(breakers, clock));
    bind("noteFailure", NoteFailure.all(breakers, clock));
    bind("closeAttempt", new CloseAttempt(attempts));
    bind("signedWebhook", new SignedWebhook(clock));
    installHttp();
    installMail();
    property("kafila.actual.ntfy.url", settings.ntfyUrl().orElse("https://ntfy.invalid"));
    bind("telegram", new TelegramBot(settings.telegram()));
    TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers.registry()).bindTo(meters);
    bind("circuitBreakers", breakers.registry());
    return new ChannelsReport(context, rules.notSetUp(), breakers, transactions, clock);
  }

  /**
   * Whom the settings let messages go to.
   *
   * @throws ConfigurationException if they name a sender that no mail can have
   */
  public static ChannelRules rules(DeliverySettings settings) {
    settings.mail().map(Mail::from).ifPresent(DeliveryParts::requireSender);
    return new ChannelRules(notSetUp(settings), settings.slackUrl(), settings.privateWebhooks());
  }

  private static Set<String> notSetUp(DeliverySettings settings) {
    Set<String> missing = new HashSet<>();
    if (settings.mail().isEmpty()) {
      missing.add("email");
    }
    if (settings.telegram().isEmpty()) {
      missing.add("telegram");
    }
    if (settings.ntfyUrl().isEmpty()) {
      missing.add("ntfy");
    }
    return missing;
  }

  /** Also for channels that somebody adds: every {@code http} of a route has these bounds. */
  private void installHttp() {
    var timer =
        context.getExecutorServiceManager().newScheduledThreadPool(this, "HttpTimeLimit", 1);
    var operators = new BoundedHttp(timer, SystemDefaultDnsResolver.INSTANCE);
    for (var scheme : Set.of("http", "https")) {
      var http = context.getComponent(scheme, HttpComponent.class);
      http.setHttpClientConfigurer(operators);
      http.setSkipControlHeaders(false);
    }
    bind(
        "usersHttp",
        settings.privateWebhooks() ? operators : new BoundedHttp(timer, new PublicResolver()));
  }

  /** Placeholders of a route that is never run where there is no server. */
  private void installMail() {
    var mail =
        settings
            .mail()
            .orElse(
                new Mail(
                    "mail.invalid", 1, Optional.empty(), "", "kafila@mail.invalid", MailTls.NONE));
    property("kafila.actual.mail.host", mail.host());
    property("kafila.actual.mail.port", Integer.toString(mail.port()));
    property("kafila.actual.mail.starttls", Boolean.toString(mail.tls() == MailTls.STARTTLS));
    property("kafila.actual.mail.tls", Boolean.toString(mail.tls() == MailTls.TLS));
    property("kafila.actual.mail.from", mail.from());
    bind(
        "mailAuthenticator",
        new DefaultAuthenticator(mail.username().orElse(null), mail.password()));
  }

  private static void requireSender(String from) {
    try {
      new InternetAddress(from, true).validate();
    } catch (AddressException e) {
      throw new ConfigurationException(
          "kafila.mail.from = %s: must be an address such as Kafila <kafila@example.org>"
              .formatted(from),
          e);
    }
  }

  private void property(String key, String value) {
    context.getPropertiesComponent().addOverrideProperty(key, value);
  }

  private void bind(String name, Object bean) {
    context.getRegistry().bind(name, bean);
  }
}
