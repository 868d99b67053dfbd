package dev.kafila.chat.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Several tasks in one message: "buy milk tomorrow and call Ann on Friday at 4".
 *
 * <p>Lines, semicolons and numbers set tasks apart by themselves. "And", a comma and a full stop do
 * so only between clauses of their own, since "buy milk and eggs tomorrow" is one task; where half
 * of the signs are there, it is asked.
 */
final class EnglishTasks {
  private static final int MOST_CANDIDATES = 16;
  private static final int LONGEST_JOINT = 4;
  private static final Set<String> TITLES =
      Set.of("mr", "mrs", "ms", "dr", "st", "prof", "no", "vs", "etc", "approx", "apt", "jr", "sr");

  /** Reads a stretch of the message as a message of its own. */
  interface PartReader {
    Reading read(String text);
  }

  /**
   * @param joinedByComma whether it was set apart by a comma or a full stop, as in a list
   */
  private record Part(int from, int to, boolean verb, boolean dated, boolean joinedByComma) {}

  private final Language language;
  private final PartReader reader;
  private final Sentence sentence;
  private final int size;

  private EnglishTasks(Language language, PartReader reader, Sentence sentence) {
    this.language = language;
    this.reader = reader;
    this.sentence = sentence;
    this.size = sentence.tokens().size();
  }

  /**
   * The tasks of a message, or the question whether it is one or several.
   *
   * @param whole the message read as one task
   * @return null if it is one
   */
  static Reading read(Language language, PartReader reader, Sentence sentence, Reading whole) {
    return new EnglishTasks(language, reader, sentence).read(whole);
  }

  private Reading read(Reading whole) {
    EnglishHeadings.Heading heading = EnglishHeadings.of(language, sentence);
    Reading headed = heading == null ? null : below(heading, whole);
    return headed == null ? unheaded(whole) : headed;
  }

  /** "Tomorrow: buy milk, call Ann"; null if there are not several tasks below the heading. */
  private Reading below(EnglishHeadings.Heading heading, Reading whole) {
    Sentence body =
        EnglishSpelling.mended(
            Sentence.of(sentence.text(heading.body(), size), sentence.context()));
    PartReader below = text -> heading.dated() ? below(heading, text) : reader.read(text);
    EnglishTasks tasks = new EnglishTasks(language, below, body);
    List<Integer> starts = EnglishLists.starts(body);
    if (starts.isEmpty()) {
      List<Part> parts = tasks.clauses();
      boolean clear = parts.stream().allMatch(part -> part.verb() || part.dated());
      starts = clear ? parts.stream().map(Part::from).toList() : List.of();
    }
    return starts.size() < 2 ? null : several(whole, tasks.tasks(starts), false);
  }

  /** What names no day of its own is for that of the heading. */
  private Reading below(EnglishHeadings.Heading heading, String text) {
    Reading alone = reader.read(text);
    Details details = alone.details();
    boolean own =
        alone.question() != null
            || details.repeat() != null
            || details.due() != null && !details.dayInferred();
    Reading dated = own ? alone : reader.read(heading.text() + ", " + text);
    return dated.intent() == Intent.ADD && dated.title() != null ? dated : alone;
  }

  private Reading unheaded(Reading whole) {
    List<Integer> starts = EnglishLists.starts(sentence);
    if (!starts.isEmpty()) {
      return several(whole, tasks(starts), false);
    }
    if (whole.intent() != Intent.ADD) {
      return null;
    }
    List<Part> parts = clauses();
    if (parts.size() < 2) {
      return null;
    }
    long dated = parts.stream().filter(Part::dated).count();
    boolean verbs = parts.stream().allMatch(Part::verb);
    boolean nouns = parts.stream().noneMatch(Part::verb);
    boolean sentences = dated == parts.size() && endWithStops(parts);
    boolean sure = dated > 1 && (verbs || nouns || sentences) && undatedAreListed(parts);
    Part last = parts.get(parts.size() - 1);
    boolean listed = verbs && parts.size() > 2 && dated == 1 && parts.get(1).joinedByComma();
    listed |= verbs && dated > 0 && endWithStops(parts);
    boolean half = listed || dated > 1 || verbs && dated == 1 && !last.dated() && !beginsWithDate();
    if (!sure && !half) {
      return null;
    }
    List<Reading> tasks = tasks(parts.stream().map(Part::from).toList());
    String whichDay = EnglishQuestions.whichDay(tasks);
    return whichDay == null || whole.title() == null
        ? several(whole, tasks, !sure)
        : Reading.of(Intent.ADD).with(Details.NONE.withTitle(whole.title())).asking(whichDay);
  }

  /** "Email Sue on Friday. Gym at 6 tonight." */
  private boolean endWithStops(List<Part> parts) {
    return parts.subList(0, parts.size() - 1).stream()
        .allMatch(part -> sentence.tokens().get(part.to()).is("."));
  }

  /** "buy milk, call Ann at 5 and pay rent on Friday", but not "go out and buy milk tomorrow". */
  private static boolean undatedAreListed(List<Part> parts) {
    for (int i = 0; i < parts.size(); i++) {
      boolean list = i + 1 < parts.size() ? parts.get(i + 1).joinedByComma() : false;
      if (!parts.get(i).dated() && !list) {
        return false;
      }
    }
    return true;
  }

  private boolean beginsWithDate() {
    return language.phraseAt(sentence.cursor()) != null;
  }

