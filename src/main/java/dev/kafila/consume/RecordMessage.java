package dev.kafila.consume;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultMessage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record as Camel's message: its bytes as body, its headers as text.
 *
 * <p>The headers become a map only when somebody asks for it, and copies (Camel makes one of every
 * message that may be redelivered) share the record until then.
 */
final class RecordMessage extends DefaultMessage {
  /** The body of a record without a value: Camel converts no null. */
  static final byte[] NO_VALUE = {};

  private ConsumerRecord<byte[], byte[]> record;
  private HeaderFilterStrategy filter;

  RecordMessage(
      CamelContext context, ConsumerRecord<byte[], byte[]> record, HeaderFilterStrategy filter) {
    super(context);
    this.record = record;
    this.filter = filter;
    setBody(record.value() == null ? NO_VALUE : record.value());
  }

  private RecordMessage(CamelContext context) {
    super(context);
  }

  @Override
  public DefaultMessage newInstance() {
    return new RecordMessage(getCamelContext());
  }

  @Override
  public void copyFrom(Message that) {
    if (that instanceof RecordMessage other
        && other != this
        && !hasPopulatedHeaders()
        && !other.hasPopulatedHeaders()) {
      record = other.record;
      filter = other.filter;
      if (getExchange() == null) {
        setExchange(other.getExchange());
      }
      if (other.hasMessageId()) {
        setMessageId(other.getMessageId());
      }
      setBody(other.getBody());
    } else {
      super.copyFrom(that);
    }
  }

  @Override
  protected boolean isPopulateHeadersSupported() {
    return record != null;
  }

  @Override
  protected void populateInitialHeaders(Map<String, Object> map) {
    if (record == null) {
      return;
    }
    Exchange exchange = getExchange();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        String text = new String(header.value(), StandardCharsets.UTF_8);
        if (!filter.applyFilterToExternalHeaders(header.key(), text, exchange)) {
          map.put(header.key(), text);
        }
      }
    }
    map.put(KafkaConstants.TOPIC, record.topic());
    map.put(KafkaConstants.PARTITION, record.partition());
    map.put(KafkaConstants.OFFSET, record.offset());
    map.put(KafkaConstants.TIMESTAMP, record.timestamp());
    if (record.key() != null) {
      map.put(KafkaConstants.KEY, new String(record.key(), StandardCharsets.UTF_8));
    }
  }
}
