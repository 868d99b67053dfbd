package dev.kafila.config;

/**
 * Something the operator has to mend: a wrong setting, a taken port, a missing file.
 *
 * <p>The message is one line that says what is wrong and what to do. The command line prints it and
 * exits with 2.
 */
public final class ConfigurationException extends RuntimeException {
  public ConfigurationException(String message) {
    super(message);
  }

  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
