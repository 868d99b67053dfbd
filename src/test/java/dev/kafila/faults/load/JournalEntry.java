package dev.kafila.faults.load;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One request of a user, however often it had to be sent.
 *
 * @param number counts up; a user's requests happened in the order of their numbers
 * @param operation see {@link Operations}
 * @param request what tells it from others: title, task, expected version, body
 * @param key its Idempotency-Key; null where the interface takes none
 * @param begin before it was sent for the first time
 * @param end when its outcome was known; null: it never was
 * @param attempts how often it was sent
 * @param status of the last answer; null: there was none
 * @param taskId which task it was about; null if that is not known
 * @param body of the last answer; null: there was none
 */
public record JournalEntry(
    long number,
    String user,
    String operation,
    JsonNode request,
    String key,
    Instant begin,
    Instant end,
    int attempts,
    Outcome outcome,
    Integer status,
    String taskId,
    String body) {

  /** What the user knows of it. */
  public enum Outcome {
    /** Acknowledged: 2xx. */
    OK,
    /** Refused: 4xx. */
    FAILED,
    /** 503 or another fault, or the connection was cut: it may have happened, or may yet. */
    UNKNOWN
  }

  @JsonIgnore
  public boolean isOk() {
    return outcome == Outcome.OK;
  }

  @JsonIgnore
  public boolean isUnknown() {
    return outcome == Outcome.UNKNOWN;
  }

  /**
   * Whether the refusal of a repeat says that an earlier try did it: the version that was to be
   * changed, or the task that was to be deleted, is no more, and nobody else changes this user's.
   */
  @JsonIgnore
  public boolean isDoneByEarlierTry() {
    if (outcome != Outcome.FAILED || attempts < 2) {
      return false;
    }
    return operation.equals(Operations.UPDATE) && status == 409
        || operation.equals(Operations.DELETE) && status == 404;
  }

  /** Without what was read: it would be most of the journal. */
  JournalEntry withoutReading() {
    return operation.equals(Operations.FIND)
        ? new JournalEntry(
            number, user, operation, request, key, begin, end, attempts, outcome, status, taskId,
            null)
        : this;
  }

  JournalEntry sentAgain() {
    return new JournalEntry(
        number,
        user,
        operation,
        request,
        key,
        begin,
        null,
        attempts + 1,
        Outcome.UNKNOWN,
        null,
        taskId,
        null);
  }

  JournalEntry answered(Outcome now, Instant at, Integer code, String task, String answer) {
    return new JournalEntry(
        number, user, operation, request, key, begin, at, attempts, now, code, task, answer);
  }
}
