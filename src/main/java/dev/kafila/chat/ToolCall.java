package dev.kafila.chat;

import java.util.Map;

/**
 * One action behind an answer.
 *
 * @param tool its name, for example {@code add_task}
 * @param arguments what it was called with
 * @param result what came of it, written as JSON: a task, or {@code {"tasks": [...]}}
 */
public record ToolCall(String tool, Map<String, ?> arguments, Object result) {}
