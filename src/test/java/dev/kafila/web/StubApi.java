package dev.kafila.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands where the beans stand that the HTTP routes call: tells what reached it. */
public final class StubApi {
  /** What was asked for, in order. */
  final List<ApiRequest> requests = new CopyOnWriteArrayList<>();

  /** Thrown instead of an answer, where not null. */
  volatile RuntimeException failure;

  /** Under each name that routes know a bean by. */
  Map<String, Object> beans() {
    return Map.of(
        "chatApi", this,
        "tasksApi", this,
        "notificationsApi", this,
        "activityApi", this,
        "calendarApi", this,
        "preferencesApi", this);
  }

  private ApiAnswer answer(ApiRequest request) {
    requests.add(request);
    if (failure != null) {
      throw failure;
    }
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("operation", request.operationId());
    seen.put("path", request.path());
    seen.put("query", request.query());
    seen.put("body", request.body());
    return ApiAnswer.json(200, seen);
  }

  public ApiAnswer chat(ApiRequest request) {
    return answer(request);
  }

  public ApiAnswer list(ApiRequest request) {
    return answer(request);
  }

  public ApiAnswer create(ApiRequest request) {
    return answer(request);
  }

  public ApiAnswer get(ApiRequest request) {
    return answer(request);
  }

  public ApiAnswer update(ApiRequest request) {
    return answer(request);
  }

  public ApiAnswer delete(ApiRequest request) {
    answer(request);
    return ApiAnswer.nothing();
  }

  public ApiAnswer complete(ApiRequest request) {
    return answer(request);
  }

  public ApiAnswer reopen(ApiRequest request) {
    return answer(request);
  }

  public ApiAnswer skip(ApiRequest request) {
    return answer(request);
  }

  public ApiAnswer snooze(ApiRequest request) {
    return answer(request);
  }

  public ApiAnswer pause(ApiRequest request) {
    return answer(request);
  }

  public ApiAnswer resume(ApiRequest request) {
    return answer(request);
  }

  public ApiAnswer undo(ApiRequest request) {
    return answer(request);
  }

  public ApiAnswer occurrences(ApiRequest request) {
    return answer(request);
  }

  public ApiAnswer read(ApiRequest request) {
    return answer(request);
  }

  public ApiAnswer put(ApiRequest request) {
    return answer(request);
  }
}
