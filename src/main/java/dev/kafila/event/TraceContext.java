package dev.kafila.event;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** W3C trace context: the thread that runs from a chat message through every event it causes. */
public final class TraceContext {
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-e][0-9a-f]-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final int TRACE_ID_START = 3;
  private static final int TRACE_ID_END = 35;

  private TraceContext() {}

  public static String newTraceparent() {
    var random = ThreadLocalRandom.current();
    return "00-%016x%016x-%016x-01"
        .formatted(random.nextLong(), random.nextLong() | 1, random.nextLong() | 1);
  }

  public static boolean isValid(String traceparent) {
    return traceparent != null && TRACEPARENT.matcher(traceparent).matches();
  }

  /** The trace id in a valid traceparent. */
  public static String traceId(String traceparent) {
    return traceparent.substring(TRACE_ID_START, TRACE_ID_END);
  }
}
