package dev.kafila.deadletter;

import java.time.Instant;

/**
 * When a letter was sent again; the components are its JSON.
 *
 * @param outcome {@code sent}, {@code failed}, or {@code sending}: it may have arrived
 * @param edited whether it was sent with another value
 */
public record PastReplay(
    Instant replayedAt, String replayedBy, String outcome, boolean forced, boolean edited) {}
