package dev.kafila.deadletter;

import dev.kafila.kafka.KafkaAwayException;
import dev.kafila.store.StoreAwayException;
import dev.kafila.store.UserTransactions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends letters to their own topics again, one after another, so that each key keeps its order.
 *
 * <p>A letter that is not sent holds back the later ones of its key and group. When the cluster or
 * the database stops answering, the rest fails unsent.
 */
final class Replayer {
  static final Comparator<Letter> IN_THEIR_ORDER =
      Comparator.comparing((Letter letter) -> letter.id().topic())
          .thenComparing(letter -> letter.origin().map(Origin::partition).orElse(-1))
          .thenComparing(letter -> letter.origin().map(Origin::offset).orElse(-1L))
          .thenComparing(letter -> letter.id().partition())
          .thenComparing(letter -> letter.id().offset());

  private final ReplayRequest request;
  private final ReplayRules rules;
  private final ReplayLog.Replays before;
  private final LaterEvents later;
  private final UserTransactions transactions;
  private final Map<Lane, LetterId> heldBy = new HashMap<>();
  private final List<Replayed> results = new ArrayList<>();
  private String stopped;

  /** What has an order within. */
  private record Lane(String topic, String group, ByteBuffer key) {}

  /** Sends a value in place of a letter's, or says that it would. */
  interface Sender {
    /** Waits until it is time for the next. */
    default void pace() {}

    /**
     * @throws KafkaAwayException if it is unknown whether Kafka has it
     */
    Replayed send(Letter letter, byte[] value);
  }

  Replayer(
      ReplayRequest request,
      ReplayRules rules,
      ReplayLog.Replays before,
      LaterEvents later,
      UserTransactions transactions) {
    this.request = request;
    this.rules = rules;
    this.before = before;
    this.later = later;
    this.transactions = transactions;
  }

  /** What came of each, in the order in which they were first written. */
  List<Replayed> replay(Collection<Letter> letters, Sender sender) {
    for (var letter : letters.stream().sorted(IN_THEIR_ORDER).toList()) {
      var result = stopped == null ? attempt(letter, sender) : Replayed.failed(letter, stopped);
      if (!result.isWell() && !ReplayRules.ALREADY.equals(result.reason())) {
        lane(letter).ifPresent(lane -> heldBy.putIfAbsent(lane, letter.id()));
      }
      results.add(result);
    }
    return results;
  }

  private Replayed attempt(Letter letter, Sender sender) {
    var refusal = rules.refusal(letter, before.of(letter));
    if (refusal.isPresent()) {
      return Replayed.refused(letter, refusal.get());
    }
    var holder = lane(letter).map(heldBy::get);
    if (holder.isPresent()) {
      return Replayed.refused(letter, "it waits for an earlier one of its user, " + holder.get());
    }
    byte[] value;
    try {
      value = request.edit().edit(letter);
    } catch (EditRefusedException e) {
      return Replayed.refused(letter, e.getMessage());
    }
    if (rules.spoilsJson(letter, value)) {
      return Replayed.refused(
          letter, "its value was JSON and would not be any more; --force sends it all the same");
    }
    sender.pace();
    var result = guarded(letter, () -> inOrder(letter, value, sender));
    return Arrays.equals(value, letter.value())
        ? result
        : result.with(Difference.of(readable(letter.value()), readable(value)));
  }

  /** Nothing of the user's happens between the look at what came later and the sending. */
  private Replayed inOrder(Letter letter, byte[] value, Sender sender) {
    if (rules.force()
        || letter.key() == null
        || (GroupEvents.commutes(letter.group(), letter.type().type())
            && GroupEvents.commutes(
                letter.group(), RecordType.of(letter.headers(), value).type()))) {
      return sender.send(letter, value);
    }
    later.advance();
    return transactions.inUser(
        letter.user().map(LetterValue::storable).orElseThrow(),
        tx -> {
          var first = later.of(tx, letter).stream().filter(LaterEvent::comesBefore).toList();
          return first.isEmpty()
              ? sender.send(letter, value)
              : Replayed.refused(letter, disorder(first));
        });
  }

  private static String disorder(List<LaterEvent> events) {
    var first = events.get(0);
    return "%d later event%s of its user %s handled by then (first: %s %s); --force sends it all the same"
        .formatted(
            events.size(),
            events.size() == 1 ? "" : "s",
            events.size() == 1 ? "was or will be" : "were or will be",
            first.type() == null ? "a record" : first.type(),
            first.offset() == null
                ? "in the outbox"
                : "at %d-%d".formatted(first.partition(), first.offset()));
  }

  private Replayed guarded(Letter letter, Supplier<Replayed> attempt) {
    try {
      return attempt.get();
    } catch (KafkaAwayException e) {
      stopped = "not sent, for Kafka stopped answering";
      return Replayed.failed(letter, e.getMessage());
    } catch (StoreAwayException e) {
      stopped = "not sent, for the database stopped answering";
      return Replayed.failed(letter, "the database stopped answering; it may have arrived");
    }
  }

  private static Optional<Lane> lane(Letter letter) {
    return Optional.ofNullable(letter.key())
        .map(key -> new Lane(letter.topic(), letter.group(), ByteBuffer.wrap(key)));
  }

  private static String readable(byte[] value) {
    return value == null ? "(none)" : LetterValue.readable(value);
  }
}
