package dev.kafila.cli.doctor;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.kafila.config.ConfigurationException;
import dev.kafila.kafka.KafkaAwayException;
import java.util.Locale;

/**
 * What a check found.
 *
 * @param check what was looked at
 * @param found how it is, in one line
 * @param todo what to do about it, in one line; null: nothing
 */
public record Finding(String check, State state, String found, String todo) {
  private static final String START = "./kafila run starts it";

  /** How bad it is. */
  public enum State {
    OK,
    WARNING,
    WRONG;

    @Override
    @JsonValue
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String check, String found) {
    return new Finding(check, State.OK, found, null);
  }

  /** Nothing to worry about, of something that only a running Kafila has. */
  static Finding notRunning(String check) {
    return new Finding(check, State.OK, "not running", START);
  }

  static Finding warning(String check, String found, String todo) {
    return new Finding(check, State.WARNING, found, todo);
  }

  static Finding wrong(String check, String found, String todo) {
    return new Finding(check, State.WRONG, found, todo);
  }

  /** Of a failure. Messages of ours say what is wrong and, behind the last colon, what to do. */
  static Finding wrong(String check, RuntimeException failure) {
    var message =
        failure.getMessage() == null
            ? failure.getClass().getSimpleName()
            : failure.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
    int colon = message.lastIndexOf(": ");
    boolean ours =
        failure instanceof ConfigurationException || failure instanceof KafkaAwayException;
    return ours && colon >= 0
        ? wrong(check, message.substring(0, colon), message.substring(colon + 2))
        : wrong(check, message, "the log of Kafila may tell more");
  }
}
