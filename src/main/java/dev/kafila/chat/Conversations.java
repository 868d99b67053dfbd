package dev.kafila.chat;

import dev.kafila.event.Ids;
import dev.kafila.event.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What was said, and what it was about. */
final class Conversations {

  Topic topic(Handle tx, String userId, String conversationId) {
    return tx.createQuery(
            """
            select state::text from conversations
            where user_id = :user and conversation_id = :conversation
            """)
        .bind("user", userId)
        .bind("conversation", conversationId)
        .mapTo(String.class)
        .findOne()
        .map(state -> Json.read(state, Topic.class))
        .orElse(Topic.NONE);
  }

  void keep(Handle tx, String userId, ChatAnswer answer, String message, Topic topic, Instant now) {
    tx.createUpdate(
            """
            insert into conversations (user_id, conversation_id, state, created_at, updated_at)
            values (:user, :conversation, cast(:state as jsonb), :now, :now)
            on conflict (user_id, conversation_id)
              do update set state = excluded.state, updated_at = excluded.updated_at
            """)
        .bind("user", userId)
        .bind("conversation", answer.conversationId())
        .bind("state", Json.write(topic))
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .execute();
    add(tx, userId, answer.conversationId(), "user", message, List.of(), now);
    add(
        tx,
        userId,
        answer.conversationId(),
        "assistant",
        answer.response(),
        answer.toolCalls(),
        now);
  }

  private static void add(
      Handle tx,
      String userId,
      String conversationId,
      String role,
      String content,
      List<ToolCall> calls,
      Instant now) {
    tx.createUpdate(
            """
            insert into messages
              (message_id, user_id, conversation_id, role, content, tool_calls, created_at)
            values (:id, :user, :conversation, :role, :content, cast(:calls as jsonb), :now)
            """)
        .bind("id", Ids.next())
        .bind("user", userId)
        .bind("conversation", conversationId)
        .bind("role", role)
        .bind("content", content)
        .bind("calls", Json.write(calls))
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .execute();
  }
}
