package dev.kafila.web;

import dev.kafila.notification.Preferences;
import dev.kafila.notification.UserPreferences;
import dev.kafila.store.UserTransactions;

/** The preference operations of the contract. */
public final class PreferencesApi {
  private final Preferences preferences;
  private final UserTransactions transactions;

  public PreferencesApi(Preferences preferences, UserTransactions transactions) {
    this.preferences = preferences;
    this.transactions = transactions;
  }

  public ApiAnswer get(ApiRequest request) {
    return ApiAnswer.json(200, transactions.read(tx -> preferences.get(tx, request.userId())));
  }

  public ApiAnswer put(ApiRequest request) {
    var wanted = UserPreferences.of(request.body());
    return transactions.inUser(
        request.userId(),
        tx -> {
          preferences.put(tx, request.userId(), wanted);
          return ApiAnswer.json(200, preferences.get(tx, request.userId()));
        });
  }
}
