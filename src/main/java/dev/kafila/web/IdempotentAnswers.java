package dev.kafila.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.kafila.event.Json;
import dev.kafila.store.UserTransactions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Runs changes in the user's transaction, once for each idempotency key. */
public final class IdempotentAnswers {
  /** How long a key is remembered. */
  static final Duration KEPT = Duration.ofDays(7);

  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  private final UserTransactions transactions;
  private final Clock clock;

  public IdempotentAnswers(UserTransactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  private record Stored(String hash, ApiAnswer answer) {}

  /**
   * Runs the work, and keeps its answer under the request's key in the same transaction; a repeat
   * is given that answer and nothing runs.
   *
   * @throws ProblemException 422 if the key was used for another request
   */
  public ApiAnswer once(ApiRequest request, Function<Handle, ApiAnswer> work) {
    return transactions.inUser(
        request.userId(),
        tx -> {
          if (request.idempotencyKey().isEmpty()) {
            return work.apply(tx);
          }
          var key = request.idempotencyKey().get();
          var stored = find(tx, request.userId(), key);
          if (stored.isPresent()) {
            return repeat(stored.get(), request);
          }
          var answer = work.apply(tx);
          store(tx, request, key, answer);
          return answer;
        });
  }

  /**
   * Whether the request's key was used before. Then {@link #once} does no work, so what it would
   * need may be left out.
   */
  boolean knows(ApiRequest request) {
    return request.idempotencyKey().isPresent()
        && transactions.read(
            tx -> find(tx, request.userId(), request.idempotencyKey().get()).isPresent());
  }

  private static ApiAnswer repeat(Stored stored, ApiRequest request) {
    if (!stored.hash().equals(request.hash())) {
      throw ProblemException.field("Idempotency-Key", "was used for a different request");
    }
    return stored.answer();
  }

  private static Optional<Stored> find(Handle tx, String userId, String key) {
    return tx.createQuery(
            """
            select request_hash, status, headers::text, body from idempotent_answers
            where user_id = :user and idempotency_key = :key
            """)
        .bind("user", userId)
        .bind("key", key)
        .map(
            (row, context) ->
                new Stored(
                    row.getString("request_hash"),
                    new ApiAnswer(
                        row.getInt("status"),
                        headers(row.getString("headers")),
                        row.getString("body"))))
        .findOne();
  }

  private void store(Handle tx, ApiRequest request, String key, ApiAnswer answer) {
    var now = clock.instant();
    tx.execute(
        "delete from idempotent_answers where user_id = ? and created_at < ?",
        request.userId(),
        now.minus(KEPT).atOffset(ZoneOffset.UTC));
    tx.execute(
        """
        insert into idempotent_answers
          (user_id, idempotency_key, request_hash, status, headers, body, created_at)
        values (?, ?, ?, ?, cast(? as jsonb), ?, ?)
        """,
        request.userId(),
        key,
        request.hash(),
        answer.status(),
        Json.write(answer.headers()),
        answer.body(),
        now.atOffset(ZoneOffset.UTC));
  }

  private static Map<String, String> headers(String json) {
    try {
      return Json.mapper().readValue(json, HEADERS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
