package dev.kafila.notification.delivery;

import dev.kafila.event.Event;
import dev.kafila.notification.Notification;
import dev.kafila.notification.Receipts;
import dev.kafila.notification.delivery.AttemptStore.Outcome;
import dev.kafila.notification.delivery.Failure.Kind;
import dev.kafila.store.UserTransactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Delivers requested notifications, attempt by attempt: what is begun is written down before, what
 * became of it after. Between the two lies the other side, so a crash there may send twice, with
 * the same id.
 */
public final class Attempts {
  private final UserTransactions transactions;
  private final Receipts receipts;
  private final Contacts contacts = new Contacts();
  private final ChannelRules rules;
  private final Duration giveUpAfter;
  private final MeterRegistry meters;
  private final Clock clock;
  private final Instant runsSince;
  private final AttemptStore store = new AttemptStore();

  /**
   * @param giveUpAfter for how long a channel that is away is tried
   */
  public Attempts(
      UserTransactions transactions,
      Receipts receipts,
      ChannelRules rules,
      Duration giveUpAfter,
      MeterRegistry meters,
      Clock clock) {
    this.transactions = transactions;
    this.receipts = receipts;
    this.rules = rules;
    this.giveUpAfter = giveUpAfter;
    this.meters = meters;
    this.clock = clock;
    this.runsSince = clock.instant();
  }

  /**
   * Begins an attempt.
   *
   * @param group of the consumer that asks
   * @param channel that it delivers by
   * @param event {@code notification.requested}
   * @return empty if there is nothing to send: it is done, or another channel's, or was refused
   *     here and now
   * @throws ChannelAwayException if the other side wants to be left alone for a while
   */
  public Optional<Attempt> open(String group, String channel, Event event) {
    var notificationId = Receipts.notificationId(event);
    boolean others = !Receipts.channel(event).equals(channel);
    return transactions.inUser(
        event.userId(),
        tx -> {
          var notification = receipts.owned(tx, event);
          if (others || !Receipts.isOpen(notification, channel)) {
            receipts.passOver(tx, group, event);
            return Optional.empty();
          }
          awaitItsTime(tx, notificationId, channel);
          return begin(tx, group, channel, event, notification);
        });
  }

  private void awaitItsTime(Handle tx, UUID notificationId, String channel) {
    store
        .notBefore(tx, notificationId, channel)
        .filter(clock.instant()::isBefore)
        .ifPresent(
            moment -> {
              throw new ChannelAwayException(
                  "%s: not before %s, as it asked for".formatted(channel, moment));
            });
  }

  private Optional<Attempt> begin(
      Handle tx, String group, String channel, Event event, Notification notification) {
    var now = now();
    int number = store.begin(tx, notification.notificationId(), channel, now);
    var contact = contacts.find(tx, event.userId(), channel);
    var message =
        new OutgoingMessage(
            notification.notificationId().toString(),
            channel,
            contact.address(),
            contact.secret(),
            notification);
    var attempt = new Attempt(group, event, message, number, now);
    var problem = rules.problem(message);
    problem.ifPresent(reason -> refuse(tx, attempt, Failure.refused(reason)));
    return problem.isPresent() ? Optional.empty() : Optional.of(attempt);
  }

  /** Ends an attempt that was delivered. */
  public void delivered(Attempt attempt) {
    transactions.inUser(
        attempt.event().userId(),
        tx -> {
          end(tx, attempt, Outcome.DELIVERED, null);
          receipts.delivered(
              tx,
              attempt.group(),
              attempt.event(),
              receipts.owned(tx, attempt.event()),
              attempt.channel(),
              attempt.number());
          return null;
        });
  }

  /**
   * Ends an attempt that was not.
   *
   * @throws ChannelAwayException if it is to be tried again
   */
  public void failed(Attempt attempt, Failure failure) {
    boolean over =
        transactions.inUser(
            attempt.event().userId(),
            tx -> {
              if (failure.kind() == Kind.REFUSED) {
                refuse(tx, attempt, failure);
                return true;
              }
              return wait(tx, attempt, failure);
            });
    if (!over) {
      throw new ChannelAwayException("%s: %s".formatted(attempt.channel(), failure.reason()));
    }
  }

  private void refuse(Handle tx, Attempt attempt, Failure failure) {
    end(tx, attempt, Outcome.REFUSED, failure.text());
    receipts.failed(tx, attempt.group(), attempt.event(), attempt.channel(), failure.text());
  }

  /** True where that was for the last time. */
  private boolean wait(Handle tx, Attempt attempt, Failure failure) {
    var id = Receipts.notificationId(attempt.event());
    boolean tried = failure.kind() == Kind.AWAY;
    if (tried) {
      end(tx, attempt, Outcome.AWAY, failure.text());
    } else {
      store.withdraw(tx, id, attempt.channel(), attempt.number());
    }
    var giveUpAt = later(attempt.event().time(), runsSince).plus(giveUpAfter);
    var next = failure.notBefore() == null ? now() : failure.notBefore();
    if (next.isBefore(giveUpAt)) {
      store.wait(tx, id, attempt.channel(), failure.text(), tried, failure.notBefore());
      return false;
    }
    var reason = "given up after %s: %s".formatted(inWords(giveUpAfter), failure.text());
    receipts.failed(tx, attempt.group(), attempt.event(), attempt.channel(), reason);
    return true;
  }

  private void end(Handle tx, Attempt attempt, Outcome outcome, String error) {
    var took = Duration.between(attempt.startedAt(), clock.instant());
    store.end(
        tx,
        Receipts.notificationId(attempt.event()),
        attempt.channel(),
        attempt.number(),
        outcome,
        took.toMillis(),
        error);
    Timer.builder("kafila.channel.attempts")
        .description("Attempts to deliver a notification")
        .tag("channel", attempt.channel())
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .register(meters)
        .record(took);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static String inWords(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
