package dev.kafila.web;

import dev.kafila.event.Cause;
import dev.kafila.store.UserTransactions;
import dev.kafila.task.Due;
import dev.kafila.task.Scope;
import dev.kafila.task.Status;
import dev.kafila.task.Task;
import dev.kafila.task.TaskInput;
import dev.kafila.task.TaskQuery;
import dev.kafila.task.TaskView;
import dev.kafila.task.Tasks;
import dev.kafila.task.Undone;
import dev.kafila.task.Upcoming;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/** The task operations of the contract. */
public final class TasksApi {
  private static final int SNOOZE_MINUTES = 60;

  private final Tasks tasks;
  private final UserTransactions transactions;
  private final IdempotentAnswers answers;
  private final BiFunction<Handle, String, ZoneId> zoneOfUser;
  private final Clock clock;

  /**
   * @param zoneOfUser the zone that a user prefers
   */
  public TasksApi(
      Tasks tasks,
      UserTransactions transactions,
      IdempotentAnswers answers,
      BiFunction<Handle, String, ZoneId> zoneOfUser,
      Clock clock) {
    this.tasks = tasks;
    this.transactions = transactions;
    this.answers = answers;
    this.zoneOfUser = zoneOfUser;
    this.clock = clock;
  }

  public ApiAnswer list(ApiRequest request) {
    var query = query(request);
    var found = transactions.read(tx -> tasks.list(tx, query));
    return ApiAnswer.json(
        200, Page.of("tasks", found, request.limit(), Task::taskId, TaskView::of));
  }

  /** One more than fits is asked for, to know whether there is another page. */
  private static TaskQuery query(ApiRequest request) {
    var query =
        TaskQuery.of(request.userId())
            .matching(request.query("q").orElse(""))
            .page(request.query("cursor").map(Cursor::read), request.limit() + 1);
    var status = request.query("status").orElse("all");
    if (!status.equals("all")) {
      query = query.status(Status.valueOf(status.toUpperCase(Locale.ROOT)));
    }
    var since = request.query("completed_since");
    if (since.isPresent()) {
      query = query.completedSince(moment("completed_since", since.get()).toInstant());
    }
    var tag = request.query("tag");
    return tag.isPresent() ? query.tagged(tag.get()) : query;
  }

  public ApiAnswer create(ApiRequest request) {
    return answers.once(
        request,
        tx -> {
          var user = request.userId();
          var fields = TaskInput.create(request.body(), zoneOfUser.apply(tx, user));
          var task = tasks.create(tx, user, fields, request.cause());
          return ApiAnswer.task(201, task)
              .with("Location", "/api/%s/tasks/%s".formatted(Percent.encode(user), task.taskId()));
        });
  }

  public ApiAnswer get(ApiRequest request) {
    return ApiAnswer.task(
        200, transactions.read(tx -> tasks.get(tx, request.userId(), request.id("task_id"))));
  }

  public ApiAnswer update(ApiRequest request) {
    return changed(
        request,
        (tx, user, task, expected, cause) ->
            tasks.change(
                tx,
                user,
                task,
                expected,
                fields -> TaskInput.patch(fields, request.body()),
                scope(request),
                cause));
  }

  private static Scope scope(ApiRequest request) {
    return request
        .query("scope")
        .map(name -> Scope.valueOf(name.toUpperCase(Locale.ROOT)))
        .orElse(Scope.USUAL);
  }

  public ApiAnswer delete(ApiRequest request) {
    return answers.once(
        request,
        tx -> {
          tasks.delete(
              tx,
              request.userId(),
              request.id("task_id"),
              request.expectedVersion(),
              request.cause());
          return ApiAnswer.nothing();
        });
  }

  /** A change of one task. */
  private interface TaskChange {
    Task apply(Handle tx, String userId, UUID taskId, OptionalLong expected, Cause cause);
  }

  private ApiAnswer changed(ApiRequest request, TaskChange change) {
    return answers.once(
        request,
        tx ->
            ApiAnswer.task(
                200,
                change.apply(
                    tx,
                    request.userId(),
                    request.id("task_id"),
                    request.expectedVersion(),
                    request.cause())));
  }

  public ApiAnswer complete(ApiRequest request) {
    return changed(request, tasks::complete);
  }

  public ApiAnswer reopen(ApiRequest request) {
    return changed(request, tasks::reopen);
  }

  public ApiAnswer skip(ApiRequest request) {
    return changed(request, tasks::skip);
  }

  public ApiAnswer pause(ApiRequest request) {
    var until = request.body().path("until").textValue();
    var day = until == null ? null : LocalDate.parse(until);
    return changed(
        request,
        (tx, user, task, expected, cause) -> tasks.pause(tx, user, task, expected, day, cause));
  }

  public ApiAnswer resume(ApiRequest request) {
    return changed(request, tasks::resume);
  }

  public ApiAnswer snooze(ApiRequest request) {
    var until = until(request);
    return changed(
        request,
        (tx, user, task, expected, cause) -> tasks.snooze(tx, user, task, expected, until, cause));
  }

  /** A task before and after it was taken back. */
  private record Change(TaskView from, TaskView to) {
    static Change of(Undone.Change change) {
      return new Change(view(change.from()), view(change.to()));
    }

    private static TaskView view(Task task) {
      return task == null ? null : TaskView.of(task);
    }
  }

  private record UndoAnswer(List<Change> undone, String refusal) {}

  public ApiAnswer undo(ApiRequest request) {
    return answers.once(
        request,
        tx -> {
          var undone = tasks.undo(tx, request.userId(), request.cause());
          var changes = undone.changes().stream().map(Change::of).toList();
          return ApiAnswer.json(200, new UndoAnswer(changes, undone.refusal()));
        });
  }

  private OffsetDateTime until(ApiRequest request) {
    var body = request.body();
    if (!body.has("until")) {
      int minutes = body.path("minutes").asInt(SNOOZE_MINUTES);
      return OffsetDateTime.now(clock).plusMinutes(minutes);
    }
    return moment("until", body.get("until").textValue());
  }

  private static OffsetDateTime moment(String field, String text) {
    try {
      return OffsetDateTime.parse(text);
    } catch (DateTimeException e) {
      throw ProblemException.field(
          field, "must be a time with offset such as 2026-03-16T09:00:00-04:00");
    }
  }

  public ApiAnswer occurrences(ApiRequest request) {
    var task = transactions.read(tx -> tasks.get(tx, request.userId(), request.id("task_id")));
    var zone = task.fields().zone();
    var dates =
        Upcoming.of(task, request.limit()).stream().map(due -> dateText(due, zone)).toList();
    return ApiAnswer.json(200, Map.of("occurrences", dates));
  }

  private static String dateText(Due due, ZoneId zone) {
    return due.wholeDay()
        ? due.at().toLocalDate().toString()
        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(due.at().atZone(zone));
  }
}
