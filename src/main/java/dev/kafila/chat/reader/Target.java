package dev.kafila.chat.reader;

import java.util.List;

/**
 * Which task a command means.
 *
 * @param words words of its title ("plants"); null if none
 * @param number its place in the list that was shown last, from 1, -1 the last, 0 all of them; null
 *     if none
 * @param last whether it is the task spoken of last ("it", "that one", or nothing at all)
 * @param alsoNumbers the places of more tasks meant with it ("1, 3 and 4"); empty if none
 * @param done what was done to it, as a verb ("pay" of "I paid the rent"); null if that isn't said
 * @param series whether all of its series from now on is meant
 */
public record Target(
    String words,
    Integer number,
    boolean last,
    List<Integer> alsoNumbers,
    String done,
    boolean series) {
  public static final Target LAST = new Target(null, null, true, List.of(), null, false);

  /** All that were shown last: "both", "all of them". */
  public static final Target SHOWN = numbered(0);

  public Target {
    alsoNumbers = alsoNumbers == null ? List.of() : List.copyOf(alsoNumbers);
  }

  public static Target named(String words) {
    return new Target(words, null, false, List.of(), null, false);
  }

  public static Target numbered(int number) {
    return new Target(null, number, false, List.of(), null, false);
  }

  /**
   * @param numbers at least one
   */
  static Target numbered(List<Integer> numbers) {
    var others = numbers.subList(1, numbers.size());
    return new Target(null, numbers.get(0), false, others, null, false);
  }

  /** The same, to which this was done. */
  Target having(String verb) {
    return new Target(words, number, last, alsoNumbers, verb, series);
  }

  /** The same, with all of its series from now on. */
  Target wholeSeries() {
    return new Target(words, number, last, alsoNumbers, done, true);
  }
}
