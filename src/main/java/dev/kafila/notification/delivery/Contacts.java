package dev.kafila.notification.delivery;

import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Where users are reached, and what their channels sign with: never logged. */
public final class Contacts {
  /** The channel that signs what it sends. */
  static final String SIGNED = "webhook";

  /**
   * @param address null: none
   * @param secret null: none
   */
  record Contact(String address, String secret) {
    static final Contact NONE = new Contact(null, null);

    @Override
    public String toString() {
      return "Contact";
    }
  }

  Contact find(Handle tx, String userId, String channel) {
    return tx.createQuery(
            "select address, secret from user_channels where user_id = :user and channel = :channel")
        .bind("user", userId)
        .bind("channel", channel)
        .map((row, context) -> new Contact(row.getString("address"), row.getString("secret")))
        .findOne()
        .orElse(Contact.NONE);
  }

  /** By channel, without secrets. */
  public Map<String, String> addresses(Handle tx, String userId) {
    return texts(
        tx,
        "select channel, address as text from user_channels where user_id = :user and address is not null",
        userId);
  }

  /** The channels that have a secret, each with {@code true}: a secret is not shown again. */
  public Map<String, Object> secrets(Handle tx, String userId) {
    Map<String, Object> secrets = new TreeMap<>();
    texts(
            tx,
            "select channel, '' as text from user_channels where user_id = :user and secret is not null",
            userId)
        .keySet()
        .forEach(channel -> secrets.put(channel, true));
    return secrets;
  }

  private static Map<String, String> texts(Handle tx, String sql, String userId) {
    Map<String, String> texts = new TreeMap<>();
    tx.createQuery(sql)
        .bind("user", userId)
        .map((row, context) -> texts.put(row.getString("channel"), row.getString("text")))
        .list();
    return texts;
  }

  /**
   * Replaces a user's addresses, in a transaction that holds the user's lock. A channel keeps its
   * secret as long as it has an address; one that has to have one and was given none gets a new
   * one.
   *
   * @return secrets made here, by channel, to be shown this once
   */
  public Map<String, String> put(Handle tx, String userId, ContactInput input) {
    var channels = input.addresses().keySet();
    tx.createUpdate("delete from user_channels where user_id = :user and channel <> all(:channels)")
        .bind("user", userId)
        .bindArray("channels", String.class, channels)
        .execute();
    Map<String, String> made = new TreeMap<>();
    input
        .addresses()
        .forEach(
            (channel, address) -> {
              var secret = input.secrets().get(channel);
              if (secret == null
                  && channel.equals(SIGNED)
                  && find(tx, userId, channel).secret() == null) {
                secret = WebhookSecret.make();
                made.put(channel, secret);
              }
              upsert(tx, userId, channel, address, secret);
            });
    return made;
  }

  private static void upsert(
      Handle tx, String userId, String channel, String address, String secret) {
    tx.execute(
        """
        insert into user_channels (user_id, channel, address, secret) values (?, ?, ?, ?)
        on conflict (user_id, channel) do update set address = excluded.address,
          secret = coalesce(excluded.secret, user_channels.secret)
        """,
        userId,
        channel,
        address,
        secret);
  }
}
