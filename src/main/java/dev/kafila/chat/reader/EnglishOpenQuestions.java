package dev.kafila.chat.reader;

import dev.kafila.task.Status;
import java.util.List;
import java.util.Set;

/**
 * Questions about one's own tasks that are asked in no set way: what is known of tasks and days in
 * them is listed, what is not is looked for.
 */
final class EnglishOpenQuestions {
  private static final Set<String> OWN =
      Set.of("i", "i'm", "i've", "my", "me", "we", "our", "us", "i'll");
  private static final String[] FIRST = {
    "what should i do now",
    "what should i do first",
    "what now",
    "what do i do now",
    "what do i do first",
    "what should i work on now",
    "what should i work on next",
    "what should i work on first",
    "what should i work on",
    "what should i start with",
    "where should i start",
    "where do i start",
    "what's first",
    "what's most urgent",
    "what's the most urgent",
    "what's most important",
    "what am i going to do next",
    "what do i have next",
    "what do i have to do next",
    "what do i need to do next",
    "what's my next thing",
    "what is up next",
    "what's coming next",
    "what can i do now",
    "what can i do next",
    "what's the next thing on my list"
  };
  private static final String[] TELLING = {
    "let me know what",
    "tell me what",
    "i want to know what",
    "i need to know what",
    "i'd like to know what",
    "can i see",
    "may i see",
    "could i see",
    "about how many",
    "i want to see",
    "i need to see",
    "i have to see"
  };
  private static final String[] WHEN = {
    "what time is",
    "what time's",
    "what time do i have",
    "what time am i",
    "at what time is",
    "what day is",
    "what date is",
    "on what day is",
    "which day is",
    "what is the date of",
    "what is the time of",
    "what's the date of",
    "what's the time of",
    "when did i plan",
    "when exactly is",
    "how long until",
    "how soon is",
    "when does",
    "what time does"
  };
  private static final Set<String> SAYING_NOTHING =
      Set.of(
          "i've",
          "i'm",
          "we",
          "did",
          "does",
          "was",
          "will",
          "would",
          "going",
          "gonna",
          "like",
          "look",
          "looks",
          "attending",
          "attend",
          "available",
          "free",
          "busy",
          "day",
          "plan",
          "plans",
          "am",
          "so",
          "far",
          "anyone",
          "anybody",
          "someone",
          "with",
          "much",
          "many",
          "how",
          "time",
          "openings",
          "can",
          "see",
          "know",
          "let",
          "tell",
          "about",
          "lists",
          "really",
          "next",
          "scheduled",
          "down",
          "already",
          "put",
          "it",
          "'s",
          "appear",
          "exactly",
          "according",
          "else",
          "or",
          "supposed",
          "work",
          "left",
          "until",
          "as",
          "who",
          "meet",
          "is",
          "week",
          "weekend",
          "month",
          "looking",
          "forgetting",
          "most",
          "what's",
          "how's",
          "happen",
          "pending",
          "last",
          "first",
          "set");
  private final Language language;
  private final EnglishFilters filters;

  EnglishOpenQuestions(Language language, EnglishFilters filters) {
    this.language = language;
    this.filters = filters;
  }

  /** "what should I do now?"; null if it is no such question. */
  static Reading first(Sentence sentence, int from, int to) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    boolean first = c.skipOneOf(FIRST);
    c.skip("then");
    return first && EnglishStretches.ended(c)
        ? Reading.of(Intent.LIST)
            .with(new Filter(Status.PENDING, null, List.of(), null, null, null, false, 1))
        : null;
  }

  /** Null if it is no question, or none about one's own tasks. */
  Reading read(Sentence sentence, int from, int to) {
    int end = to;
    while (end > from + 1 && sentence.tokens().get(end - 1).isSymbol()) {
      end--;
    }
    Cursor c = EnglishStretches.cursor(sentence, from, end);
    boolean when = c.skipOneOf(WHEN);
    boolean told = !when && c.skipOneOf(TELLING);
    Token first = sentence.tokens().get(from);
    boolean question =
        EnglishAdditions.QUESTION_WORDS.contains(first.word())
            || first.is("anything")
            || EnglishAdditions.ASKING_VERBS.contains(first.word())
                && !first.is("have")
                && !first.is("don't")
                && (!first.is("do") || isOwn(sentence, from + 1, Math.min(to, from + 2)));
    boolean other =
        first.is("why")
            || first.is("where")
            || first.is("whose")
            || first.is("can")
            || first.is("could");
    if (!when && !told && (!question || other)) {
      return null;
    }
    Status status = Status.PENDING;
    Filter filter = filters.lenient(sentence, c.at(), end, status);
    String query = query(filter.query(), sentence);
    boolean tasks = EnglishFilterWords.NOUNS.stream().anyMatch(noun -> has(sentence, from, noun));
    boolean own = when || told || tasks || isOwn(sentence, from, end) || isThere(sentence, from);
    boolean dated = filter.from() != null || filter.to() != null;
    if (!own && (!dated || query != null)) {
      return null;
    }
    boolean says = query != null || dated || told || tasks;
    if (!says) {
      return null;
    }
    return EnglishListings.searching(filter.withQuery(query));
  }

  private static boolean isOwn(Sentence sentence, int from, int to) {
    return sentence.tokens().subList(from, to).stream()
        .anyMatch(token -> token.isWord() && OWN.contains(token.word()));
  }

  /** "is the meeting ...", "are there ...". */
  private static boolean isThere(Sentence sentence, int from) {
    Cursor c = new Cursor(sentence.tokens(), from, sentence.tokens().size());
    return c.skipOneOf("is", "are", "was", "will", "did", "does")
        && c.skipOneOf("the", "there", "any", "anything", "there's");
  }

  private static boolean has(Sentence sentence, int from, String word) {
    return EnglishStretches.indexOf(sentence, from, sentence.tokens().size(), word) >= 0;
  }

  /** The words to look for, without times and without what only asks; null if none are left. */
  private String query(String unknown, Sentence sentence) {
    if (unknown == null) {
      return null;
    }
    Sentence words = EnglishSpelling.mended(Sentence.of(unknown, sentence.context()));
    String title = Scan.of(language, words, 0, words.tokens().size()).title();
    if (title == null) {
      return null;
    }
    Sentence rest = Sentence.of(title, sentence.context());
    int first = 0;
    int last = rest.tokens().size();
    while (first < last && isNothing(rest.tokens().get(first))) {
      first++;
    }
    while (last > first && isNothing(rest.tokens().get(last - 1))) {
      last--;
    }
    return first == last ? null : rest.text(first, last);
  }

  private static boolean isNothing(Token token) {
    return token.isSymbol()
        || EnglishWords.WEEKDAYS.containsKey(token.word())
        || SAYING_NOTHING.contains(token.word())
        || EnglishFilterWords.FILLERS.contains(token.word());
  }
}
