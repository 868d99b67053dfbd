package dev.kafila.deadletter;

import java.time.Instant;
import java.util.SortedSet;

/**
 * Letters of one cause.
 *
 * @param fingerprint empty: the cause is unknown
 * @param firstSeen the earliest first failure
 * @param lastSeen the latest last failure
 * @param topics where the records failed
 * @param groups that failed
 * @param users how many different ones it touches
 * @param message of the latest
 */
public record LetterGroup(
    String fingerprint,
    int count,
    Instant firstSeen,
    Instant lastSeen,
    SortedSet<String> topics,
    SortedSet<String> groups,
    int users,
    String message) {}
