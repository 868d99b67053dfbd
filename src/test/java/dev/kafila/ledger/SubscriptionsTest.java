package dev.kafila.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscriptionsTest {
  @TempDir Path routes;

  @Test
  void aChannelsGroupIsToHandleItsOwnEventsOnly() throws IOException {
    // Given
    Files.writeString(
        routes.resolve("delivery-email.camel.yaml"),
        """
        - route:
            from:
              uri: ordered-kafka:notification-events
              parameters:
                groupId: delivery-email
                eventTypes: notification.requested
                attributes: channel:email
        """);

    // When
    var email = Subscriptions.read(routes).all().get(0);

    // Then
    assertThat(email.types()).isEqualTo(Set.of("notification.requested"));
    assertThat(email.attributes()).isEqualTo(Map.of("channel", "email"));
    assertThat(email.wants(entry("ce_channel", "email"))).isTrue();
    assertThat(email.wants(entry("ce_channel", "webhook"))).isFalse();
    assertThat(email.wants(entry("ce_subject", "task/1"))).isTrue();
  }

  private static Entry entry(String header, String value) {
    var record = new ConsumerRecord<byte[], byte[]>("notification-events", 0, 0, null, null);
    record.headers().add("ce_type", bytes("notification.requested")).add(header, bytes(value));
    return new EntryReader(Set.of()).read(record);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
