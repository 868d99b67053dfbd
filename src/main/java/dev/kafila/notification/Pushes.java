package dev.kafila.notification;

import dev.kafila.notification.policy.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Decides what becomes of a reminder that is to leave the inbox, when it comes. */
final class Pushes {
  private final Optional<Pace> limit;
  private final PushStore store = new PushStore();
  private final PushAgendas agendas = new PushAgendas();

  /**
   * @param mostPerHour to a user; 0: as many as there are
   */
  Pushes(int mostPerHour) {
    this.limit = limit(mostPerHour);
  }

  static Optional<Pace> limit(int mostPerHour) {
    return mostPerHour == 0
        ? Optional.empty()
        : Optional.of(new Pace(mostPerHour, Duration.ofHours(1)));
  }

  /** Whether a channel makes a noise; the inbox does not. */
  static boolean isPushing(String channel) {
    return !channel.equals(InAppDelivery.CHANNEL);
  }

  /**
   * @param status {@code REQUESTED}, {@code HELD}, or {@code SUPPRESSED} where the same reminder
   *     was taken before
   * @param until when a held one is looked at again; the present otherwise
   */
  record Decision(Push push, DeliveryStatus status, Instant until) {}

  Decision decide(Handle tx, Push push, UserPreferences preferences, Instant now) {
    if (store.isRepeated(tx, push)) {
      return new Decision(push, DeliveryStatus.SUPPRESSED, now);
    }
    var release = new PushTimes(tx, store, preferences, limit, now).of(push);
    if (release.reason() != null) {
      return new Decision(push.heldFor(release.reason()), DeliveryStatus.HELD, release.at());
    }
    if (store.isAnyHeldForPace(tx, push.userId(), push.urgent())) {
      // They are about to go: not past them.
      return new Decision(push.heldFor(Push.HeldFor.PACE), DeliveryStatus.HELD, now);
    }
    return new Decision(push, DeliveryStatus.REQUESTED, now);
  }

  /** Carries a decision out, once the notification is in the inbox. */
  void keep(Handle tx, Decision decision) {
    switch (decision.status()) {
      case REQUESTED -> store.insert(tx, decision.push(), decision.until());
      case HELD -> {
        store.insert(tx, decision.push(), null);
        agendas.wakeBy(tx, decision.push().userId(), decision.until());
      }
      default -> {
        // The one before stands for it.
      }
    }
  }
}
