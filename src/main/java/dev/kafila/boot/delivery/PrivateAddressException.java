package dev.kafila.boot.delivery;

import java.net.UnknownHostException;

/** A name that leads to a place where nobody's webhook may go. */
final class PrivateAddressException extends UnknownHostException {
  PrivateAddressException() {
    super("a private address");
  }
}
