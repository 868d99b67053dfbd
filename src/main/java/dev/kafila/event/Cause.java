package dev.kafila.event;

/**
 * What made something happen: carried by every event that follows from it.
 *
 * @param source becomes {@code ce_source}, for example {@code /kafila/chat}
 * @param traceparent W3C trace context
 */
public record Cause(String source, String traceparent) {

  /** What a handler does because of an event. */
  public static Cause of(String source, Event event) {
    return new Cause(
        source,
        TraceContext.isValid(event.traceparent())
            ? event.traceparent()
            : TraceContext.newTraceparent());
  }
}
