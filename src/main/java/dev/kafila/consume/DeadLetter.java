package dev.kafila.consume;

import dev.kafila.event.EventTopics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A failed record as it is kept: byte for byte, with headers that say where and why it failed. */
public final class DeadLetter {
  public static final String TOPIC = "__dlq.errors.topic";
  public static final String PARTITION = "__dlq.errors.partition";
  public static final String OFFSET = "__dlq.errors.offset";
  public static final String GROUP = "__dlq.errors.group";
  public static final String DELIVERY_COUNT = "__dlq.errors.delivery.count";
  public static final String MESSAGE = "__dlq.errors.message";
  public static final String EXCEPTION = "kafila-dlq-exception";
  public static final String STACKTRACE = "kafila-dlq-stacktrace";
  public static final String FINGERPRINT = "kafila-dlq-fingerprint";
  public static final String ROUTE = "kafila-dlq-route";
  public static final String FIRST_FAILED_AT = "kafila-dlq-first-failed-at";
  public static final String LAST_FAILED_AT = "kafila-dlq-last-failed-at";
  public static final String REPLAY_COUNT = "kafila-dlq-replay-count";
  public static final String VERSION = "kafila-dlq-version";

  /** The version of these headers' layout. */
  public static final String LAYOUT = "1";

  private static final int MESSAGE_BYTES = 1024;
  private static final int STACKTRACE_BYTES = 8 * 1024;

  private DeadLetter() {}

  static ProducerRecord<byte[], byte[]> of(Delivery delivery, Throwable failure) {
    ConsumerRecord<byte[], byte[]> record = delivery.record();
    Throwable told = Fingerprint.unwrap(failure);
    Headers headers = new RecordHeaders(record.headers().toArray());
    set(headers, TOPIC, record.topic());
    set(headers, PARTITION, Integer.toString(record.partition()));
    set(headers, OFFSET, Long.toString(record.offset()));
    set(headers, GROUP, delivery.context().group());
    set(headers, DELIVERY_COUNT, Integer.toString(delivery.tries()));
    set(headers, MESSAGE, cut(Objects.requireNonNullElse(told.getMessage(), ""), MESSAGE_BYTES));
    set(headers, EXCEPTION, told.getClass().getName());
    set(headers, STACKTRACE, cut(stackTrace(told), STACKTRACE_BYTES));
    set(headers, FINGERPRINT, Fingerprint.of(failure));
    set(headers, ROUTE, delivery.context().routeId());
    set(headers, FIRST_FAILED_AT, delivery.firstFailedAt().toString());
    set(headers, LAST_FAILED_AT, delivery.lastFailedAt().toString());
    set(headers, REPLAY_COUNT, Integer.toString(replayCount(record.headers())));
    set(headers, VERSION, LAYOUT);
    // Without a timestamp of its own, so that its retention begins now.
    return new ProducerRecord<>(
        EventTopics.deadLettersOf(record.topic()),
        null,
        null,
        record.key(),
        record.value(),
        headers);
  }

  private static void set(Headers headers, String name, String text) {
    set(headers, name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void set(Headers headers, String name, byte[] value) {
    headers.remove(name);
    headers.add(name, value);
  }

  /** How often the record was replayed already, which a replay notes in the record it sends. */
  private static int replayCount(Headers headers) {
    Header count = headers.lastHeader(REPLAY_COUNT);
    if (count == null || count.value() == null) {
      return 0;
    }
    try {
      return Math.max(
          0, Integer.parseInt(new String(count.value(), StandardCharsets.UTF_8).trim()));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static String stackTrace(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** UTF-8, at most so many bytes, no character cut in half. */
  static byte[] cut(String text, int mostBytes) {
    CharsetEncoder encoder =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    ByteBuffer bytes = ByteBuffer.allocate(mostBytes);
    encoder.encode(CharBuffer.wrap(text), bytes, true);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}
