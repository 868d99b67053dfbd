package dev.kafila.task;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What texts from outside must be: bounded, and made of whole characters. */
public final class Texts {
  private static final int MOST_TITLE = 500;
  private static final int MOST_TAGS = 50;
  private static final int MOST_TAG = 100;

  private Texts() {}

  static String title(String title) {
    var stripped = bounded("title", title == null ? "" : title.strip(), MOST_TITLE);
    if (stripped.isEmpty()) {
      throw new InvalidFieldException("title", "must not be empty");
    }
    return stripped;
  }

  static List<String> tags(List<String> tags) {
    if (tags.size() > MOST_TAGS) {
      throw new InvalidFieldException("tags", "at most " + MOST_TAGS + " are allowed");
    }
    Set<String> distinct = new LinkedHashSet<>();
    for (var tag : tags) {
      var name = bounded("tags", tag == null ? "" : tag.strip().toLowerCase(Locale.ROOT), MOST_TAG);
      if (name.isEmpty()) {
        throw new InvalidFieldException("tags", "a tag must not be empty");
      }
      distinct.add(name);
    }
    return List.copyOf(distinct);
  }

  /**
   * @param most characters (code points)
   * @return the value, unchanged
   * @throws InvalidFieldException if it is longer, or holds a NUL or half a character
   */
  public static String bounded(String field, String value, int most) {
    if (value.codePointCount(0, value.length()) > most) {
      throw new InvalidFieldException(field, "at most %,d characters are allowed".formatted(most));
    }
    if (value.indexOf(0) >= 0) {
      throw new InvalidFieldException(field, "must not contain the NUL character");
    }
    boolean halved =
        value
            .codePoints()
            .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    if (halved) {
      throw new InvalidFieldException(field, "contains half a character (a lone surrogate)");
    }
    return value;
  }
}
