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
    var subject = subject(verifier.get(), authorization.substring(SCHEME.length()).strip());
    if (!subject.equals(userId)) {
      throw ProblemException.of(403, "the token is another user's");
    }
  }

  private String subject(JWSVerifier key, String token) {
    try {
      var jwt = SignedJWT.parse(token);
      if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm()) || !jwt.verify(key)) {
        throw invalid("the bearer token is not valid");
      }
      var claims = jwt.getJWTClaimsSet();
      requireCurrent(claims);
      if (claims.getSubject() == null) {
        throw invalid("the bearer token names no user: it needs sub");
      }
      return claims.getSubject();
    } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
      throw invalid("the bearer token is not valid");
    }
  }

  /**
   * A token without an end would be a password that nobody can change: it is refused. Told only to
   * who has a token that was signed here.
   */
  private void requireCurrent(JWTClaimsSet claims) {
    var now = Date.from(clock.instant());
    var end = claims.getExpirationTime();
    if (end == null) {
      throw invalid("the bearer token has no end: it needs exp");
    }
    if (!now.before(end)) {
      throw invalid("the bearer token has expired");
    }
    var start = claims.getNotBeforeTime();
    if (start != null && now.before(start)) {
      throw invalid("the bearer token is not valid yet");
    }
  }

  private static ProblemException invalid(String detail) {
    return unauthorized(detail, "Bearer realm=\"kafila\", error=\"invalid_token\"");
  }

  private static ProblemException unauthorized(String detail, String challenge) {
    return ProblemException.of(401, detail).with("WWW-Authenticate", challenge);
  }
}
