package dev.kafila.consume;

import dev.kafila.event.Event;
import dev.kafila.event.TraceContext;
import org.slf4j.MDC;

/** Whose event a thread works on, for its log lines. */
final class LogContext {
  private static final String USER = "user";
  private static final String EVENT = "event_id";
  private static final String TRACE = "trace_id";

  private LogContext() {}

  static void enter(Event event) {
    MDC.put(USER, event.userId());
    MDC.put(EVENT, event.id());
    if (event.traceparent() != null) {
      MDC.put(TRACE, TraceContext.traceId(event.traceparent()));
    }
  }

  static void leave() {
    MDC.remove(USER);
    MDC.remove(EVENT);
    MDC.remove(TRACE);
  }
}
