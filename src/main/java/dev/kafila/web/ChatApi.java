package dev.kafila.web;

import dev.kafila.chat.Chat;
import dev.kafila.chat.ChatRequest;
import dev.kafila.event.Cause;
import dev.kafila.store.UserTransactions;
import dev.kafila.task.TaskInput;
import java.util.Optional;

/** The chat operation of the contract. */
public final class ChatApi {
  private final Chat chat;
  private final UserTransactions transactions;
  private final IdempotentAnswers answers;

  public ChatApi(Chat chat, UserTransactions transactions, IdempotentAnswers answers) {
    this.chat = chat;
    this.transactions = transactions;
    this.answers = answers;
  }

  public ApiAnswer chat(ApiRequest request) {
    var body = request.body();
    var said =
        new ChatRequest(
            request.userId(),
            body.path("message").textValue(),
            Optional.ofNullable(body.path("conversation_id").textValue()),
            Optional.ofNullable(body.path("time_zone").textValue()).map(TaskInput::zone));
    var cause = new Cause("/kafila/chat", request.traceparent());
    var considered = answers.knows(request) ? said : chat.considered(said, transactions);
    return answers.once(request, tx -> ApiAnswer.json(200, chat.answer(tx, considered, cause)));
  }
}