  private static Reading several(Reading whole, List<Reading> tasks, boolean ask) {
    boolean all =
        tasks.size() > 1
            && tasks.stream().allMatch(task -> task.intent() == Intent.ADD && task.title() != null);
    if (!all) {
      return null;
    }
    return ask
        ? whole.of(tasks).asking(EnglishQuestions.howManyTasks(tasks))
        : tasks.get(0).of(tasks);
  }

  /** The stretches between "and" and the like that are clauses of their own. */
  private List<Part> clauses() {
    List<Integer> joints = joints();
    List<Part> parts = new ArrayList<>();
    if (joints.isEmpty()) {
      return parts;
    }
    int from = 0;
    boolean comma = false;
    for (int i = 0; i < joints.size(); i++) {
      int joint = joints.get(i);
      int next = i + 1 < joints.size() ? joints.get(i + 1) : size;
      int begin = behindJoint(joint);
      Part left = part(from, joint, comma);
      Part right = begin < next ? part(begin, next, false) : null;
      boolean clause =
          right != null && (right.verb() || left != null && left.dated() && right.dated());
      if (left != null && clause) {
        parts.add(left);
        from = begin;
        comma = !isAnd(joint);
      }
    }
    Part last = part(from, size, comma);
    if (last == null) {
      return List.of();
    }
    parts.add(last);
    return parts;
  }

  private boolean isAnd(int joint) {
    Token token = sentence.tokens().get(joint);
    return token.isWord() || token.is("&");
  }

  /** Where "and", "then", a comma or a full stop stand that belong to no date. */
  private List<Integer> joints() {
    List<Integer> joints = new ArrayList<>();
    for (int i = 1; i + 1 < size && joints.size() <= MOST_CANDIDATES; i++) {
      Token token = sentence.tokens().get(i);
      boolean word = token.is("and") || token.is("then") || token.is("&") || token.is("plus");
      boolean mark = token.is(",") || token.is(".") || token.is("!");
      boolean title = token.is(".") && TITLES.contains(sentence.tokens().get(i - 1).word());
      boolean apart = !title && !token.touches(sentence.tokens().get(i + 1));
      boolean behind = !joints.isEmpty() && behindJoint(joints.get(joints.size() - 1)) > i;
      if ((word || mark && apart) && !behind) {
        joints.add(i);
      }
    }
    if (joints.isEmpty() || joints.size() > MOST_CANDIDATES) {
      return List.of();
    }
    Scan scan = Scan.of(language, sentence, 0, size);
    joints.removeIf(scan::isTaken);
    return joints;
  }

  private int behindJoint(int joint) {
    Cursor c = new Cursor(sentence.tokens(), joint + 1, size);
    for (int i = 0; i < LONGEST_JOINT && c.skipOneOf("and", "then", "also", "plus", ","); i++) {
      // ", and then" is one joint.
    }
    return c.at();
  }

  /** Null if the stretch has no title of its own. */
  private Part part(int from, int to, boolean comma) {
    if (from >= to) {
      return null;
    }
    Scan scan = Scan.of(language, sentence, from, to);
    if (scan.title() == null) {
      return null;
    }
    return new Part(from, to, beginsWithVerb(from, to), scan.when().hasDate(), comma);
  }

  private boolean beginsWithVerb(int from, int to) {
    Cursor c = new Cursor(sentence.tokens(), from, to);
    for (int i = 0; i < 3 && !c.atEnd(); i++) {
      if (!c.skipOneOf(EnglishAdditionWords.LEADING)
          && !c.skip(",")
          && language.phraseAt(c) == null) {
        break;
      }
    }
    return c.at() + 1 < to && EnglishVerbs.isVerb(c.peek());
  }

  private List<Reading> tasks(List<Integer> starts) {
    List<Reading> tasks = new ArrayList<>();
    boolean reminding = new Cursor(sentence.tokens()).skipAll("remind me");
    for (int i = 0; i < starts.size(); i++) {
      int from = starts.get(i);
      int to = i + 1 < starts.size() ? starts.get(i + 1) : size;
      String text = withoutJoints(from, to);
      boolean again = reminding && i > 0 && !text.startsWith("remind");
      Reading task = reader.read(again ? "remind me " + asWish(text) : text);
      tasks.add(i > 0 ? onDayOf(tasks.get(i - 1), task) : task);
    }
    return tasks;
  }

  /** "Tomorrow 9am standup, 2pm review": a time alone is one of the day spoken of before. */
  private static Reading onDayOf(Reading before, Reading task) {
    Details named = before.details();
    Details details = task.details();
    boolean timeOnly = details.due() != null && details.dayInferred() && !details.due().wholeDay();
    boolean dayBefore = named.due() != null && !named.dayInferred() && named.repeat() == null;
    return timeOnly && dayBefore && details.repeat() == null
        ? task.with(details.on(named.due().at().toLocalDate()))
        : task;
  }

  private static String asWish(String text) {
    return text.startsWith("to ") ? text : "to " + text;
  }

  private String withoutJoints(int from, int to) {
    Cursor c = new Cursor(sentence.tokens(), from, to);
    EnglishLists.skipSign(c);
    int end = to;
    while (end > c.at() + 1 && isJoint(sentence.tokens().get(end - 1))) {
      end--;
    }
    return sentence.text(c.at(), end);
  }

  private static boolean isJoint(Token token) {
    return token.is("and")
        || token.is("then")
        || token.is("also")
        || token.is("plus")
        || token.is("&")
        || token.is(",")
        || token.is(";");
  }
}
