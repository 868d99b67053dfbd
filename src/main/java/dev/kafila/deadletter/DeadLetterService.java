package dev.kafila.deadletter;

import dev.kafila.kafka.KafkaConnection;
import dev.kafila.store.UserTransactions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What operators do with dead letters, on the command line and over HTTP.
 *
 * <p>Every method throws {@link dev.kafila.kafka.KafkaAwayException} if the cluster does not answer
 * within seconds, {@link dev.kafila.config.ConfigurationException} if it does not let us in, and
 * {@link dev.kafila.store.StoreAwayException} if the database does not answer.
 */
public final class DeadLetterService {
  private static final LetterFilter FOR_ALL =
      new LetterFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private final KafkaConnection connection;
  private final UserTransactions transactions;
  private final DeadLetters letters;
  private final ReplayLog log;
  private final PurgeLog purges;
  private final int maxReplays;

  /**
   * @param topics whose letters it is about
   * @param maxReplays replays after which a record is left alone
   */
  public DeadLetterService(
      KafkaConnection connection,
      Collection<String> topics,
      UserTransactions transactions,
      Clock clock,
      int maxReplays) {
    this.connection = connection;
    this.transactions = transactions;
    this.letters = new DeadLetters(connection, topics);
    this.log = new ReplayLog(transactions, clock);
    this.purges = new PurgeLog(transactions, clock);
    this.maxReplays = maxReplays;
  }

  /**
   * Letters by cause, the most numerous first.
   *
   * @param all also those that were replayed
   */
  public List<LetterGroup> groups(LetterFilter filter, boolean all) {
    var groups = new LetterGroups();
    read(filter, all, groups::add);
    return groups.list();
  }

  /**
   * Single letters, each partition in its order.
   *
   * @param all also those that were replayed
   */
  public List<LetterSummary> list(LetterFilter filter, boolean all) {
    List<LetterSummary> list = new ArrayList<>();
    var replays = log.read();
    read(filter, replays, all, letter -> list.add(LetterSummary.of(letter, replays.sent(letter))));
    return list;
  }

  /** Everything about a letter; empty if there is none of this id. */
  public Optional<LetterDetails> show(LetterId id) {
    return find(id).map(letter -> LetterDetails.of(letter, log.of(letter), laterThan(letter)));
  }

  private LaterSummary laterThan(Letter letter) {
    if (letter.key() == null || letter.group().isEmpty()) {
      return null;
    }
    try (var later = later(List.of(letter))) {
      return LaterSummary.of(transactions.read(tx -> later.of(tx, letter)));
    }
  }

  /**
   * Sends letters to their own topics again, in the order in which they were first written; by a
   * filter those that were not replayed yet.
   *
   * @return what came of each
   */
  public List<Replayed> replay(LetterSelection selection, ReplayRequest request) {
    List<Replayed> all = new ArrayList<>();
    List<Letter> chosen = new ArrayList<>();
    if (selection.ids().isEmpty()) {
      read(selection.filter(), false, chosen::add);
    }
    for (var id : selection.ids()) {
      find(id).ifPresentOrElse(chosen::add, () -> all.add(Replayed.missing(id)));
    }
    var named = selection.ids();
    var edit = request.edit();
    all.addAll(
        replay(
            request.withLater() ? withLater(chosen, request.force()) : chosen,
            named.isEmpty()
                ? request
                : request.edited(
                    letter -> named.contains(letter.id()) ? edit.edit(letter) : letter.value())));
    return all;
  }

  /**
   * And the later ones of their keys and groups, but none that were replayed already.
   *
   * @param force those that are named also if they were
   */
  private List<Letter> withLater(List<Letter> named, boolean force) {
    List<Letter> all = new ArrayList<>();
    read(
        FOR_ALL,
        false,
        letter -> {
          if (named.stream().anyMatch(one -> isOrBehind(one, letter))) {
            all.add(letter);
          }
        });
    if (force || all.isEmpty()) {
      var known = all.stream().map(Letter::id).collect(Collectors.toSet());
      named.stream().filter(letter -> !known.contains(letter.id())).forEach(all::add);
    }
    return all;
  }

  private static boolean isOrBehind(Letter one, Letter other) {
    return Replayer.IN_THEIR_ORDER.compare(one, other) == 0
        || (one.key() != null
            && Arrays.equals(one.key(), other.key())
            && one.topic().equals(other.topic())
            && one.group().equals(other.group())
            && Replayer.IN_THEIR_ORDER.compare(one, other) < 0);
  }

  private List<Replayed> replay(List<Letter> chosen, ReplayRequest request) {
    if (chosen.isEmpty()) {
      return List.of();
    }
    var rules = new ReplayRules(maxReplays, request.force());
    try (var later = later(chosen)) {
      var replayer = new Replayer(request, rules, log.read(), later, transactions);
      if (request.dryRun()) {
        return replayer.replay(chosen, (letter, value) -> Replayed.wouldSend(letter));
      }
      try (var sender = new KafkaSender(connection, log, request)) {
        return replayer.replay(chosen, sender);
      }
    }
  }

  private LaterEvents later(List<Letter> chosen) {
    return new LaterEvents(connection, chosen, new FailedRecords(letters, purges));
  }

  /**
   * What {@link #purge} would throw away, replayed or not; changes nothing.
   *
   * @param selection with neither ids nor filters: everything
   */
  public PurgePlan planPurge(LetterSelection selection) {
    List<PurgedLetter> purged = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    var groups = new LetterGroups();
    var replays = log.read();
    Consumer<Letter> add =
        letter -> {
          purged.add(PurgedLetter.of(letter, replays.sent(letter)));
          groups.add(letter);
        };
    if (selection.ids().isEmpty()) {
      read(selection.filter(), true, add);
    }
    for (var id : selection.ids()) {
      find(id).ifPresentOrElse(add, () -> missing.add(id.toString()));
    }
    return new PurgePlan(
        selection,
        purged,
        groups.list(),
        (int) purged.stream().filter(PurgedLetter::replayed).count(),
        purged.stream().map(letter -> letter.place().id().toString()).toList(),
        missing);
  }

  /**
   * Throws away exactly what was planned.
   *
   * @param who does it
   */
  public Purged purge(PurgePlan plan, String who) {
    return new Purger(connection, letters, purges).purge(plan, who);
  }

  private Optional<Letter> find(LetterId id) {
    return letters.find(id).filter(letter -> !purges.read().contains(LetterPlace.of(letter)));
  }

  private void read(LetterFilter filter, boolean all, Consumer<Letter> each) {
    read(filter, log.read(), all, each);
  }

  private void read(
      LetterFilter filter, ReplayLog.Replays replays, boolean all, Consumer<Letter> each) {
    var purged = purges.read();
    letters.read(
        filter.and(
            letter -> (all || !replays.sent(letter)) && !purged.contains(LetterPlace.of(letter))),
        each);
  }
}
