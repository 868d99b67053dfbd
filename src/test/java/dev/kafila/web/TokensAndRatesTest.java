package dev.kafila.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.kafila.config.ConfigurationException;
import dev.kafila.web.ApiServer.Answer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may ask, and how often, over HTTP. */
class TokensAndRatesTest {
  private static final String SECRET = "a secret of more than thirty-two bytes";
  private static final Instant NOW = Instant.parse("2026-03-10T09:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final int PER_SECOND = 5;

  private static ApiServer server;

  @BeforeAll
  static void start() {
    var identity = new Identity(Optional.of(SECRET), CLOCK);
    var web =
        new Web(Contract.load(), identity, new RateLimits(PER_SECOND, CLOCK), ApiServer.NO_STREAMS);
    server = ApiServer.start(web, new StubApi().beans());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JWTClaimsSet.Builder claims(String user) {
    return new JWTClaimsSet.Builder().subject(user).expirationTime(Date.from(NOW.plusSeconds(60)));
  }

  private static String signed(JWSAlgorithm algorithm, String secret, JWTClaimsSet claims) {
    try {
      var jwt = new SignedJWT(new JWSHeader(algorithm), claims);
      jwt.sign(new MACSigner(secret));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signed(JWTClaimsSet claims) {
    return signed(JWSAlgorithm.HS256, SECRET, claims);
  }

  private static Answer list(String user, String authorization) {
    return server.send(server.to("/api/" + user + "/tasks").header("Authorization", authorization));
  }

  @Test
  void a_valid_token_opens_its_user_s_tasks_and_nobody_else_s() {
    // Given
    var token = "Bearer " + signed(claims("ann").build());

    // When
    var own = list("ann", token);
    var foreign = list("bob", token);

    // Then
    assertThat(own.status()).isEqualTo(200);
    assertThat(foreign.status()).isEqualTo(403);
    assertThat(foreign.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void without_a_token_nothing_is_opened() {
    // When
    var answer = server.get("/api/ann/tasks");

    // Then
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"kafila\"");
  }

  static Stream<Arguments> worthlessTokens() {
    var other = "another secret of more than 32 bytes";
    return Stream.of(
        Arguments.of("no token", "is not valid", "Bearer x"),
        Arguments.of("another scheme", "is needed", "Basic " + signed(claims("ann").build())),
        Arguments.of(
            "unsigned",
            "is not valid",
            "Bearer " + new PlainJWT(claims("ann").build()).serialize()),
        Arguments.of(
            "another secret",
            "is not valid",
            "Bearer " + signed(JWSAlgorithm.HS256, other, claims("ann").build())),
        Arguments.of(
            "another algorithm",
            "is not valid",
            "Bearer " + signed(JWSAlgorithm.HS512, SECRET.repeat(2), claims("ann").build())),
        Arguments.of(
            "over",
            "has expired",
            "Bearer " + signed(claims("ann").expirationTime(Date.from(NOW)).build())),
        Arguments.of(
            "without end",
            "needs exp",
            "Bearer " + signed(claims("ann").expirationTime(null).build())),
        Arguments.of(
            "not yet",
            "not valid yet",
            "Bearer " + signed(claims("ann").notBeforeTime(Date.from(NOW.plusSeconds(1))).build())),
        Arguments.of("nobody's", "needs sub", "Bearer " + signed(claims(null).build())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("worthlessTokens")
  void a_worthless_token_is_a_401(String what, String detail, String authorization) {
    // When
    var answer = list("ann", authorization);

    // Then
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    assertThat(answer.json().path("detail").asText()).endsWith(detail);
  }

  @Test
  void the_contract_itself_is_open() {
    // When
    var answer = server.get("/openapi.json");

    // Then
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void who_asks_too_often_is_told_when_to_come_back_and_others_are_not_held_up() {
    // Given
    var eager = "Bearer " + signed(claims("eager").build());
    for (int i = 0; i < PER_SECOND; i++) {
      list("eager", eager);
    }

    // When
    var refused = list("eager", eager);
    var other = list("calm", "Bearer " + signed(claims("calm").build()));

    // Then
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(other.status()).isEqualTo(200);
  }

  @Test
  void a_secret_that_protects_nothing_is_refused_at_start() {
    // Given
    var weak = Optional.of("short");

    // Then
    assertThatThrownBy(() -> new Identity(weak, CLOCK))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("kafila.http.token-secret")
        .hasMessageContaining("32 bytes");
  }
}
