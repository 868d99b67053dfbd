package dev.kafila.consume;

import dev.kafila.deadletter.LetterHeaders;
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
  /** The version of these headers' layout. */
  public static final String LAYOUT = "1";

  private static final int MESSAGE_BYTES = 1024;
  private static final int STACKTRACE_BYTES = 8 * 1024;

  private DeadLetter() {}

  static ProducerRecord<byte[], byte[]> of(Delivery delivery, Throwable failure) {
    ConsumerRecord<byte[], byte[]> record = delivery.record();
    Throwable told = Fingerprint.unwrap(failure);
    Headers headers = new RecordHeaders(record.headers().toArray());
    set(headers, LetterHeaders.TOPIC, record.topic());
    set(headers, LetterHeaders.PARTITION, Integer.toString(record.partition()));
    set(headers, LetterHeaders.OFFSET, Long.toString(record.offset()));
    set(headers, LetterHeaders.GROUP, delivery.context().group());
    set(headers, LetterHeaders.DELIVERY_COUNT, Integer.toString(delivery.tries()));
    set(
        headers,
        LetterHeaders.MESSAGE,
        cut(Objects.requireNonNullElse(told.getMessage(), ""), MESSAGE_BYTES));
    set(headers, LetterHeaders.EXCEPTION, told.getClass().getName());
    set(headers, LetterHeaders.STACKTRACE, cut(stackTrace(told), STACKTRACE_BYTES));
    set(headers, LetterHeaders.FINGERPRINT, Fingerprint.of(failure));
    set(headers, LetterHeaders.ROUTE, delivery.context().routeId());
    set(headers, LetterHeaders.FIRST_FAILED_AT, delivery.firstFailedAt().toString());
    set(headers, LetterHeaders.LAST_FAILED_AT, delivery.lastFailedAt().toString());
    set(headers, LetterHeaders.REPLAY_COUNT, Integer.toString(replayCount(record.headers())));
    set(headers, LetterHeaders.VERSION, LAYOUT);
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
    Header count = headers.lastHeader(LetterHeaders.REPLAY_COUNT);
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
