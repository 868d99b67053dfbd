package dev.kafila.boot;

import dev.kafila.boot.delivery.DeliveryParts;
import dev.kafila.chat.Chat;
import dev.kafila.chat.SecondOpinion;
import dev.kafila.chat.reader.GrammarReader;
import dev.kafila.config.Settings;
import dev.kafila.event.Outbox;
import dev.kafila.notification.NotificationInbox;
import dev.kafila.notification.Preferences;
import dev.kafila.store.UserTransactions;
import dev.kafila.task.Tasks;
import dev.kafila.web.Apis;
import dev.kafila.web.Contract;
import dev.kafila.web.Identity;
import dev.kafila.web.RateLimits;
import dev.kafila.web.Web;
import dev.kafila.web.stream.ChangeStreams;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.camel.CamelContext;
import org.jdbi.v3.core.Handle;

/** What the HTTP routes stand on. */
record HttpParts(CamelContext context, Settings settings, Clock clock) {

  void serve(
      UserTransactions transactions,
      Outbox outbox,
      Tasks tasks,
      Preferences preferences,
      ChangeStreams streams,
      Optional<SecondOpinion> secondOpinion)
      throws Exception {
    BiFunction<Handle, String, ZoneId> zoneOf =
        (tx, user) -> preferences.zoneOf(tx, user).orElse(settings.zone());
    var chat = new Chat(new GrammarReader(), secondOpinion, tasks, zoneOf, clock);
    var inbox = new NotificationInbox(outbox, clock);
    new Web(
            Contract.load(),
            new Identity(settings.web().tokenSecret(), clock),
            new RateLimits(settings.web().rateLimit(), clock),
            streams)
        .install(
            context,
            Apis.of(
                transactions,
                tasks,
                chat,
                inbox,
                preferences,
                DeliveryParts.rules(settings.delivery()),
                zoneOf,
                clock));
  }
}
