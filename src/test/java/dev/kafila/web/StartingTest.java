package dev.kafila.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is answered while the routes have not started. */
class StartingTest {

  @Test
  void an_operation_whose_route_has_not_started_is_a_503_and_no_405() throws Exception {
    // Given
    try (var server = ApiServer.start(ApiServer.openWeb(), new StubApi().beans())) {
      server.camel().getRouteController().stopRoute("api");

      // When
      var answer = server.post("/api/ann/chat", "{\"message\":\"a\"}");

      // Then
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isEqualTo("2");
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }
  }
}
