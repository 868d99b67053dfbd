package dev.kafila.event;

import java.util.concurrent.ThreadLocalRandom;

/** W3C trace context: the thread that runs from a chat message through every event it causes. */
public final class TraceContext {
  private static final String SHAPE = "hh-" + "h".repeat(32) + "-" + "h".repeat(16) + "-hh";
  private static final int TRACE_ID_START = 3;
  private static final int TRACE_ID_END = 35;
  private static final int PARENT_ID_START = 36;
  private static final int PARENT_ID_END = 52;

  private TraceContext() {}

  public static String newTraceparent() {
    var random = ThreadLocalRandom.current();
    return "00-%016x%016x-%016x-01"
        .formatted(random.nextLong(), random.nextLong() | 1, random.nextLong() | 1);
  }

  public static boolean isValid(String traceparent) {
    if (traceparent == null
        || traceparent.length() != SHAPE.length()
        || traceparent.charAt(0) == 'f') {
      return false;
    }
    for (int i = 0; i < SHAPE.length(); i++) {
      char c = traceparent.charAt(i);
      if (SHAPE.charAt(i) == 'h' ? !isHex(c) : c != '-') {
        return false;
      }
    }
    return !isZero(traceparent, TRACE_ID_START, TRACE_ID_END)
        && !isZero(traceparent, PARENT_ID_START, PARENT_ID_END);
  }

  private static boolean isHex(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
  }

  private static boolean isZero(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }

  /** The trace id in a valid traceparent. */
  public static String traceId(String traceparent) {
    return traceparent.substring(TRACE_ID_START, TRACE_ID_END);
  }
}
