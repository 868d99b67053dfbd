package dev.kafila.config;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The names that settings have, and what was set under a name that nobody reads. */
public final class SettingNames {
  /** Each may stand in a file of its own, named by its name with {@code -file} behind it. */
  private static final List<String> SECRETS =
      List.of(
          "kafila.database.password",
          "kafila.http.token-secret",
          "kafila.kafka.keystore-password",
          "kafila.kafka.oauth.client-secret",
          "kafila.kafka.password",
          "kafila.kafka.truststore-password",
          "kafila.mail.password",
          "kafila.model.key",
          "kafila.telegram.token");

  private static final List<String> OTHERS =
      List.of(
          "kafila.consume.max-redeliveries",
          "kafila.consume.max-redelivery-delay",
          "kafila.consume.redelivery-delay",
          "kafila.consume.redelivery-multiplier",
          "kafila.data.directory",
          "kafila.database.embedded.port",
          "kafila.database.pool-size",
          "kafila.database.url",
          "kafila.database.user",
          "kafila.delivery.give-up-after",
          "kafila.dlq.max-replays",
          "kafila.dlq.retention-alert",
          "kafila.http.host",
          "kafila.http.port",
          "kafila.http.rate-limit",
          "kafila.kafka.bootstrap-servers",
          "kafila.kafka.embedded.port",
          "kafila.kafka.keystore",
          "kafila.kafka.oauth.client-id",
          "kafila.kafka.oauth.scope",
          "kafila.kafka.oauth.token-url",
          "kafila.kafka.partitions",
          "kafila.kafka.profile",
          "kafila.kafka.tls",
          "kafila.kafka.truststore",
          "kafila.kafka.username",
          "kafila.keep.activity-days",
          "kafila.keep.attempts-days",
          "kafila.keep.conversations-days",
          "kafila.keep.notifications-days",
          "kafila.keep.reminders-days",
          "kafila.lag.alert-threshold",
          "kafila.mail.from",
          "kafila.mail.host",
          "kafila.mail.port",
          "kafila.mail.tls",
          "kafila.mail.username",
          "kafila.management.host",
          "kafila.management.port",
          "kafila.model.name",
          "kafila.model.timeout",
          "kafila.model.url",
          "kafila.notifications.rate-limit",
          "kafila.ntfy.url",
          "kafila.production",
          "kafila.role",
          "kafila.routes.reload",
          "kafila.slack.url",
          "kafila.telegram.url",
          "kafila.time-zone",
          "kafila.webhook.allow-private-addresses");

  /** Read by the launcher and by the command line, before there are settings. */
  private static final Set<String> OF_THE_LAUNCHER =
      Set.of("KAFILA_JAVA_OPTIONS", "KAFILA_PROFILE");

  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");

  private static final int PREFIX = "kafila.".length();

  /** Where more than one letter in so many differs, a name is another one. */
  private static final int LETTERS_A_TYPO = 3;

  private SettingNames() {}

  /** Names of the settings that nobody may be shown the value of. */
  public static List<String> secrets() {
    return SECRETS;
  }

  /** All names that {@link Settings#read} asks for. */
  static Set<String> known() {
    Set<String> names = new TreeSet<>(OTHERS);
    for (var secret : SECRETS) {
      names.add(secret);
      names.add(secret + "-file");
    }
    return names;
  }

  /**
   * What was set for nothing, a sentence each.
   *
   * @param properties names in the property files
   * @param environment names of environment variables
   * @param readers texts, such as those of route files and the values of properties, that may ask
   *     for properties of their own: a name that stands in there is known
   */
  public static List<String> unknown(
      Collection<String> properties, Collection<String> environment, Collection<String> readers) {
    var known = known();
    readers.forEach(
        text -> WORD.matcher(text).results().map(MatchResult::group).forEach(known::add));
    Map<String, String> inEnvironment = new HashMap<>();
    known.forEach(name -> inEnvironment.put(PropertyFiles.environmentName(name), name));
    OF_THE_LAUNCHER.forEach(name -> inEnvironment.put(name, name));
    Set<String> sentences = new TreeSet<>();
    properties.stream()
        .filter(name -> name.startsWith("kafila.") && !known.contains(name))
        .forEach(name -> sentences.add(sentence(name, nearest(name, known))));
    environment.stream()
        .filter(name -> name.startsWith("KAFILA_") && !inEnvironment.containsKey(name))
        .forEach(name -> sentences.add(sentence(name, nearest(name, inEnvironment.keySet()))));
    return List.copyOf(sentences);
  }

  private static String sentence(String name, Optional<String> nearest) {
    return name
        + " is no setting of Kafila, and is ignored: "
        + nearest
            .map("did you mean %s?"::formatted)
            .orElse("application.properties has all of them");
  }

  private static Optional<String> nearest(String name, Collection<String> known) {
    return known.stream()
        .map(one -> Map.entry(distance(name, one), one))
        .filter(one -> one.getKey() * LETTERS_A_TYPO <= name.length() - PREFIX)
        .min(Map.Entry.<Integer, String>comparingByKey().thenComparing(Map.Entry::getValue))
        .map(Map.Entry::getValue);
  }

  /** Letters to be put in, left out or exchanged to make the one name the other (Levenshtein). */
  private static int distance(String one, String other) {
    int[] above = new int[other.length() + 1];
    for (int column = 0; column <= other.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= one.length(); row++) {
      int[] current = new int[other.length() + 1];
      current[0] = row;
      for (int column = 1; column <= other.length(); column++) {
        int exchanged = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                above[column - 1] + exchanged, 1 + Math.min(above[column], current[column - 1]));
      }
      above = current;
    }
    return above[other.length()];
  }
}
