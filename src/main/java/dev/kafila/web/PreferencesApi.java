package dev.kafila.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kafila.event.Json;
import dev.kafila.notification.Preferences;
import dev.kafila.notification.UserPreferences;
import dev.kafila.notification.delivery.ChannelRules;
import dev.kafila.notification.delivery.ContactInput;
import dev.kafila.notification.delivery.Contacts;
import dev.kafila.store.UserTransactions;
import dev.kafila.task.InvalidFieldException;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The preference operations of the contract. */
public final class PreferencesApi {
  private static final String ADDRESSES = "addresses";
  private static final String SECRETS = "secrets";

  private final Preferences preferences;
  private final Contacts contacts = new Contacts();
  private final ChannelRules rules;
  private final UserTransactions transactions;

  /**
   * @param rules what is wrong by them with an address is said at once, not at each delivery
   */
  public PreferencesApi(
      Preferences preferences, ChannelRules rules, UserTransactions transactions) {
    this.preferences = preferences;
    this.rules = rules;
    this.transactions = transactions;
  }

  public ApiAnswer get(ApiRequest request) {
    return transactions.read(tx -> answer(tx, request.userId(), Map.of()));
  }

  public ApiAnswer put(ApiRequest request) {
    var contact = ContactInput.of(request.body());
    contact.addresses().forEach(this::requireReachable);
    ObjectNode others = request.body().deepCopy();
    var wanted = UserPreferences.of(others.remove(List.of(ADDRESSES, SECRETS)));
    return transactions.inUser(
        request.userId(),
        tx -> {
          preferences.put(tx, request.userId(), wanted);
          return answer(tx, request.userId(), contacts.put(tx, request.userId(), contact));
        });
  }

  private void requireReachable(String channel, String address) {
    rules
        .addressProblem(channel, address)
        .ifPresent(
            problem -> {
              throw new InvalidFieldException(ADDRESSES + "." + channel, problem);
            });
  }

  /**
   * @param made secrets to be shown, this once
   */
  private ApiAnswer answer(Handle tx, String userId, Map<String, String> made) {
    ObjectNode answer = Json.mapper().valueToTree(preferences.get(tx, userId));
    var addresses = contacts.addresses(tx, userId);
    if (!addresses.isEmpty()) {
      answer.set(ADDRESSES, Json.tree(addresses));
    }
    var secrets = contacts.secrets(tx, userId);
    if (!secrets.isEmpty()) {
      secrets.putAll(made);
      answer.set(SECRETS, Json.tree(secrets));
    }
    return ApiAnswer.json(200, answer);
  }
}
