package dev.kafila.chat.reader;

import dev.kafila.chat.reader.ClockTime.DayPart;
import dev.kafila.task.Priority;
import dev.kafila.task.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which tasks are spoken of: "my overdue tasks tagged home", "everything due this week". */
final class EnglishFilters {
  private final EnglishDates dates;

  EnglishFilters(EnglishDates dates) {
    this.dates = dates;
  }

  /** Collects what is said of the tasks. */
  private static final class Parts {
    Status status;
    final List<String> tags = new ArrayList<>();
    Priority priority;
    LocalDate from;
    LocalDate to;
    Filter.Hours hours;
    final Set<Filter.Trait> traits = EnumSet.noneOf(Filter.Trait.class);
    boolean overdue;
    boolean noun;
    int unknownFrom = -1;
    int unknownTo = -1;
    String query;

    void unknown(int at) {
      unknownFrom = unknownFrom < 0 ? at : unknownFrom;
      unknownTo = at + 1;
    }
  }

  /**
   * Reads a description of tasks that must be one through and through.
   *
   * @param needsNoun whether a word such as "tasks" or "everything" must occur
   * @param status what is meant where the words don't say
   * @return null if there are words in it that describe no set of tasks
   */
  Filter strict(Sentence sentence, int from, int to, boolean needsNoun, Status status) {
    Parts parts = parts(sentence, from, to, status);
    boolean plain = parts.unknownFrom < 0;
    return plain && (parts.noun || !needsNoun) ? filter(parts, null, status) : null;
  }

  /** Reads a description of tasks; what it does not understand is looked for in titles. */
  Filter lenient(Sentence sentence, int from, int to, Status status) {
    Parts parts = parts(sentence, from, to, status);
    String query = parts.unknownFrom < 0 ? null : sentence.text(parts.unknownFrom, parts.unknownTo);
    return filter(parts, query, status);
  }

  private static Filter filter(Parts parts, String unknown, Status status) {
    String query = parts.query == null ? unknown : parts.query;
    return new Filter(
        parts.status == null ? status : parts.status,
        query,
        List.copyOf(parts.tags),
        parts.priority,
        parts.from,
        parts.to,
        parts.overdue,
        null,
        parts.hours,
        Set.copyOf(parts.traits));
  }

  private Parts parts(Sentence sentence, int from, int to, Status status) {
    Parts parts = new Parts();
    Cursor c = new Cursor(sentence.tokens(), from, to);
    LocalDate today = sentence.context().now().toLocalDate();
    while (!c.atEnd()) {
      boolean known =
          tagged(c, parts)
              || range(c, parts, sentence, status)
              || about(c, parts, sentence, to)
              || word(c, parts, today);
      if (!known) {
        parts.unknown(c.at());
        c.take();
      }
    }
    return parts;
  }

  private static boolean tagged(Cursor c, Parts parts) {
    if (c.peek().kind() == Token.Kind.TAG && !c.atEnd()) {
      parts.tags.add(c.take().word());
      return true;
    }
    int mark = c.at();
    boolean tagged =
        c.skipOneOf(
            "tagged with",
            "tagged as",
            "tagged",
            "labelled",
            "labeled",
            "with the tag",
            "with tag",
            "having tag",
            "with label",
            "in the category",
            "under");
    if (tagged && !c.atEnd()) {
      Token name = c.take();
      boolean isTag =
          name.isWord() || name.kind() == Token.Kind.TAG || name.kind() == Token.Kind.QUOTED;
      if (isTag) {
        parts.tags.add(name.word());
        return true;
      }
    }
    return c.back(mark);
  }

  private static boolean about(Cursor c, Parts parts, Sentence sentence, int to) {
    boolean about =
        c.skipOneOf(
            "about",
            "containing",
            "matching",
            "mentioning",
            "named",
            "called",
            "related to",
            "regarding",
            "that mention",
            "that contain",
            "with the word",
            "like");
    if (about && !c.atEnd() && !EnglishStretches.ended(new Cursor(sentence.tokens(), c.at(), to))) {
      int end = to;
      while (end > c.at() + 1 && sentence.tokens().get(end - 1).isSymbol()) {
        end--;
      }
      Target words = EnglishTargets.target(sentence, c.at(), end);
      parts.query = words.words() == null ? sentence.text(c.at(), end) : words.words();
      c.back(to);
    }
    return about;
  }

