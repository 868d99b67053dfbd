package dev.kafila.event;

import java.util.List;
import java.util.Optional;

/**
 * Which waiting events are meant.
 *
 * @param ids outbox ids; empty: any
 * @param untried also those that nothing keeps but their turn
 */
public record OutboxFilter(
    List<Long> ids, Optional<String> user, Optional<String> topic, boolean untried) {}
