package dev.kafila.chat.reader;

import dev.kafila.task.Status;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What people tell they have done: "I paid the rent", "I've called Ann", "just bought the milk".
 *
 * <p>Only of verbs with which tasks begin. What may not have come off ("I called Ann but ..."), or
 * lies ahead ("booked the dentist for Friday"), is none of it.
 */
final class EnglishDeeds {
  private static final String[] SUBJECTS = {
    "i", "we", "i've", "ive", "we've", "i have", "we have", "ok i", "okay i", "so i", "yes i"
  };
  private static final String[] ADVERBS = {"just", "already", "finally", "have", "also", "even"};
  static final String[] PAST_TIMES = {
    "already",
    "yesterday",
    "today",
    "this morning",
    "this afternoon",
    "earlier",
    "earlier today",
    "last night",
    "just now",
    "on the way home",
    "at last",
    "finally",
    "now",
    "at lunch",
    "a minute ago",
    "an hour ago",
    "last week",
    "yesterday evening",
    "yesterday afternoon",
    "yesterday morning",
    "this week"
  };

  /** A deed that may be another's wish, a change of the task, or not the end of it. */
  private static final Set<String> NO_DEEDS =
      Set.of(
          "plan",
          "start",
          "stop",
          "try",
          "move",
          "change",
          "schedule",
          "decide",
          "add",
          "remove",
          "leave",
          "work",
          "ask",
          "have",
          "look",
          "help",
          "talk",
          "see",
          "plant",
          "type",
          "remind");

  /** What one gets, but not done: "got off the phone", "got to work". */
  private static final Set<String> ADRIFT =
      Set.of("off", "on", "to", "back", "home", "into", "up", "in", "out", "here", "there", "it");

  private static final Set<String> SOMEBODY =
      Set.of("she", "he", "they", "it", "i", "we", "you", "then", "need", "now", "will");

  private static final Set<String> DETERMINERS =
      Set.of("the", "my", "our", "her", "his", "their", "all", "that", "those", "these", "both");
  private static final Set<String> PLAIN_WITHOUT_SUBJECT =
      Set.of(
          "called",
          "emailed",
          "texted",
          "phoned",
          "paid",
          "bought",
          "sent",
          "mailed",
          "booked",
          "ordered",
          "watered",
          "submitted",
          "returned");
  private static final Map<String, String> PAST = new HashMap<>();

  static {
    String irregular =
        """
        bought buy paid pay sent send wrote write written write did do took take taken take got get
        went go gone go gave give given give fed feed read read ran run sold sell told tell met meet
        put put cut cut built build brought bring found find spoke speak spoken speak drove drive
        ate eat drank drink hung hang kept keep chose choose drew draw drawn draw threw throw thrown
        throw rode ride rang ring swam swim made make swept sweep set set let let thought think
        taught teach hid hide mopped mop dropped drop planned plan
        """;
    String[] words = irregular.strip().split("\\s+");
    for (int i = 0; i < words.length; i += 2) {
      PAST.put(words[i], words[i + 1]);
    }
  }

  private EnglishDeeds() {}

