package dev.kafila.web;

import dev.kafila.event.PayloadTooLargeException;
import dev.kafila.notification.ForeignNotificationException;
import dev.kafila.notification.NotificationNotFoundException;
import dev.kafila.store.StoreAwayException;
import dev.kafila.task.ForeignTaskException;
import dev.kafila.task.InvalidFieldException;
import dev.kafila.task.TaskNotFoundException;
import dev.kafila.task.VersionConflictException;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong into an answer that a stranger may see. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String RETRY_AFTER = "Retry-After";

  /** Long enough for a database to come back, short enough not to bore. */
  private static final String STORE_RETRY_SECONDS = "5";

  /** A start is over within seconds. */
  private static final String SOON_RETRY_SECONDS = "2";

  /** Somebody has to mend a route file first. */
  private static final String ROUTE_RETRY_SECONDS = "30";

  private Problems() {}

  /**
   * @param path what was asked for
   */
  public static ApiAnswer answer(Throwable failure, String path) {
    if (failure instanceof ProblemException e) {
      return answer(e.status(), e.getMessage(), path, e.errors(), e.headers());
    }
    if (failure instanceof InvalidFieldException e) {
      return answer(ProblemException.field(e.field(), e.getMessage()), path);
    }
    if (failure instanceof TaskNotFoundException
        || failure instanceof NotificationNotFoundException) {
      return answer(404, failure.getMessage(), path);
    }
    if (failure instanceof ForeignTaskException
        || failure instanceof ForeignNotificationException) {
      return answer(403, failure.getMessage(), path);
    }
    if (failure instanceof VersionConflictException) {
      return answer(409, failure.getMessage(), path);
    }
    if (failure instanceof PayloadTooLargeException) {
      return answer(413, failure.getMessage(), path);
    }
    if (failure instanceof StoreAwayException) {
      LOG.warn("{}: {}", path, failure.getMessage());
      return answer(
          503,
          "the store does not answer; nothing was changed as far as anyone can tell",
          path,
          List.of(),
          Map.of(RETRY_AFTER, STORE_RETRY_SECONDS));
    }
    if (failure instanceof DirectConsumerNotAvailableException) {
      LOG.warn("{}: {}", path, failure.getMessage());
      return answer(
          503,
          "this operation's route is stopped",
          path,
          List.of(),
          Map.of(RETRY_AFTER, ROUTE_RETRY_SECONDS));
    }
    return fault(failure, path);
  }

  /** A refusal with a sentence that says why. */
  public static ApiAnswer answer(int status, String detail, String path) {
    return answer(status, detail, path, List.of(), Map.of());
  }

  /** An operation of the contract that no route serves: before its route has started, for one. */
  static ApiAnswer notServed(String path) {
    return answer(
        503,
        "this operation is not served at the moment",
        path,
        List.of(),
        Map.of(RETRY_AFTER, SOON_RETRY_SECONDS));
  }

  private static ApiAnswer answer(
      int status,
      String detail,
      String instance,
      List<FieldProblem> errors,
      Map<String, String> headers) {
    var title = HttpResponseStatus.valueOf(status).reasonPhrase();
    return ApiAnswer.problem(
        new Problem("about:blank", title, status, detail, instance, errors), headers);
  }

  /** Nobody outside learns more than where to look in the log. */
  private static ApiAnswer fault(Throwable failure, String path) {
    var id = "urn:uuid:" + UUID.randomUUID();
    LOG.error("{} failed, told as {}", path, id, failure);
    return answer(500, "something went wrong here; the log has it under " + id, id);
  }
}
