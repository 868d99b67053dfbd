package dev.kafila.consume;

import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaComponentConfigurer;

/** Sets the component's options, those of camel-kafka and its own. Camel finds it by name. */
public final class OrderedKafkaComponentConfigurer extends KafkaComponentConfigurer {
  @Override
  public boolean configure(
      CamelContext context, Object target, String name, Object value, boolean ignoreCase) {
    return ((OrderedKafkaComponent) target).options().set(context, name, value)
        || super.configure(context, target, name, value, ignoreCase);
  }

  @Override
  public Class<?> getOptionType(String name, boolean ignoreCase) {
    Class<?> type = OrderedKafkaOptions.type(name);
    return type != null ? type : super.getOptionType(name, ignoreCase);
  }

  @Override
  public Object getOptionValue(Object target, String name, boolean ignoreCase) {
    return OrderedKafkaOptions.type(name) != null
        ? ((OrderedKafkaComponent) target).options().get(name)
        : super.getOptionValue(target, name, ignoreCase);
  }
}
