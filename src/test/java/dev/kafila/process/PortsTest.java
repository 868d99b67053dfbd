package dev.kafila.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafila.config.ConfigurationException;
import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void zeroIsAnyFreePort() {
    assertThat(Ports.available(0, "a server", "a.setting")).isPositive();
  }

  @Test
  void aFreePortIsTakenAsItIs() {
    // Given
    int free = Ports.free();

    // When
    int port = Ports.available(free, "a server", "a.setting");

    // Then
    assertThat(port).isEqualTo(free);
  }

  @Test
  void aPortTakenOnAnyAddressIsNamedWithItsSetting() throws IOException {
    // Given
    try (var taken = new ServerSocket(0)) {

      // When, then
      assertThatThrownBy(() -> Ports.available(taken.getLocalPort(), "a server", "a.setting"))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining(Integer.toString(taken.getLocalPort()))
          .hasMessageContaining("a server")
          .hasMessageContaining("a.setting");
    }
  }
}
