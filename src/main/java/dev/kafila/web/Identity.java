package dev.kafila.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.kafila.config.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;

/** Checks that the caller is the user whom the path names. */
public final class Identity {
  private static final String SCHEME = "Bearer ";

  private final Optional<JWSVerifier> verifier;
  private final Clock clock;

  /**
   * @param secret at least 32 bytes; empty: the path is believed
   * @throws ConfigurationException if the secret is too short to protect anything
   */
  public Identity(Optional<String> secret, Clock clock) {
    this.verifier = secret.map(Identity::verifier);
    this.clock = clock;
  }

  private static JWSVerifier verifier(String secret) {
    try {
      return new MACVerifier(secret.getBytes(StandardCharsets.UTF_8));
    } catch (JOSEException e) {
      throw new ConfigurationException(
          "kafila.http.token-secret is too short: HS256 needs at least 32 bytes", e);
    }
  }

  /**
   * @param authorization the header; null: none
   * @throws ProblemException 401 without a valid token, 403 with another user's
   */
  void check(String userId, String authorization) {
    if (verifier.isEmpty()) {
      return;
    }
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw unauthorized("a bearer token is needed", "Bearer realm=\"kafila\"");
    }
    var subject =
        subject(verifier.get(), authorization.substring(SCHEME.length()).strip())
            .orElseThrow(
                () ->
                    unauthorized(
                        "the bearer token is not valid",
                        "Bearer realm=\"kafila\", error=\"invalid_token\""));
    if (!subject.equals(userId)) {
      throw ProblemException.of(403, "the token is another user's");
    }
  }

  private Optional<String> subject(JWSVerifier key, String token) {
    try {
      var jwt = SignedJWT.parse(token);
      if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm()) || !jwt.verify(key)) {
        return Optional.empty();
      }
      var claims = jwt.getJWTClaimsSet();
      return isCurrent(claims) ? Optional.ofNullable(claims.getSubject()) : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  /** A token without an end would be a password that nobody can change: it is refused. */
  private boolean isCurrent(JWTClaimsSet claims) {
    var now = Date.from(clock.instant());
    var end = claims.getExpirationTime();
    var start = claims.getNotBeforeTime();
    return end != null && now.before(end) && (start == null || !now.before(start));
  }

  private static ProblemException unauthorized(String detail, String challenge) {
    return ProblemException.of(401, detail).with("WWW-Authenticate", challenge);
  }
}
