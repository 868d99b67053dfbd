package dev.kafila.notification.delivery;

/**
 * A channel does not take messages now. The event is kept and tried again; the channel's others
 * wait, and nobody else does.
 */
public final class ChannelAwayException extends RuntimeException {
  /**
   * @param message without addresses: it goes to the log
   */
  public ChannelAwayException(String message) {
    super(message);
  }
}
