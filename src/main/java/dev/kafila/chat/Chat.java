package dev.kafila.chat;

import dev.kafila.chat.reader.Context;
import dev.kafila.chat.reader.Intent;
import dev.kafila.chat.reader.Reading;
import dev.kafila.chat.reader.SentenceReader;
import dev.kafila.event.Cause;
import dev.kafila.event.Ids;
import dev.kafila.store.UserTransactions;
import dev.kafila.task.InvalidFieldException;
import dev.kafila.task.Tasks;
import dev.kafila.task.Texts;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/** Understands what a user says, does it, and answers. */
public final class Chat {
  private static final int MOST_CHARACTERS = 10_000;
  private static final int MOST_OF_CONVERSATION_ID = 128;

  private final SentenceReader reader;
  private final Optional<SecondOpinion> secondOpinion;
  private final Conversations conversations = new Conversations();
  private final Actions actions;
  private final Clarification clarification;
  private final BiFunction<Handle, String, ZoneId> zoneOf;
  private final Clock clock;

  /** Without a second opinion. */
  public Chat(
      SentenceReader reader, Tasks tasks, BiFunction<Handle, String, ZoneId> zoneOf, Clock clock) {
    this(reader, Optional.empty(), tasks, zoneOf, clock);
  }

  /**
   * @param secondOpinion on what the reader can't read
   * @param zoneOf a user's time zone where the message names none
   */
  public Chat(
      SentenceReader reader,
      Optional<SecondOpinion> secondOpinion,
      Tasks tasks,
      BiFunction<Handle, String, ZoneId> zoneOf,
      Clock clock) {
    this.reader = reader;
    this.secondOpinion = secondOpinion;
    this.actions = new Actions(tasks);
    this.clarification = new Clarification(reader, this::act);
    this.zoneOf = zoneOf;
    this.clock = clock;
  }

  /**
   * Asks for a second opinion on what can't be read, if there is anyone to ask. It may take
   * seconds: not to be called in a transaction.
   *
   * @return the same, with the opinion
   */
  public ChatRequest considered(ChatRequest request, UserTransactions transactions) {
    var message = request.message();
    if (secondOpinion.isEmpty() || message == null || message.isBlank()) {
      return request;
    }
    var zone =
        request.zone().orElseGet(() -> transactions.read(tx -> zoneOf.apply(tx, request.userId())));
    var now = clock.instant().atZone(zone);
    boolean known = reader.read(message, new Context(now)).intent() != Intent.UNKNOWN;
    return known ? request : request.with(secondOpinion.get().read(message, now));
  }

  /**
   * Acts in the caller's transaction, which must hold the user's lock.
   *
   * @throws InvalidFieldException if the message is empty or too long
   */
  public ChatAnswer answer(Handle tx, ChatRequest request, Cause cause) {
    var message = Texts.bounded("message", request.message(), MOST_CHARACTERS);
    if (message.isBlank()) {
      throw new InvalidFieldException("message", "must not be empty");
    }
    var zone = request.zone().orElseGet(() -> zoneOf.apply(tx, request.userId()));
    request
        .conversationId()
        .ifPresent(id -> Texts.bounded("conversation_id", id, MOST_OF_CONVERSATION_ID));
    var conversationId = request.conversationId().orElseGet(() -> Ids.next().toString());
    var topic = conversations.topic(tx, request.userId(), conversationId);
    var now = clock.instant().atZone(zone);
    var opinion = request.opinion().orElse(null);
    var turn = new Turn(tx, request.userId(), message, now, topic, cause, opinion);
    var reply = reply(turn);
    var answer = new ChatAnswer(conversationId, reply.text(), reply.calls());
    conversations.keep(tx, turn, answer, reply.topic().changed(reply.changes()));
    return answer;
  }

