package dev.kafila.consume;

import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.component.kafka.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic: read in order by key, or written to with records as they are. */
public final class OrderedKafkaEndpoint extends KafkaEndpoint {
  private final OrderedKafkaOptions options;

  OrderedKafkaEndpoint(String uri, OrderedKafkaComponent component, OrderedKafkaOptions options) {
    super(uri, component);
    this.options = options;
  }

  OrderedKafkaOptions options() {
    return options;
  }

  /** Extension attributes, name to text, of the events that are read. */
  public Map<String, String> attributes() {
    return options.attributeMap();
  }

  @Override
  public OrderedKafkaComponent getComponent() {
    return (OrderedKafkaComponent) super.getComponent();
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    var configuration = getConfiguration();
    options.check();
    if (configuration.getGroupId() == null || configuration.getGroupId().isBlank()) {
      throw new IllegalArgumentException(getEndpointUri() + ": set groupId");
    }
    configuration.setKeyDeserializer(ByteArrayDeserializer.class.getName());
    configuration.setValueDeserializer(ByteArrayDeserializer.class.getName());
    configuration.setAutoCommitEnable(false);
    var consumer = new OrderedKafkaConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  protected KafkaProducer createProducer(KafkaEndpoint endpoint) {
    var configuration = endpoint.getConfiguration();
    configuration.setKeySerializer(ByteArraySerializer.class.getName());
    configuration.setValueSerializer(ByteArraySerializer.class.getName());
    return new RecordProducer(endpoint);
  }
}
