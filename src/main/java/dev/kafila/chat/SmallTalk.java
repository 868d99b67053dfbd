package dev.kafila.chat;

import java.util.Locale;
import java.util.regex.Pattern;

/** A friendly word where there is nothing to do. */
final class SmallTalk {
  private static final Pattern THANKS = Pattern.compile("\\b(?:thank\\w*|thx|ty|cheers)\\b");
  private static final Pattern PARTING =
      Pattern.compile("\\b(?:bye|goodbye|see you|good night)\\b");
  private static final Pattern SORRY = Pattern.compile("\\bsorry\\b");

  private static final Pattern YES =
      Pattern.compile("\\b(?:y|ye\\w+|do it|confirm\\w*|go ahead)\\b");

  private SmallTalk() {}

  /** To a yes or an "ok" where nothing was asked. */
  static String agreed(String message) {
    return YES.matcher(message.toLowerCase(Locale.ROOT)).find()
        ? "There is nothing to decide right now."
        : "All right.";
  }

  static String answer(String message) {
    var words = message.toLowerCase(Locale.ROOT);
    if (THANKS.matcher(words).find()) {
      return "You're welcome.";
    }
    if (PARTING.matcher(words).find()) {
      return "Until next time.";
    }
    return SORRY.matcher(words).find() ? "No problem." : "Glad to help.";
  }
}