  /** Null if no deed is told. */
  static Reading deed(EnglishSets sets, Sentence sentence, int from, int to) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    boolean subject = c.skipOneOf(SUBJECTS);
    boolean adverb = c.skipOneOf(ADVERBS);
    if (adverb) {
      c.skipOneOf(ADVERBS);
    }
    Token verb = c.take();
    String base = base(verb);
    if (verb.is("got") && (ADRIFT.contains(c.peek().word()) || c.peek().word().endsWith("ed"))) {
      return null;
    }
    if (subject && base != null && !verb.word().equals(base) && EnglishStretches.onlyMarks(c)) {
      return Reading.of(Intent.COMPLETE).with(Target.named(base).having(base));
    }
    c.skipOneOf("up", "out", "off", "back", "in", "to");
    boolean told =
        subject
            || adverb && !verb.word().equals(base)
            || !verb.word().equals(base) && DETERMINERS.contains(c.peek().word())
            || PLAIN_WITHOUT_SUBJECT.contains(verb.word());
    if (base == null || !told || c.atEnd() || uncertain(sentence, c.at(), to)) {
      return null;
    }
    int and = EnglishStretches.indexOf(sentence, c.at(), to, "and");
    if (and > 0 && and + 1 < to && isPast(sentence.tokens().get(and + 1))) {
      return Reading.of(Intent.COMPLETE).asking(EnglishQuestions.ONE_BY_ONE);
    }
    if (and > 0 && and + 1 < to && SOMEBODY.contains(sentence.tokens().get(and + 1).word())) {
      return null;
    }
    int time = EnglishStretches.suffix(sentence, c.at(), to, PAST_TIMES);
    int end = time > c.at() ? time : to;
    if (sets.hasDate(sentence, c.at(), end) || sets.isDateOnly(sentence, c.at(), end)) {
      return null;
    }
    Reading reading = sets.onTasks(Intent.COMPLETE, sentence, c.at(), end, Status.PENDING);
    boolean plain = base.equals("finish") || base.equals("complete") || base.equals("do");
    return reading.target() == null || plain
        ? reading
        : reading.with(reading.target().having(base));
  }

  /** "I haven't paid the rent yet", "I didn't call Ann": null if no such thing is told. */
  static Reading undone(Sentence sentence, int from, int to) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    boolean perfect = c.skipOneOf("i haven't", "i have not", "we haven't", "i havent");
    boolean past = !perfect && c.skipOneOf("i didn't", "i did not", "we didn't", "i didnt");
    c.skipOneOf("actually", "really", "even");
    Token verb = c.take();
    String base = past && EnglishVerbs.isVerb(verb) ? verb.word() : perfect ? base(verb) : null;
    if (base == null || NO_DEEDS.contains(base) || c.atEnd() || uncertain(sentence, c.at(), to)) {
      return null;
    }
    int yet = EnglishStretches.suffix(sentence, c.at(), to, "yet", "after all", "actually");
    Target target = EnglishTargets.target(sentence, c.at(), yet > c.at() ? yet : to);
    return Reading.of(Intent.REOPEN).with(target.words() == null ? target : target.having(base));
  }

  private static boolean uncertain(Sentence sentence, int from, int to) {
    return EnglishStretches.indexOf(
            sentence, from, to, "but", "because", "if", "when", "so", "until", "?", "or", "not",
            "wrong", "half", "part of", "some of", "most of", ";")
        >= 0;
  }

  static boolean isPast(Token token) {
    return base(token) != null && !EnglishVerbs.isVerb(token);
  }

  /** The verb of which this is the past: "pay" of "paid"; null if it is none of a task. */
  static String base(Token token) {
    if (!token.isWord()) {
      return null;
    }
    String word = token.word();
    String base = PAST.get(word);
    if (base == null && word.endsWith("ed")) {
      base = regular(word);
    }
    return base == null || NO_DEEDS.contains(base) ? null : base;
  }

  private static String regular(String word) {
    String stem = word.substring(0, word.length() - 2);
    if (EnglishVerbs.isVerb(stem)) {
      return stem;
    }
    if (EnglishVerbs.isVerb(stem + "e")) {
      return stem + "e";
    }
    if (stem.endsWith("i") && EnglishVerbs.isVerb(stem.substring(0, stem.length() - 1) + "y")) {
      return stem.substring(0, stem.length() - 1) + "y";
    }
    boolean doubled =
        stem.length() > 2 && stem.charAt(stem.length() - 1) == stem.charAt(stem.length() - 2);
    String single = doubled ? stem.substring(0, stem.length() - 1) : stem;
    return doubled && EnglishVerbs.isVerb(single) ? single : null;
  }
}
