package dev.kafila.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.event.Json;
import dev.kafila.task.InvalidFieldException;
import dev.kafila.testing.TestStore;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactsIT {
  private static final String OWN = "whsec_" + "AAAA".repeat(8);

  private final TestStore store = TestStore.open();
  private final Contacts contacts = new Contacts();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aWebhookHasASecretThatIsShownOnce() {
    // Given
    var json = "{\"addresses\":{\"webhook\":\"https://example.org/hook\",\"ntfy\":\"mine\"}}";

    // When
    var made = put(json);
    var again = put(json);

    // Then
    assertThat(made).containsOnlyKeys("webhook");
    assertThat(made.get("webhook")).startsWith("whsec_");
    assertThat(WebhookSecret.key(made.get("webhook")))
        .get()
        .satisfies(k -> assertThat(k).hasSize(32));
    assertThat(again).isEmpty();
    assertThat(contact("webhook").secret()).isEqualTo(made.get("webhook"));
    assertThat(contact("ntfy").secret()).isNull();
    assertThat(shown()).isEqualTo(Map.of("webhook", true));
    assertThat(contact("webhook").toString()).doesNotContain("whsec").doesNotContain("example");
  }

  @Test
  void aSecretMayBeGivenAndStaysAsLongAsTheAddress() {
    // When
    put(
        "{\"addresses\":{\"webhook\":\"https://example.org/a\"},\"secrets\":{\"webhook\":\"%s\"}}"
            .formatted(OWN));
    put("{\"addresses\":{\"webhook\":\"https://example.org/b\"},\"secrets\":{\"webhook\":true}}");

    // Then
    assertThat(contact("webhook").secret()).isEqualTo(OWN);
    assertThat(contact("webhook").address()).isEqualTo("https://example.org/b");

    // When
    put("{}");

    // Then
    assertThat(contact("webhook")).isEqualTo(Contacts.Contact.NONE);
    assertThat(shown()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "email | ann",
        "email | ann@example.org, bob@example.org",
        "email | Ann <ann@example.org>",
        "email | ann@-x.org",
        "webhook | example.org/hook",
        "webhook | ftp://example.org/hook",
        "webhook | file:///etc/passwd",
        "webhook | https://ann:secret@example.org/",
        "webhook | https://example.org/#here",
        "slack | hooks",
        "telegram | ann",
        "ntfy | my topic",
        "ntfy | ../../admin",
      })
  void anAddressThatMakesNoSenseIsNamed(String channel, String address) {
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(() -> input("{\"addresses\":{\"%s\":\"%s\"}}".formatted(channel, address)))
        .satisfies(e -> assertThat(e.field()).isEqualTo("addresses." + channel));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"addresses\":[]} | addresses",
        "{\"addresses\":{\"email\":1}} | addresses.email",
        "{\"addresses\":{\"email\":null}} | addresses.email",
        "{\"addresses\":{\"E mail\":\"x\"}} | addresses",
        "{\"addresses\":{\"pigeon\":\"a\\nb\"}} | addresses.pigeon",
        "{\"secrets\":{\"webhook\":\"short\"}} | secrets.webhook",
        "{\"secrets\":{\"email\":\"whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}} | secrets.email",
      })
  void whatIsNoAddressIsNamed(String json, String field) {
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(() -> input(json))
        .satisfies(e -> assertThat(e.field()).isEqualTo(field));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "email | o'brien+tasks@mail.example.co.uk",
        "webhook | https://example.org:8443/hook?token=a%20b",
        "telegram | -1001234567890",
        "telegram | @my_channel",
        "ntfy | My-topic_1",
        "pigeon | third roof on the left",
      })
  void theseAreFine(String channel, String address) {
    assertThat(input("{\"addresses\":{\"%s\":\"%s\"}}".formatted(channel, address)).addresses())
        .containsEntry(channel, address);
  }

  private static ContactInput input(String json) {
    return ContactInput.of(Json.read(json, JsonNode.class));
  }

  private Map<String, String> put(String json) {
    return store.inUser("ann", tx -> contacts.put(tx, "ann", input(json)));
  }

  private Contacts.Contact contact(String channel) {
    return store.inUser("ann", tx -> contacts.find(tx, "ann", channel));
  }

  private Map<String, Object> shown() {
    return store.inUser("ann", tx -> contacts.secrets(tx, "ann"));
  }
}
