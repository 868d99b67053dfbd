package dev.kafila.deadletter;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which letters are meant; what is empty does not matter.
 *
 * @param topic where the record failed
 * @param since the last failure was then or later
 * @param until the last failure was before
 */
public record LetterFilter(
    Optional<String> topic,
    Optional<String> group,
    Optional<String> fingerprint,
    Optional<String> user,
    Optional<Instant> since,
    Optional<Instant> until)
    implements Predicate<Letter> {

  @Override
  public boolean test(Letter letter) {
    return allows(topic, letter.topic())
        && allows(group, letter.group())
        && allows(fingerprint, letter.fingerprint())
        && (user.isEmpty() || user.equals(letter.user()))
        && (since.isEmpty() || !letter.lastFailedAt().isBefore(since.get()))
        && (until.isEmpty() || letter.lastFailedAt().isBefore(until.get()));
  }

  /** Whether it leaves nothing out. */
  public boolean isEmpty() {
    return Stream.of(topic, group, fingerprint, user, since, until).allMatch(Optional::isEmpty);
  }

  private static boolean allows(Optional<String> wanted, String found) {
    return wanted.isEmpty() || wanted.get().equals(found);
  }
}