  private static boolean word(Cursor c, Parts parts, LocalDate today) {
    if (c.skipAny(EnglishFilterWords.NOUNS)) {
      parts.noun = true;
      return true;
    }
    if (c.skipOneOf("not done", "not completed", "not finished", "to - dos", "to - do")) {
      parts.noun |= c.before().word().startsWith("do") && !c.before().is("done");
      parts.status = Status.PENDING;
      return true;
    }
    if (c.skipOneOf("overdue", "past due", "late")) {
      parts.overdue = true;
      parts.status = Status.PENDING;
      return true;
    }
    Priority grade = c.take(EnglishFilterWords.GRADES);
    if (grade != null) {
      c.skip("-");
      c.skip("priority");
      parts.priority = grade;
      return true;
    }
    Priority priority = c.take(EnglishFilterWords.PRIORITIES);
    if (priority != null) {
      parts.priority = priority;
      return true;
    }
    if (c.peek().is("!") && c.peek(1).isWord() && c.peek().touches(c.peek(1))) {
      c.take();
      return true;
    }
    if (c.skipAny(EnglishFilterWords.PENDING)) {
      parts.status = Status.PENDING;
      return true;
    }
    if (c.skipAny(EnglishFilterWords.COMPLETED)) {
      parts.status = Status.COMPLETED;
      return true;
    }
    if (c.skipOneOf("recurring", "repeating", "that repeat", "which repeat", "that recur")) {
      parts.traits.add(Filter.Trait.RECURRING);
      return true;
    }
    int mark = c.at();
    boolean repeat = c.skipOneOf("repeat", "recur") && (c.atEnd() || c.peek().is("?"));
    c.back(repeat ? c.at() : mark);
    if (repeat) {
      parts.traits.add(Filter.Trait.RECURRING);
      return true;
    }
    if (EnglishFilterWords.undated(c)) {
      parts.traits.add(Filter.Trait.UNDATED);
      return true;
    }
    LocalDate weekday = EnglishRanges.possessed(c, today);
    if (weekday != null) {
      parts.from = weekday;
      parts.to = weekday;
      return true;
    }
    if (c.skip("today's")) {
      parts.from = today;
      parts.to = today;
      return true;
    }
    if (c.skip("tomorrow's")) {
      parts.from = today.plusDays(1);
      parts.to = parts.from;
      return true;
    }
    if (c.skip("upcoming") || c.skipOneOf("coming up")) {
      parts.from = today;
      return true;
    }
    return c.skipAny(EnglishFilterWords.FILLERS);
  }

  /** Days on which tasks are due, or were completed. */
  private boolean range(Cursor c, Parts parts, Sentence sentence, Status status) {
    int mark = c.at();
    LocalDate today = sentence.context().now().toLocalDate();
    boolean past = (parts.status == null ? status : parts.status) == Status.COMPLETED;
    c.skipOneOf("due", "scheduled", "planned");
    boolean fromNow =
        c.skipOneOf(
            "between now and",
            "from now until",
            "from now till",
            "from now to",
            "between today and",
            "from today until",
            "from today to");
    boolean before = c.skip("before");
    boolean by = !before && c.skipOneOf("by", "until", "till", "up to", "through");
    boolean after = !before && !by && c.skipOneOf("after", "since");
    boolean since = after && c.before().is("since");
    if (!before && !by && !after) {
      c.skipOneOf("on", "for", "in", "during", "from", "at", "over");
    }
    boolean the = c.skipOneOf("the", "my") && (c.before().is("the") || c.peek().is("week"));
    DayPart part = EnglishRanges.partOfToday(c);
    LocalDate[] days = past ? EnglishRanges.pastDays(c, today) : null;
    days = part == null ? days : EnglishRanges.span(today, 1);
    days = days == null ? EnglishRanges.days(c, today) : days;
    days = days == null && the && c.peek().is("week") ? EnglishRanges.thisWeek(c, today) : days;
    if (days == null) {
      days = single(c, sentence, past);
    }
    if (days == null || !c.wordEndsHere()) {
      return c.back(mark);
    }
    if (part == null && days[0].equals(days[1]) && !c.atEnd()) {
      part = EnglishDayParts.partBehindDay(c);
      part = part == null ? EnglishDayParts.inThePart(c) : part;
    }
    parts.hours = part == null ? parts.hours : EnglishRanges.hours(part);
    if (fromNow) {
      parts.from = today;
      parts.to = days[1];
    } else if (before) {
      parts.to = days[0].minusDays(1);
    } else if (by) {
      parts.to = days[1];
    } else if (after) {
      parts.from = since ? days[0] : days[1].plusDays(1);
    } else {
      parts.from = days[0];
      parts.to = days[1];
    }
    return true;
  }

  private LocalDate[] single(Cursor c, Sentence sentence, boolean past) {
    EnglishDates.Found found = past ? null : dates.date(c);
    if (found == null) {
      return null;
    }
    var now = sentence.context().now().toLocalDateTime();
    try {
      LocalDate day = found.date().resolve(now, null);
      return EnglishRanges.span(day, 1);
    } catch (UnclearException | java.time.DateTimeException e) {
      return null;
    }
  }
}
