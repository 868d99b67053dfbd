package dev.kafila.web;

/**
 * One field that makes no sense.
 *
 * @param field where it stands, for example {@code title} or {@code reminders[0].minutes_before}
 * @param detail what is wrong with it, for a person
 */
public record FieldProblem(String field, String detail) {}
