package dev.kafila.task;

import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * That a series pauses.
 *
 * @param until the first day that counts again; null: until it is resumed
 * @param slot the occurrence by the rule at which it paused: it never resumes before it
 */
public record Pause(LocalDate until, LocalDateTime slot) {}
