package dev.kafila.chat.reader;

/**
 * Which task a command means.
 *
 * @param words words of its title ("plants"); null if none
 * @param number its place in the list that was shown last, from 1, -1 the last, 0 all of them; null
 *     if none
 * @param last whether it is the task spoken of last ("it", "that one", or nothing at all)
 */
public record Target(String words, Integer number, boolean last) {
  public static final Target LAST = new Target(null, null, true);

  /** All that were shown last: "both", "all of them". */
  public static final Target SHOWN = new Target(null, 0, false);

  public static Target named(String words) {
    return new Target(words, null, false);
  }

  public static Target numbered(int number) {
    return new Target(null, number, false);
  }
}
