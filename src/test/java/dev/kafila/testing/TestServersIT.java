package dev.kafila.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;

class TestServersIT {

  @Test
  void everyDatabaseIsFreshAndMigrated() throws Exception {
    // Given
    var first = TestServers.database();

    // When
    var second = TestServers.database();

    // Then
    assertThat(second.url()).isNotEqualTo(first.url());
    try (var connection =
            DriverManager.getConnection(second.url(), second.user(), second.password());
        var rows = connection.createStatement().executeQuery("select count(*) from tasks")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  @Test
  void theBrokerAnswers() throws Exception {
    // Given
    var servers = TestServers.bootstrapServers();

    // When
    try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers))) {

      // Then
      assertThat(admin.describeCluster().nodes().get()).hasSize(1);
    }
  }
}