  private Reply reply(Turn turn) {
    var reading = reader.read(turn.message(), new Context(turn.now()));
    var question = turn.topic().question();
    if (question != null) {
      var answered =
          reading.intent() == Intent.TALK
              ? actions.act(turn, reading)
              : answerTo(question, reading, turn);
      var later = turn.topic().later();
      boolean settles = reading.intent() != Intent.TALK;
      if (answered != null) {
        return later == null || !settles ? answered : actions.goOn(turn.settled(), answered, later);
      }
    }
    if (reading.intent() == Intent.UNKNOWN && turn.opinion() != null) {
      return actions.act(turn.settled(), turn.opinion());
    }
    return act(turn, turn.message(), Situation.meant(turn, reading));
  }

  private Reply act(Turn turn, String sentence, Reading reading) {
    // What the first of several lacks is asked in its turn.
    var tasks = reading.tasks();
    boolean ofFirst =
        !tasks.isEmpty() && Objects.equals(reading.question(), tasks.get(0).question());
    return reading.question() == null || ofFirst
        ? actions.act(turn.settled(), reading)
        : ask(turn, sentence, reading);
  }

  /** Asks what a sentence means, and keeps a new task in mind until that is answered. */
  private static Reply ask(Turn turn, String sentence, Reading unclear) {
    var topic = turn.topic().settled();
    return Reply.words(
        unclear.question(),
        Clarification.isKept(unclear) ? topic.asking(turn.question(sentence)) : topic);
  }

  /** Goes on with what was asked about; null if the user has moved on to something else. */
  private Reply answerTo(Topic.Question question, Reading reading, Turn turn) {
    var asked = ZonedDateTime.ofInstant(question.saidAt().toInstant(), ZoneId.of(question.zone()));
    var wanted =
        question.meant() == null
            ? reader.read(question.sentence(), new Context(asked))
            : question.meant();
    boolean wrong = reading.intent() == Intent.UNDO && isOfTasks(question);
    boolean no = reading.intent() == Intent.DECLINE && !Clarification.takesNo(wanted, reading);
    if (no || wrong) {
      return Reply.words("All right, nothing was changed.", turn.topic().settled());
    }
    if (question.candidates().isEmpty()) {
      return question.confirm()
          ? confirmed(turn, wanted, reading)
          : clarification.answered(turn, wanted, reading);
    }
    if (question.confirm()) {
      return reading.intent() == Intent.CONFIRM
          ? actions.actOnAll(turn.settled(), wanted, question.candidates())
          : null;
    }
    if (reading.intent() == Intent.CHOOSE && !reading.choices().isEmpty()) {
      return chosen(question.candidates(), wanted, reading.choices(), turn);
    }
    var named = actions.named(turn, question.candidates());
    if (named.size() == 1) {
      return actions.actOn(turn.settled(), wanted, named.get(0).taskId());
    }
    // "The milk one", where two are about milk, is no new task.
    boolean unsure = named.size() > 1 && reading.intent() == Intent.ADD;
    return unsure ? Actions.askWhich(turn, named, question) : null;
  }

  private Reply confirmed(Turn turn, Reading wanted, Reading answer) {
    return answer.intent() == Intent.CONFIRM ? actions.act(turn.settled(), wanted) : null;
  }

  private static boolean isOfTasks(Topic.Question question) {
    return !question.candidates().isEmpty() || question.confirm();
  }

  private Reply chosen(List<UUID> candidates, Reading wanted, List<Integer> choices, Turn turn) {
    int count = candidates.size();
    if (choices.contains(0)) {
      return actions.actOnAll(turn.settled(), wanted, candidates);
    }
    var indexes = choices.stream().map(choice -> choice < 0 ? count + choice : choice - 1).toList();
    if (indexes.stream().anyMatch(index -> index < 0 || index >= count)) {
      return Reply.words("Please choose a number from 1 to " + count + ".", turn.topic());
    }
    var meant = indexes.stream().distinct().map(candidates::get).toList();
    return actions.actOnAll(turn.settled(), wanted, meant);
  }
}
