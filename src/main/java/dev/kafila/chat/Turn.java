package dev.kafila.chat;

import dev.kafila.event.Cause;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** One message, and what it has to be seen against. */
record Turn(Handle tx, String userId, String message, ZonedDateTime now, Topic topic, Cause cause) {

  /** The same, with no question open. */
  Turn settled() {
    return new Turn(tx, userId, message, now, topic.settled(), cause);
  }

  /** What a sentence means. */
  Topic.Question question(String sentence) {
    return new Topic.Question(
        sentence, now.toOffsetDateTime(), now.getZone().getId(), List.of(), false);
  }

  Topic.Question question(List<UUID> candidates, boolean confirm) {
    return new Topic.Question(
        message, now.toOffsetDateTime(), now.getZone().getId(), candidates, confirm);
  }
}
