package dev.kafila.consume;

import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.kafka.KafkaEndpointUriFactory;

/** Builds endpoint URIs from the {@code parameters} of YAML routes. Camel finds it by name. */
public final class OrderedKafkaEndpointUriFactory extends KafkaEndpointUriFactory {
  @Override
  public boolean isEnabled(String scheme) {
    return OrderedKafkaComponent.SCHEME.equals(scheme);
  }

  @Override
  public Set<String> propertyNames() {
    var names = new HashSet<>(super.propertyNames());
    names.addAll(OrderedKafkaOptions.names());
    return names;
  }

  @Override
  public String buildUri(String scheme, Map<String, Object> properties, boolean encode)
      throws URISyntaxException {
    String syntax = scheme + ":topic";
    Map<String, Object> rest = new HashMap<>(properties);
    String uri = buildPathParameter(syntax, syntax, "topic", null, true, rest);
    return buildQueryParameters(uri, rest, encode);
  }
}
