package dev.kafila.chat.reader;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commands that people put in ways of their own, said again in one way: "leave out the next yoga"
 * is "skip yoga".
 */
final class EnglishRephrasings {
  private static final String LEAD = "^(?:(?:no|oh|ok|sorry|actually|wait),? +)?";
  private static final String DAYS =
      "(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?:(?:,| and|, and) (?:mon|tues|wednes|thurs|fri"
          + "|satur|sun)days?)*";
  private static final String FIELD =
      "(due date|date|deadline|due time|reminder|reminders|priority|tags)";

  /** What is said so, how it is said again, and which group must be a date; 0: none. */
  private record Rephrasing(Pattern said, String again, int date) {}

  private static final List<Rephrasing> ALL =
      List.of(
          said("scrap ((?:the|my|our) (?!.*\\b(?:one|task|reminder|item|todo)$).+)", "forget $1"),
          said(
              "(?:i|we) (?:don'?t|do not|no longer) need ((?:the|my|our|that) .+?) "
                  + "(?:any ?more|any longer)(?:[,.;]? *(?:please )?(?:just )?delete (?:it|that))?",
              "forget $1"),
          said(
              "leave out (?:the next|this week'?s|today'?s|tomorrow'?s|next week'?s) (.+)",
              "skip $1"),
          said("(?:i'?ll|i will|i'm going to|let me|let's|i'm) skip(?:ping)? (.+)", "skip $1"),
          said(
              "give me (?:another )((?:an? |half |\\d+ |ten |five |fifteen |twenty |thirty )"
                  + "[^,]*?(?:minutes?|mins?|hours?|days?|weeks?))(?: more| longer)?"
                  + " (?:on|for|with) (.+)",
              "snooze $2 for $1"),
          said(
              "(snooze|postpone|delay|push|defer) (?:the |my |that )?reminder"
                  + " ((?:until|till|for|by) .+)",
              "$1 it $2"),
          said(
              "(snooze|postpone|move|delay|push|defer) (.+?) reminder ((?:until|till|to|for|by) .+)",
              "$1 $2 $3"),
          dated(2, "put ((?:the|my|our) .+?|it|that) off (?:until|till|to) (.+)", "move $1 to $2"),
          said(
              "(?:it|that|this) (?:doesn'?t|does not) need (?:an? |any )?" + FIELD,
              "remove the $1"),
          said("(?:it|that|this) needs no " + FIELD, "remove the $1"),
          said("no " + FIELD + " (?:is )?(?:needed|necessary|required)", "remove the $1"),
          dated(1, "(?:let'?s |i'?ll |just )?do (?:it|that|this) (?:on |by )?(.+)", "make it $1"),
          dated(
              1,
              "(?:(?:just|only) )?(?:for )?this (?:week|time|once),? (?:(?:let'?s )?do it|make it"
                  + "|move it(?: to)?|have it) (?:on )?(.+)",
              "move it to $1"),
          dated(
              1,
              "(?:let'?s )?(?:do it|make it|move it(?: to)?) (?:on )?(.+?),? (?:just|only) (?:for )?"
                  + "this (?:week|time|once)",
              "move it to $1"),
          dated(1, "(.+) (?:is|would be|will be) (?:enough|plenty|sufficient)", "make it $1"),
          said("add (" + DAYS + ") (?:too|as well|also)", "also on $1"),
          said("add ((?:mon|tues|wednes|thurs|fri|satur|sun)days)", "also on $1"));

  private EnglishRephrasings() {}

  private static Rephrasing said(String said, String again) {
    return new Rephrasing(
        Pattern.compile(LEAD + said + "[.!]*$", Pattern.CASE_INSENSITIVE), again, 0);
  }

  private static Rephrasing dated(int group, String said, String again) {
    return new Rephrasing(
        Pattern.compile(LEAD + said + "[.!]*$", Pattern.CASE_INSENSITIVE), again, group);
  }

  /** The same in the grammar's own words; null if it is said so already. */
  static String plain(Language language, Sentence sentence, int from, int to) {
    if (to - from < 2 || to - from > 25) {
      return null;
    }
    String text = sentence.text(from, to).replace('’', '\'');
    for (Rephrasing rephrasing : ALL) {
      Matcher matcher = rephrasing.said.matcher(text);
      if (matcher.matches() && fits(language, rephrasing, matcher, sentence)) {
        return matcher.replaceFirst(rephrasing.again);
      }
    }
    return null;
  }

  private static boolean fits(
      Language language, Rephrasing rephrasing, Matcher said, Sentence sentence) {
    if (rephrasing.date > 0) {
      return isWhen(language, said.group(rephrasing.date), sentence);
    }
    // "Scrap the wallpaper on Saturday" is work to do.
    return !rephrasing.again.startsWith("forget") || !hasDate(language, said.group(1), sentence);
  }

  private static boolean hasDate(Language language, String words, Sentence sentence) {
    Sentence part = EnglishSpelling.mended(Sentence.of(words, sentence.context()));
    return Scan.of(language, part, 0, part.tokens().size()).when().hasDate();
  }

  private static boolean isWhen(Language language, String words, Sentence sentence) {
    Sentence part = EnglishSpelling.mended(Sentence.of(words, sentence.context()));
    Scan scan = Scan.of(language, part, 0, part.tokens().size());
    return scan.title() == null && scan.when().hasDate();
  }
}
