package dev.kafila.faults.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kafila.faults.load.JournalEntry.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Sends a user's requests, each until its outcome is known or the user is told to stop. */
final class Sender {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int RETRY_MILLIS = 400;

  private final HttpClient client;
  private final String user;
  private final List<URI> applications;
  private final Random random;
  private final Journal journal;
  private final CountDownLatch stopped;

  Sender(
      HttpClient client,
      String user,
      List<URI> applications,
      Random random,
      Journal journal,
      CountDownLatch stopped) {
    this.client = client;
    this.user = user;
    this.applications = applications;
    this.random = random;
    this.journal = journal;
    this.stopped = stopped;
  }

  /**
   * A request.
   *
   * @param path after the user
   * @param body null: none
   * @param version the one that it is about to change; null: whatever it is
   * @param noted what the journal keeps of it
   * @param taskId null: not known yet
   */
  record Call(
      String operation,
      String method,
      String path,
      JsonNode body,
      Long version,
      JsonNode noted,
      String taskId) {}

  /** Returns how it ended, as the journal has it. */
  JournalEntry send(long number, Call call) throws InterruptedException {
    var key = call.method().equals("POST") ? "%s-%d".formatted(user, number) : null;
    var entry = journal.begin(number, user, call.operation(), call.noted(), key, call.taskId());
    while (true) {
      var answered = answered(entry, call, tried(call, key));
      if (!answered.isUnknown()) {
        return journal.end(answered);
      }
      if (stopped.await(RETRY_MILLIS / 2 + random.nextInt(RETRY_MILLIS), TimeUnit.MILLISECONDS)) {
        return journal.end(answered);
      }
      entry = journal.again(entry);
    }
  }

  /** The answer; null if there is none. */
  private HttpResponse<String> tried(Call call, String key) throws InterruptedException {
    var application = applications.get(random.nextInt(applications.size()));
    var request =
        HttpRequest.newBuilder(application.resolve("/api/" + user + call.path()))
            .timeout(PATIENCE)
            .method(
                call.method(),
                call.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(call.body().toString()));
    if (call.body() != null) {
      request.header("content-type", "application/json");
    }
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    if (call.version() != null) {
      request.header("If-Match", "\"" + call.version() + "\"");
    }
    try {
      return client.send(
          request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      return null;
    }
  }

  private static JournalEntry answered(JournalEntry entry, Call call, HttpResponse<String> answer) {
    if (answer == null) {
      return entry.answered(Outcome.UNKNOWN, Instant.now(), null, entry.taskId(), null);
    }
    var outcome = outcome(answer);
    var task = outcome == Outcome.OK ? Answers.task(answer.body()) : null;
    var taskId = task == null ? entry.taskId() : task.path("task_id").textValue();
    return entry.answered(outcome, Instant.now(), answer.statusCode(), taskId, answer.body());
  }

  /** A refusal that does not come from the program itself (it may be starting) tells nothing. */
  private static Outcome outcome(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status / 100 == 2) {
      return Outcome.OK;
    }
    boolean problem =
        answer.headers().firstValue("content-type").orElse("").contains("problem+json");
    return status / 100 == 4 && problem ? Outcome.FAILED : Outcome.UNKNOWN;
  }
}
