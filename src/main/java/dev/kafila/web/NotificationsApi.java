package dev.kafila.web;

import dev.kafila.notification.Notification;
import dev.kafila.notification.NotificationInbox;
import dev.kafila.store.UserTransactions;
import java.util.function.Function;

/** The inbox operations of the contract. */
public final class NotificationsApi {
  private final NotificationInbox inbox;
  private final UserTransactions transactions;
  private final IdempotentAnswers answers;

  public NotificationsApi(
      NotificationInbox inbox, UserTransactions transactions, IdempotentAnswers answers) {
    this.inbox = inbox;
    this.transactions = transactions;
    this.answers = answers;
  }

  public ApiAnswer list(ApiRequest request) {
    var after = request.query("cursor").map(Cursor::read);
    int limit = request.limit();
    var found = transactions.read(tx -> inbox.list(tx, request.userId(), after, limit + 1));
    return ApiAnswer.json(
        200,
        Page.of("notifications", found, limit, Notification::notificationId, Function.identity()));
  }

  public ApiAnswer read(ApiRequest request) {
    return answers.once(
        request,
        tx ->
            ApiAnswer.json(
                200,
                inbox.markRead(
                    tx, request.userId(), request.id("notification_id"), request.cause())));
  }
}
