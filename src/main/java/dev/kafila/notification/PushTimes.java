package dev.kafila.notification;

import dev.kafila.notification.policy.Pace;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * When a user's pushes may go, as things stand in this transaction.
 *
 * <p>Late ones wait until no more come, quiet hours are waited for, and no more go out in a time
 * than the user's {@code burst} and the operator's limit say. Urgent ones pass quiet hours and are
 * counted apart from others, so that only urgent ones hold up an urgent one; the operator's limit
 * counts all.
 */
final class PushTimes {
  private static final Duration NO_MORE_LATE = Duration.ofSeconds(10);
  private static final Duration LONGEST_GATHERING = Duration.ofMinutes(2);

  private final Handle tx;
  private final PushStore store;
  private final UserPreferences preferences;
  private final Optional<Pace> limit;
  private final Instant now;

  /**
   * @param limit on pushes to the user; empty: none
   */
  PushTimes(
      Handle tx, PushStore store, UserPreferences preferences, Optional<Pace> limit, Instant now) {
    this.tx = tx;
    this.store = store;
    this.preferences = preferences;
    this.limit = limit;
    this.now = now;
  }

  /** A moment that is not in the past. */
  record Release(Instant at, Push.HeldFor reason) {
    Release orLater(Instant other, Push.HeldFor otherReason) {
      return other.isAfter(at) ? new Release(other, otherReason) : this;
    }
  }

  /** For a push that has just come. */
  Release of(Push push) {
    var gathered = push.late() ? now.plus(NO_MORE_LATE) : now;
    return release(push, gathered, pace(push.userId(), push.urgent()));
  }

  /**
   * For pushes that are held, in the same order.
   *
   * @param held all of a user, urgent or not
   */
  List<Release> of(List<Push> held) {
    if (held.isEmpty()) {
      return List.of();
    }
    var gathered = gathered(held);
    var pace = pace(held.get(0).userId(), held.get(0).urgent());
    return held.stream().map(push -> release(push, push.late() ? gathered : now, pace)).toList();
  }

  private Release release(Push push, Instant gathered, Instant pace) {
    var release =
        new Release(now, null)
            .orLater(gathered, Push.HeldFor.LATE)
            .orLater(pace, Push.HeldFor.PACE);
    if (push.urgent() || preferences.quietHours() == null) {
      return release;
    }
    return release.orLater(
        preferences.quietHours().endAfter(release.at(), zone(push)), Push.HeldFor.QUIET_HOURS);
  }

  private ZoneId zone(Push push) {
    return preferences.timeZone() == null ? push.zone() : ZoneId.of(preferences.timeZone());
  }

  /** A while after the last, and not for ever. */
  private static Instant gathered(List<Push> held) {
    var come = held.stream().filter(Push::late).map(Push::createdAt).sorted().toList();
    if (come.isEmpty()) {
      return Instant.MIN;
    }
    var last = come.get(come.size() - 1).plus(NO_MORE_LATE);
    var first = come.get(0).plus(LONGEST_GATHERING);
    return last.isBefore(first) ? last : first;
  }

  private Instant pace(String userId, boolean urgent) {
    var next = now;
    var burst = preferences.burst().pace();
    if (burst.isPresent()) {
      next = next(burst.get(), userId, Optional.of(urgent), next);
    }
    return limit.isPresent() ? next(limit.get(), userId, Optional.empty(), next) : next;
  }

  private Instant next(Pace pace, String userId, Optional<Boolean> urgent, Instant from) {
    return pace.next(store.nthLast(tx, userId, urgent, pace.most()), from);
  }
}
