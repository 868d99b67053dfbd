package dev.kafila.notification;

import dev.kafila.event.Event;
import dev.kafila.event.RejectedEventException;
import dev.kafila.event.UnreadableEventException;
import dev.kafila.store.Foreseen;
import dev.kafila.store.UserTransactions;
import java.util.function.Predicate;

/**
 * Delivers to the user's inbox, where a notification lies from the start: what is left is the
 * receipt. A request for a channel that nobody serves gets its receipt here too.
 */
public final class InAppDelivery {
  /** The channel's name. */
  public static final String CHANNEL = "in_app";

  private static final String GROUP = "delivery";

  private final UserTransactions transactions;
  private final Receipts receipts;
  private final Predicate<String> served;

  /**
   * @param served whether another route delivers on a channel
   */
  public InAppDelivery(UserTransactions transactions, Receipts receipts, Predicate<String> served) {
    this.transactions = transactions;
    this.receipts = receipts;
    this.served = served;
  }

  /**
   * @param event {@code notification.requested}
   * @throws UnreadableEventException if it does not say what goes where
   * @throws RejectedEventException if this user has no such notification
   */
  public void handle(Event event) {
    var channel = Receipts.channel(event);
    boolean others = !channel.equals(CHANNEL) && served.test(channel);
    transactions.inUser(
        event.userId(),
        Foreseen.claim(GROUP, event.id())
            .reading(receipts.notifications(), Receipts.notificationId(event)),
        tx -> {
          var notification = receipts.owned(tx, event);
          if (others || !Receipts.isOpen(notification, channel)) {
            receipts.passOver(tx, GROUP, event);
          } else if (channel.equals(CHANNEL)) {
            receipts.delivered(tx, GROUP, event, notification, channel, 1);
          } else {
            var reason = "there is no channel '%s'".formatted(channel);
            receipts.failed(tx, GROUP, event, channel, reason);
          }
          return null;
        });
  }
}
