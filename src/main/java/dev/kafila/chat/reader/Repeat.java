package dev.kafila.chat.reader;

import dev.kafila.task.Anchor;

/**
 * How a task recurs.
 *
 * @param rule an RFC 5545 RRULE text that {@link dev.kafila.task.Recurrence} reads
 * @param anchor whether the next date counts from the due date or from completion
 */
public record Repeat(String rule, Anchor anchor) {}
