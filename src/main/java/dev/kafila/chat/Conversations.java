package dev.kafila.chat;

import dev.kafila.event.Ids;
import dev.kafila.event.Json;
import dev.kafila.event.TraceContext;
import java.time.ZoneOffset;
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

  /** Keeps what was said and answered, and what it was about. */
  void keep(Handle tx, Turn turn, ChatAnswer answer, Topic topic) {
    tx.createUpdate(
            """
            with conversation as (
              insert into conversations (user_id, conversation_id, state, created_at, updated_at)
              values (:user, :conversation, cast(:state as jsonb), :now, :now)
              on conflict (user_id, conversation_id)
                do update set state = excluded.state, updated_at = excluded.updated_at
            )
            insert into messages
              (message_id, user_id, conversation_id, role, content, tool_calls, created_at,
                trace_id)
            values (:question, :user, :conversation, 'user', :said, '[]', :now, :trace),
              (:answer, :user, :conversation, 'assistant', :response, cast(:calls as jsonb), :now,
                :trace)
            """)
        .bind("user", turn.userId())
        .bind("conversation", answer.conversationId())
        .bind("state", Json.write(topic))
        .bind("question", Ids.next())
        .bind("said", turn.message())
        .bind("answer", Ids.next())
        .bind("response", answer.response())
        .bind("calls", Json.write(answer.toolCalls()))
        .bind("now", turn.now().toInstant().atOffset(ZoneOffset.UTC))
        .bind("trace", TraceContext.traceId(turn.cause().traceparent()))
        .execute();
  }
}
