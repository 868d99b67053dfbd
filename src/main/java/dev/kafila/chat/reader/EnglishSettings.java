package dev.kafila.chat.reader;

import java.util.Locale;
import java.util.regex.Pattern;

/** Wishes about how Kafila itself behaves, which are settings and no tasks. */
final class EnglishSettings {
  private static final Pattern QUIET =
      Pattern.compile(
          "(?i)^(?:.*\\bquiet hours(?: (?:from|between|to|until|at|off|on|for|are|\\d).*)?"
              + "|(?:don'?t|do not|never|stop) (?:remind|notify|disturb|bother|wake|ping)(?:ing)? me"
              + " (?:between|from|before|after|at night|during the night|overnight).*)$");
  private static final Pattern REMINDERS =
      Pattern.compile(
          "(?i)^(?:turn|switch) (?:on|off) (?:all )?(?:the |my )?(?:reminders|notifications)"
              + "|^(?:turn|switch) (?:all )?(?:the |my )?(?:reminders|notifications) (?:on|off)"
              + "|^(?:disable|enable|mute|stop) (?:all )?(?:the |my )?(?:reminders|notifications)"
              + "|^stop (?:reminding|notifying) me");
  private static final Pattern COMMAND =
      Pattern.compile("(?i)^(?:set|turn|change|switch|enable|disable|no|remove|clear|what).*");

  private static final String ANSWER =
      "%s set in your preferences, not by chat (docs/notifications.md says how)."
          + " Of one task I can take the reminder away: “stop reminding me about ...”.";

  private EnglishSettings() {}

  /** Null if the words wish for no such thing. */
  static Reading read(Sentence sentence, int from, int to) {
    String text = sentence.text(from, to).replace('’', '\'').replaceFirst("[.!?]+$", "").strip();
    boolean hours = text.toLowerCase(Locale.ROOT).contains("quiet hours");
    if (QUIET.matcher(text).matches() && (!hours || COMMAND.matcher(text).matches())) {
      return Reading.of(Intent.UNKNOWN).asking(ANSWER.formatted("Quiet hours are"));
    }
    return REMINDERS.matcher(text).matches()
        ? Reading.of(Intent.UNKNOWN).asking(ANSWER.formatted("How you are notified is"))
        : null;
  }
}
