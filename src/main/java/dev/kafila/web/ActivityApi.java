package dev.kafila.web;

import dev.kafila.activity.Activity;
import dev.kafila.activity.ActivityStore;
import dev.kafila.store.UserTransactions;
import java.util.function.Function;

/** The activity operation of the contract. */
public final class ActivityApi {
  private final ActivityStore store = new ActivityStore();
  private final UserTransactions transactions;

  public ActivityApi(UserTransactions transactions) {
    this.transactions = transactions;
  }

  public ApiAnswer list(ApiRequest request) {
    var after = request.query("cursor").map(Cursor::read);
    int limit = request.limit();
    var found = transactions.read(tx -> store.list(tx, request.userId(), after, limit + 1));
    return ApiAnswer.json(
        200, Page.of("activity", found, limit, Activity::activityId, Function.identity()));
  }
}
