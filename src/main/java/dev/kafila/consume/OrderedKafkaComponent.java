package dev.kafila.consume;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaComponentConfigurer;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.util.PropertiesHelper;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/**
 * {@code ordered-kafka:TOPIC?groupId=...}: reads a topic so that each key's records are handled in
 * order, one failing key holds up no other, and nothing is committed before it is finished.
 *
 * <p>It takes camel-kafka's options. Where it has no broker of its own it connects as the {@code
 * kafka} component does, so that one place configures the connection.
 */
@Component("ordered-kafka")
public final class OrderedKafkaComponent extends KafkaComponent {
  static final String SCHEME = "ordered-kafka";

  private final OrderedKafkaOptions options = new OrderedKafkaOptions();
  private final Clock clock;

  public OrderedKafkaComponent() {
    this(Clock.systemUTC());
  }

  public OrderedKafkaComponent(Clock clock) {
    this.clock = clock;
    KafkaConfiguration defaults = getConfiguration();
    defaults.setAutoOffsetReset("earliest");
    defaults.setPartitionAssignor(CooperativeStickyAssignor.class.getName());
    defaults.setPollTimeoutMs(100L);
    defaults.setMaxPollRecords(2_000);
    defaults.setReconnectBackoffMaxMs(10_000);
    // A killed member's partitions, and with them its users, wait as long as this.
    defaults.setSessionTimeoutMs(10_000);
    // Dead letters: better soon refused and tried again than long in doubt.
    defaults.setMaxBlockMs(3_000);
    defaults.setRequestTimeoutMs(3_000);
    defaults.setDeliveryTimeoutMs(5_000);
    // The largest record that fits its topic must still fit with the headers of a dead letter.
    defaults.setMaxRequestSize(4 << 20);
  }

  OrderedKafkaOptions options() {
    return options;
  }

  Clock clock() {
    return clock;
  }

  @Override
  protected KafkaEndpoint createEndpoint(String uri, String topic, Map<String, Object> parameters)
      throws Exception {
    connectAsKafkaDoes();
    Map<String, Object> additional =
        PropertiesHelper.extractProperties(parameters, "additionalProperties.");
    var endpoint = new OrderedKafkaEndpoint(uri, this, options.copy());
    KafkaConfiguration configuration = getConfiguration().copy();
    configuration.setTopic(topic);
    configuration.setAdditionalProperties(new HashMap<>(configuration.getAdditionalProperties()));
    configuration.getAdditionalProperties().putAll(additional);
    endpoint.setConfiguration(configuration);
    setProperties(endpoint, parameters);
    if (configuration.getSslContextParameters() == null) {
      configuration.setSslContextParameters(retrieveGlobalSslContextParameters());
    }
    return endpoint;
  }

  private void connectAsKafkaDoes() {
    KafkaConfiguration mine = getConfiguration();
    if (mine.getBrokers() != null) {
      return;
    }
    KafkaComponent kafka = getCamelContext().getComponent("kafka", KafkaComponent.class);
    var configurer = new KafkaComponentConfigurer();
    var untouched = new KafkaComponent();
    for (String option : new OrderedKafkaEndpointUriFactory().propertyNames()) {
      if (connects(option)
          && Objects.equals(
              configurer.getOptionValue(this, option, false),
              configurer.getOptionValue(untouched, option, false))) {
        Object theirs = configurer.getOptionValue(kafka, option, false);
        configurer.configure(getCamelContext(), this, option, theirs, false);
      }
    }
    if (getKafkaClientFactory() instanceof DefaultKafkaClientFactory) {
      setKafkaClientFactory(kafka.getKafkaClientFactory());
    }
    var additional = new HashMap<>(kafka.getConfiguration().getAdditionalProperties());
    additional.putAll(mine.getAdditionalProperties());
    mine.setAdditionalProperties(additional);
  }

  private static boolean connects(String option) {
    return option.equals("brokers")
        || option.equals("securityProtocol")
        || option.startsWith("ssl")
        || option.startsWith("sasl")
        || option.startsWith("kerberos")
        || option.startsWith("oauth");
  }
}
