package dev.kafila.chat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which of the readings that a question offers an answer means by its words. */
final class OfferedAnswer {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final Pattern ONCE =
      Pattern.compile(
          "(?:no[,.]? *)?(?:it'?s |it is |make it |only |just )*"
              + "(?:(?:once|one[- ]time|a one[- ](?:time|off)|one[- ]off|1x)(?: only| please)?"
              + "|no|nope|(?:it )?(?:doesn'?t|does not|don'?t|shouldn'?t|no) repeat|not repeating)");
  private static final Pattern REPEATING =
      Pattern.compile(
          "(?:(?:yes|yeah|yep|sure)[,.]? *)?(?:please )?(?:it (?:should |shall |does |will )?|let it"
              + " |make it )?(?:repeats?(?: it)?|repeating|recurring|weekly|every week|each week)"
              + "(?: every week| each week| weekly)?(?: please)?|every one(?: of them)?|always");

  /** What people say for the words that were offered. */
  private static final Map<String, String> SAME =
      Map.of("monthly", "month", "each", "every", "2nd", "second");

  private static final Pattern FIRST = Pattern.compile("(?:at )?(?:the |its )?(?:start|beginning)");
  private static final Pattern LAST = Pattern.compile("(?:at )?(?:the |its )?end");

  /** Words that a question does not turn on. */
  private static final Set<String> FILLING =
      Set.of(
          "the", "of", "by", "on", "in", "at", "no", "yes", "i", "meant", "mean", "it", "please");

  private OfferedAnswer() {}

  /** Whether it is not to repeat. */
  static boolean isOnce(String message) {
    return ONCE.matcher(plain(message)).matches();
  }

  /** Whether it is to repeat as was offered. */
  static boolean isRepeating(String message) {
    return REPEATING.matcher(plain(message)).matches();
  }

  /** The one of several readings that has all the words; null if none, or more than one, has. */
  static String meant(List<String> offered, String message) {
    if (offered.size() < 2) {
      return null;
    }
    var plain = plain(message);
    if (offered.get(0).endsWith("00:00") && FIRST.matcher(plain).matches()) {
      return offered.get(0);
    }
    if (offered.get(0).endsWith("00:00") && LAST.matcher(plain).matches()) {
      return offered.get(1);
    }
    var said = words(plain);
    said.removeAll(FILLING);
    var meant = offered.stream().filter(one -> words(one).containsAll(said)).toList();
    return meant.size() == 1 && !said.isEmpty() ? meant.get(0) : null;
  }

  private static String plain(String message) {
    return message.strip().toLowerCase(Locale.ROOT).replaceFirst("[.!]+$", "");
  }

  private static Set<String> words(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .map(word -> SAME.getOrDefault(word, word))
        .collect(Collectors.toSet());
  }
}
