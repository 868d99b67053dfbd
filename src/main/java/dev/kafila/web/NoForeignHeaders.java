package dev.kafila.web;

import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Lets nothing that a caller sends become a message header, under whatever name: neither HTTP
 * headers nor query parameters steer Camel or Kafka. The {@link Gate} reads what it needs from the
 * request itself.
 */
final class NoForeignHeaders implements HeaderFilterStrategy {

  @Override
  public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
    return true;
  }

  @Override
  public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
    return name.regionMatches(true, 0, "Camel", 0, "Camel".length());
  }
}
