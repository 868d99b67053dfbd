package dev.kafila.chat.reader;

/**
 * What people say around a reminder or a new task, said again in one way: "could you set up an
 * alarm for me to feed the cat" is "remind me to feed the cat".
 */
final class EnglishFrames {
  private final Language language;
  private final EnglishPhrases phrases;
  private final Sentence sentence;
  private final int to;

  private EnglishFrames(Language language, EnglishPhrases phrases, Sentence sentence, int to) {
    this.language = language;
    this.phrases = phrases;
    this.sentence = sentence;
    this.to = to;
  }

  /** The same in the grammar's own words; null if it is said so already. */
  static String plain(
      Language language, EnglishPhrases phrases, Sentence sentence, int from, int to) {
    int end = to;
    while (end > from && EnglishStretches.isOne(sentence, end - 1, ".", "!", "?", ",", "please")) {
      end--;
    }
    return end - from < 3 ? null : new EnglishFrames(language, phrases, sentence, end).plain(from);
  }

  private String plain(int from) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    String said = unwanted(from);
    said = said == null ? again(from) : said;
    said = said == null ? passive(from) : said;
    said = said == null ? dateFirst(from) : said;
    said = said == null ? reminderLast(from) : said;
    for (int i = 0; i < 3 && said == null; i++) {
      said = reminder(c.at());
      said = said == null ? told(c.at(), c.at() > from) : said;
      said = said == null ? task(c.at()) : said;
      if (!c.skipOneOf(EnglishFrameWords.WISHING)) {
        break;
      }
    }
    return said;
  }

  /** "set up a reminder for me to X", "I need a reminder set for X". */
  private String reminder(int from) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    boolean set = c.skipOneOf(EnglishFrameWords.SETTING);
    boolean determined = c.skipOneOf("a", "an", "another", "the", "my");
    c.skipOneOf("new", "quick", "friendly", "little", "daily");
    boolean wake = c.peek().is("wake");
    if (!set && !determined || !c.skipOneOf(EnglishFrameWords.REMINDER)) {
      return null;
    }
    if (c.atEnd()) {
      return null;
    }
    c.skip("set");
    boolean forMe = c.skipOneOf("for me", "for us", "for myself");
    if (c.atEnd()) {
      return forMe ? sentence.text(from, c.at() - 2) : null;
    }
    c.skipOneOf("to remind me", "reminding me", "so", "that reminds me");
    String lead = wake ? "remind me to wake up " : "remind me ";
    if (c.skipOneOf("for", "on", "to", "at")) {
      int link = c.at() - 1;
      boolean hour = c.at() + 1 == to && c.peek().isNumber();
      if (hour) {
        // "an alarm for 7"
        return lead + "at " + sentence.text(c.at(), to);
      }
      int phrase = behindPhrases(c.at());
      boolean title = phrase > c.at() && phrase < to && !startsLink(phrase);
      if (phrase == c.at() || title) {
        // "for signing up", "to get on the 9am bus"
        return lead + sentence.text(link, to);
      }
      boolean at = sentence.tokens().get(link).is("at") || sentence.tokens().get(link).is("on");
      return lead + sentence.text(at ? link : c.at(), to);
    }
    // "The alarm needs a battery" is no frame.
    return set ? lead + sentence.text(c.at(), to) : null;
  }

  private boolean startsLink(int at) {
    Token token = sentence.tokens().get(at);
    return token.is("to")
        || token.is("about")
        || token.is("that")
        || token.is("for")
        || token.is(",");
  }

  private int behindPhrases(int from) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    for (int i = 0; i < 4 && !c.atEnd(); i++) {
      if (phrases.phraseAt(c) == null) {
        break;
      }
    }
    return c.at();
  }

  /** "tell me to start exercising", "remind me that I will have a date". */
  private String told(int from, boolean wished) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    boolean told = c.skipOneOf(EnglishFrameWords.TELLING) && c.skipOneOf("me", "us");
    if (!told) {
      return null;
    }
    boolean remind = sentence.tokens().get(from).is("remind");
    int begin = c.at();
    if (remind && c.skipOneOf("the", "on the")) {
      int phrase = behindPhrases(c.at());
      boolean led = phrase > c.at() && phrase < to && startsLink(phrase);
      return led ? "remind me " + sentence.text(c.at(), to) : null;
    }
    if (remind
        && c.skipOneOf(
            "that i will have a", "that i have a", "that i have an", "that i've got a")) {
      return "remind me about " + sentence.text(c.at(), to);
    }
    if (remind) {
      return wished ? "remind me " + sentence.text(begin, to) : null;
    }
    int phrase = behindPhrases(begin);
    boolean wish = phrase < to && sentence.tokens().get(phrase).is("to");
    return wish ? "remind me " + sentence.text(begin, to) : null;
  }

  /** "I no longer need the reminder for X", "don't remind me to X at 5". */
  private String unwanted(int from) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    boolean need =
        c.skipOneOf(
            "i no longer need", "i don't need", "we don't need", "i do not need", "no need for");
    boolean named =
        need
            && (c.skipOneOf("to be reminded", "to be notified", "reminding", "to get reminded")
                || c.skipOneOf("the", "a", "any", "my", "that")
                    && c.skipOneOf("reminder", "reminders", "alarm", "notification", "alert"));
    boolean told =
        named
            || c.skipOneOf("don't", "do not", "please don't")
                && c.skipOneOf(
                    "remind me",
                    "notify me",
                    "alert me",
                    "send me a notice",
                    "send me a reminder",
                    "send me a notification",
                    "send me reminders");
    if (!told || !c.skipOneOf("to", "about", "of", "for", "that")) {
      return null;
    }
    int end = EnglishStretches.suffix(sentence, c.at(), to, "anymore", "any more", "any longer");
    Scan scan = Scan.of(language, sentence, c.at(), end > c.at() ? end : to);
    return scan.title() == null ? null : "no reminders for " + scan.title();
  }

  /** "remind me about the laundry again in 3 hours". */
  private String again(int from) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    if (!c.skipOneOf("remind me about", "remind me of", "remind me to")) {
      return null;
    }
    int again = EnglishStretches.indexOf(sentence, c.at() + 1, to, "again");
    boolean last = again > 0 && again + 1 == to;
    boolean when = again > 0 && behindPhrases(again + 1) == to;
    if (!last && !when) {
      return null;
    }
    return "snooze " + sentence.text(c.at(), again) + " " + sentence.text(again + 1, to);
  }

  /** "I would like to be reminded to X", "I want to be woken up at 9". */
  private String passive(int from) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    if (c.skipOneOf(
        "i need reminding", "i want reminding", "reminder to self", "reminder to myself")) {
      c.skip(":");
      return c.atEnd() ? null : "remind me " + sentence.text(c.at(), to);
    }
    if (c.skipOneOf("jot down", "write down", "note down") && c.skipOneOf("that", "to", ":")) {
      return "add " + sentence.text(c.at(), to);
    }
    c.back(from);
    if (!c.skipOneOf(EnglishFrameWords.PASSIVE)) {
      return null;
    }
    if (c.skipOneOf("woken up", "woken", "awakened")) {
      return "remind me to wake up " + sentence.text(c.at(), to);
    }
    boolean reminded = c.skipOneOf("reminded", "notified", "alerted", "told");
    return reminded && !c.atEnd() ? "remind me " + sentence.text(c.at(), to) : null;
  }

  /** "at 4 tomorrow, remind me to start the oven". */
  private String dateFirst(int from) {
    int phrase = behindPhrases(from);
    if (phrase == from || phrase >= to) {
      return null;
    }
    Cursor c = EnglishStretches.cursor(sentence, phrase, to);
    c.skip(",");
    c.skip("please");
    c.skipOneOf("can you", "could you", "please");
    boolean remind = c.skipAll("remind me") && (c.peek().is("to") || c.peek().is("about"));
    return remind
        ? "remind me " + sentence.text(from, phrase) + " " + sentence.text(c.at(), to)
        : null;
  }

  /** "dentist at 4 on friday, can you remind me?". */
  private String reminderLast(int from) {
    int end =
        EnglishStretches.suffix(
            sentence,
            from,
            to,
            "can you remind me",
            "could you remind me",
            "please remind me",
            "can you please remind me",
            "could you please remind me",
            "will you remind me",
            "remind me about it",
            "remind me of it",
            "remind me please");
    if (end <= from) {
      return null;
    }
    int title = end - 1 > from && sentence.tokens().get(end - 1).isSymbol() ? end - 1 : end;
    Cursor c = EnglishStretches.cursor(sentence, from, title);
    c.skipOneOf("i have a", "i have an", "i've got a", "i've got an", "i have", "there's a");
    return c.atEnd() ? null : "remind me about " + sentence.text(c.at(), title);
  }

  /** "add a grocery item to buy fish", "create to do to go running". */
  private String task(int from) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    if (!c.skipOneOf(EnglishFrameWords.ADDING)) {
      return null;
    }
    boolean determined = c.skipOneOf("a", "an", "another", "the", "one");
    boolean fresh = c.skipOneOf("new", "extra");
    String tag = "";
    if (determined && c.peek().isWord() && !c.peek(1).is("to")) {
      int mark = c.at();
      String name = c.take().word();
      boolean named = c.peek().is("item") || c.peek().is("task") || c.peek().is("todo");
      tag = named && !isKind(name) ? " #" + name : "";
      c.back(tag.isEmpty() ? mark : c.at());
    }
    if (!c.skipOneOf(EnglishFrameWords.TASK)) {
      return null;
    }
    boolean linked = c.skipOneOf("to", "called", "named", "for", "of", "about", "that says", ":");
    boolean clear =
        linked
            && (determined
                || fresh
                || !tag.isEmpty()
                || c.before().is("of")
                || c.before().is("to"));
    return clear && !c.atEnd() ? "add " + sentence.text(c.at(), to) + tag : null;
  }

  private static boolean isKind(String word) {
    return word.equals("to")
        || word.equals("todo")
        || word.equals("action")
        || word.equals("list")
        || word.equals("new")
        || word.equals("task");
  }
}
