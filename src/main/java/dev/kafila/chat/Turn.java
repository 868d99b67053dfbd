package dev.kafila.chat;

import dev.kafila.chat.reader.Intent;
import dev.kafila.chat.reader.Reading;
import dev.kafila.event.Cause;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * One message, and what it has to be seen against.
 *
 * @param opinion what it means where the grammar can't read it; null if nobody knows
 */
record Turn(
    Handle tx,
    String userId,
    String message,
    ZonedDateTime now,
    Topic topic,
    Cause cause,
    Reading opinion) {

  /** The same, with no question open. */
  Turn settled() {
    return new Turn(tx, userId, message, now, topic.settled(), cause, opinion);
  }

  /** The same, as if this had been said. */
  Turn saying(String sentence) {
    return new Turn(tx, userId, sentence, now, topic, cause, opinion);
  }

  /** One of several deeds in the message. */
  Turn of(Reading part, Topic before) {
    return new Turn(tx, userId, message, now, before, cause, part);
  }

  /** What a sentence means. */
  Topic.Question question(String sentence) {
    return new Topic.Question(
        sentence, now.toOffsetDateTime(), now.getZone().getId(), List.of(), false, null);
  }

  /** What a task lacks that was one of several in the message. */
  Topic.Question question(Reading unclear) {
    return new Topic.Question(
        message, now.toOffsetDateTime(), now.getZone().getId(), List.of(), false, unclear);
  }

  /** Whether that is wanted, which names no task. */
  Topic.Question question(Intent wanted) {
    return new Topic.Question(
        message,
        now.toOffsetDateTime(),
        now.getZone().getId(),
        List.of(),
        true,
        Reading.of(wanted));
  }

  Topic.Question question(List<UUID> candidates, boolean confirm) {
    return new Topic.Question(
        message, now.toOffsetDateTime(), now.getZone().getId(), candidates, confirm, opinion);
  }
}
