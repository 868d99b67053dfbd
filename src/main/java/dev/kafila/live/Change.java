package dev.kafila.live;

/**
 * A change of a task or a notification.
 *
 * @param changeId grows with each change of a user
 * @param type {@code ce_type}, for example {@code task.completed}
 * @param data JSON in one line: {@code type}, {@code time}, and what the event carries
 */
public record Change(long changeId, String type, String data) {}
