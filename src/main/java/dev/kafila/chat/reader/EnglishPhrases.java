package dev.kafila.chat.reader;

import dev.kafila.chat.reader.ClockTime.DayPart;
import dev.kafila.chat.reader.Phrase.Certainty;
import dev.kafila.chat.reader.UnclearException.Reason;
import dev.kafila.chat.reader.When.ReminderMeaning;
import dev.kafila.task.Priority;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The phrases that may stand beside a title: when, how often, reminders, priority, tags. */
final class EnglishPhrases {
  private static final int MOST_TIMES = 8;
  private static final Set<String> DATE_PREPOSITIONS =
      Set.of(
          "on", "by", "due", "before", "until", "till", "for", "from", "in", "@", "this", "at",
          "within", "over", "during");
  private static final Map<String, Priority> PRIORITIES =
      Map.of(
          "high", Priority.HIGH,
          "urgent", Priority.HIGH,
          "important", Priority.HIGH,
          "critical", Priority.HIGH,
          "top", Priority.HIGH,
          "medium", Priority.MEDIUM,
          "normal", Priority.MEDIUM,
          "med", Priority.MEDIUM,
          "low", Priority.LOW);

  private final EnglishDates dates;
  private final EnglishRepeats repeats;

  EnglishPhrases(Locale locale) {
    this.dates = new EnglishDates(locale);
    this.repeats = new EnglishRepeats(dates);
  }

  EnglishDates dates() {
    return dates;
  }

  Phrase phraseAt(Cursor c) {
    if (!mayBegin(c.peek())) {
      return null;
    }
    Phrase phrase = tag(c);
    phrase = phrase == null ? priority(c) : phrase;
    phrase = phrase == null ? reminder(c) : phrase;
    phrase = phrase == null ? repeat(c) : phrase;
    phrase = phrase == null ? EnglishRepeats.limit(c) : phrase;
    phrase = phrase == null ? weekdays(c) : phrase;
    if (phrase != null) {
      return phrase;
    }
    int start = c.at();
    phrase = when(c);
    return phrase == null ? null : orAnother(c, start, phrase);
  }

  /** "Mon Wed Fri", "Tue/Thu": several days of one task may be a rule, or a choice. */
  private static Phrase weekdays(Cursor c) {
    int mark = c.at();
    c.skipOneOf("on", "from", "between");
    int first = c.at();
    List<DayOfWeek> days = EnglishRepeats.weekdayList(c, false);
    if (days.size() < 2 || !c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    String said = c.text(first, c.at());
    return days.size() == 2 && said.contains(" or ")
        ? Phrase.doubtful(Reason.EITHER, said)
        : Phrase.doubtful(Reason.MAYBE_REPEATS, "every " + said);
  }

  /** "Tuesday or Wednesday", "at 9, or maybe 10": which of the two is asked. */
  private Phrase orAnother(Cursor c, int start, Phrase one) {
    int mark = c.at();
    c.skip(",");
    if (c.skip("or")) {
      c.skipOneOf("maybe", "perhaps", "possibly", "even", "else", "rather");
      if (c.skip("next") && c.atEnd()) {
        // "this weekend or next"
        return Phrase.doubtful(Reason.EITHER, c.text(start, c.at()));
      }
      c.back(c.before().is("next") ? c.at() - 1 : c.at());
      Phrase other = when(c);
      int number = c.at();
      if (other != null && other.certainty() != Certainty.HARDLY) {
        return Phrase.doubtful(Reason.EITHER, c.text(start, c.at()));
      }
      c.back(number);
      Integer hour = other == null ? EnglishAmounts.cardinal(c) : null;
      boolean ends = c.atEnd() || !c.peek().isWord() || mayBegin(c.peek());
      if (hour != null && hour > 0 && hour <= 24 && ends && c.wordEndsHere()) {
        return Phrase.doubtful(Reason.EITHER, c.text(start, c.at()));
      }
    }
    c.back(mark);
    return one;
  }

  /** A quick look at the first token, since most words of most titles begin nothing. */
  private static boolean mayBegin(Token first) {
    return switch (first.kind()) {
      case NUMBER, TAG -> true;
      case OPAQUE, QUOTED -> false;
      case SYMBOL -> first.text().length() == 1 && "!@~,".contains(first.text());
      case WORD -> EnglishWords.FIRST_OF_PHRASES.contains(first.word());
    };
  }

  private static Phrase tag(Cursor c) {
    if (!c.atEnd() && c.peek().kind() == Token.Kind.TAG) {
      String name = c.take().word();
      return new Phrase(Certainty.SURE, when -> when.tags.add(name));
    }
    return null;
  }

  /** "!high", "!!!", "p1", "high priority", "priority: low". */
  static Phrase priority(Cursor c) {
    int mark = c.at();
    boolean glued = c.glued();
    if (c.skip("!")) {
      Phrase marked = glued ? null : markedPriority(c);
      if (marked == null) {
        c.back(mark);
      }
      return marked;
    }
    c.skipOneOf("with", "at", "as", "it's", "is");
    c.skip("a");
    Priority before = c.take(PRIORITIES);
    if (before != null && c.skip("-") | c.skip("priority") && c.before().is("priority")) {
      return new Phrase(Certainty.SURE, when -> when.priority = before);
    }
    if (before != null && mark == 0 && c.skip(":")) {
      return new Phrase(Certainty.SURE, when -> when.priority = before);
    }
    c.back(mark);
    if (c.skip("priority")) {
      boolean mark2 = c.skipOneOf(":", "=", "is", "to");
      Phrase numbered = numberedPriority(c);
      if (numbered != null) {
        return numbered;
      }
      Priority behind = c.take(PRIORITIES);
      if (behind != null && c.wordEndsHere()) {
        return new Phrase(
            mark2 ? Certainty.SURE : Certainty.PERHAPS, when -> when.priority = behind);
      }
    }
    c.back(mark);
    boolean apart = c.before().is(",") || c.before().is("-") || c.before().is("–");
    if (apart && c.skipOneOf("urgent", "important", "critical") && c.atEnd()) {
      return new Phrase(Certainty.SURE, when -> when.priority = Priority.HIGH);
    }
    c.back(mark);
    return shortPriority(c);
  }

  /** "1" of "priority 1". */
  private static Phrase numberedPriority(Cursor c) {
    int mark = c.at();
    int level = c.peek().isNumber() && c.peek().text().length() == 1 ? c.take().number() : 0;
    if (level < 1 || level > 4 || !c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    return new Phrase(Certainty.PERHAPS, when -> when.priority = ofLevel(level));
  }

  /** Null for the fourth, which is none. */
  private static Priority ofLevel(int level) {
    return switch (level) {
      case 1 -> Priority.HIGH;
      case 2 -> Priority.MEDIUM;
      case 3 -> Priority.LOW;
      default -> null;
    };
  }

  private static Phrase markedPriority(Cursor c) {
    int marks = 1;
    while (marks < 4 && c.glued() && c.skip("!")) {
      marks++;
    }
    Priority named = c.glued() ? c.take(PRIORITIES) : null;
    if (named != null && c.wordEndsHere()) {
      return new Phrase(Certainty.SURE, when -> when.priority = named);
    }
    if (named != null || marks > 3) {
      return null;
    }
    int level = marks == 1 || c.glued() && c.peek().isNumber() ? 0 : marks;
    Priority priority = level == 3 ? Priority.HIGH : level == 2 ? Priority.MEDIUM : null;
    if (level == 0 && c.glued() && c.peek().isNumber() && c.peek().number() <= 3) {
      int number = c.take().number();
      priority = ofLevel(number);
    }
    if (priority == null || !c.wordEndsHere()) {
      return null;
    }
    Priority meant = priority;
    return new Phrase(Certainty.SURE, when -> when.priority = meant);
  }

  /** "p1" to "p4". */
  private static Phrase shortPriority(Cursor c) {
    int mark = c.at();
    if (c.peek().is("p") && c.peek(1).isNumber() && c.peek().touches(c.peek(1))) {
      c.take();
      int level = c.take().number();
      if (level >= 1 && level <= 4 && c.wordEndsHere()) {
        return new Phrase(Certainty.PERHAPS, when -> when.priority = ofLevel(level));
      }
    }
    c.back(mark);
    return null;
  }

  /** "remind me 10 minutes before", "with a reminder at 8am", "and remind me the day before". */
  Phrase reminder(Cursor c) {
    int mark = c.at();
    c.skip(",");
    c.skipOneOf("and", "with", "but", "then");
    c.skip("please");
    boolean remind =
        c.skipOneOf(
            "remind me",
            "alert me",
            "notify me",
            "ping me",
            "nudge me",
            "set a reminder",
            "add a reminder",
            "a reminder",
            "reminder",
            "an alert",
            "alert",
            "tell me",
            "warn me",
            "reminders");
    if (remind) {
      c.skipOneOf(":", "for");
      ReminderMeaning meaning = reminderTime(c);
      if (meaning != null) {
        Phrase phrase = new Phrase(Certainty.SURE, when -> when.reminders.add(meaning));
        int behind = c.at();
        if (c.skip("and")) {
          ReminderMeaning second = reminderTime(c);
          if (second != null) {
            return new Phrase(
                Certainty.SURE,
                when -> {
                  when.reminders.add(meaning);
                  when.reminders.add(second);
                });
          }
          c.back(behind);
        }
        return phrase;
      }
    }
    c.back(mark);
    return null;
  }

  private ReminderMeaning reminderTime(Cursor c) {
    int mark = c.at();
    c.skipOneOf("the", "at");
    if (c.skipOneOf("day before", "night before", "evening before")) {
      return before(c, new Amount(Period.ofDays(1), Duration.ZERO));
    }
    if (c.skipOneOf("time of the event", "due time", "the due time", "time due")) {
      return new ReminderMeaning(Amount.ZERO, null);
    }
    c.back(mark);
    Amount amount = EnglishAmounts.amount(c);
    if (amount != null
        && c.skipOneOf(
            "before",
            "beforehand",
            "early",
            "earlier",
            "ahead",
            "in advance",
            "prior",
            "ahead of time")) {
      return before(c, amount);
    }
    c.back(mark);
    // A time follows; "remind me to" and "remind me of" are no such thing.
    Scanned time = time(c);
    return time == null ? null : new ReminderMeaning(null, time.when);
  }

  private static ReminderMeaning before(Cursor c, Amount amount) {
    c.skipOneOf("it", "that", "it's due", "it is due", "the due date", "due", "the deadline");
    return new ReminderMeaning(amount, null);
  }

  private static final class Scanned {
    final When when = new When();
  }

  /** One date, time, or both, with at least one of them; null if none is here. */
  private Scanned time(Cursor c) {
    Scanned scanned = new Scanned();
    int found = 0;
    while (found < 2) {
      Phrase phrase = when(c);
      if (phrase == null) {
        break;
      }
      phrase.effect().accept(scanned.when);
      found++;
    }
    return found == 0 ? null : scanned;
  }

  private Phrase repeat(Cursor c) {
    int mark = c.at();
    boolean joined = c.skipOneOf("repeat", "repeats", "repeating", "recurring", "recur");
    EnglishRepeats.Found found = repeats.repeat(c);
    if (found == null) {
      c.back(mark);
      return null;
    }
    Certainty certainty = joined ? Certainty.SURE : found.certainty();
    return new Phrase(
        certainty,
        when -> {
          if (found.doubt() != null) {
            when.doubt(found.doubt());
            return;
          }
          when.repeat(found.repeat());
          found.repeat().hours.forEach(hour -> when.time(ClockTime.exact(hour)));
          if (found.part() != null) {
            when.time(ClockTime.of(found.part()));
          }
        });
  }

  /** A date or a time with its prepositions. */
  Phrase when(Cursor c) {
    Phrase phrase = partBefore(c);
    phrase = phrase == null ? sameTime(c) : phrase;
    phrase = phrase == null ? fromNow(c) : phrase;
    phrase = phrase == null ? isoTime(c) : phrase;
    phrase = phrase == null ? dayPart(c) : phrase;
    phrase = phrase == null ? timeOfDay(c) : phrase;
    return phrase == null ? date(c) : phrase;
  }

  /** "in 2 hours", "2 days from now", "after 10 minutes", "half an hour from now". */
  private static Phrase fromNow(Cursor c) {
    int mark = c.at();
    boolean in = c.skipOneOf("in", "within", "after");
    if (in) {
      c.skipOneOf("about", "around", "exactly", "just");
    }
    boolean next = in && c.skipOneOf("the next", "the");
    Amount amount = EnglishAmounts.amount(c);
    amount = amount == null && next ? EnglishAmounts.single(c) : amount;
    boolean counts =
        amount != null
            && (c.skipOneOf("from now", "hence", "from today") || in && !c.peek().is("of"));
    if (counts && c.wordEndsHere()) {
      c.skipOneOf("or so", "tops", "max");
      boolean behind = c.skipOneOf("'s time", "' time") || c.skip("time") && c.atEnd();
      if (!behind && c.before().is("time")) {
        c.back(c.at() - 1);
      }
      Amount meant = amount;
      return new Phrase(Certainty.SURE, when -> when.fromNow(meant));
    }
    c.back(mark);
    return null;
  }

  /** "the night before the 18th", "the morning after Christmas". */
  private Phrase partBefore(Cursor c) {
    int mark = c.at();
    c.skipOneOf("on the", "the");
    DayPart part = c.take(EnglishWords.DAY_PARTS);
    boolean before = part != null && c.skip("before");
    if (before || part != null && c.skip("after")) {
      EnglishDates.Found day = dates.date(c);
      if (day != null) {
        Period by = Period.ofDays(before ? -1 : 1);
        return new Phrase(
            Certainty.SURE,
            when -> {
              when.date(Dates.shifted(day.date(), by));
              when.time(ClockTime.of(part));
            });
      }
    }
    c.back(mark);
    return null;
  }

  /** "this time tomorrow", "same time next week". */
  private Phrase sameTime(Cursor c) {
    int mark = c.at();
    c.skipOneOf("the", "about", "at");
    if (c.skipOneOf("this time", "same time")) {
      EnglishDates.Found day = dates.date(c);
      if (day != null && day.certainty() == EnglishDates.Certainty.SURE) {
        return new Phrase(
            Certainty.SURE,
            when -> {
              when.date(day.date());
              when.sameTime = true;
            });
      }
    }
    c.back(mark);
    return null;
  }

  /** 2026-04-01T15:00Z. */
  private static Phrase isoTime(Cursor c) {
    int mark = c.at();
    c.skipOneOf("on", "at", "by", "@", "due");
    EnglishDates.Found date = c.peek().text().length() == 4 ? EnglishDates.iso(c) : null;
    if (date != null && c.glued() && c.skip("t") && c.peek().isNumber()) {
      Token hour = c.take();
      boolean colon = c.skip(":");
      Token minute = c.peek();
      if (colon && minute.isNumber() && hour.number() < 24 && minute.number() < 60) {
        c.take();
        if (c.skip(":")) {
          c.take();
          if (c.peek().is(".") && c.glued()) {
            c.take();
            c.take();
          }
        }
        LocalTime clock = LocalTime.of(hour.number(), minute.number());
        ZoneId zone = EnglishTimes.isoOffset(c);
        return new Phrase(
            Certainty.SURE,
            when -> {
              when.date(date.date());
              when.time(ClockTime.exact(clock));
              if (zone != null) {
                when.zone(zone);
              }
            });
      }
    }
    c.back(mark);
    return null;
  }

  /** "tonight", "this morning", "in the evening", "first thing". */
  private static Phrase dayPart(Cursor c) {
    int mark = c.at();
    c.skip("later");
    if (c.skipOneOf("tonight", "tonite", "2night", "this night")) {
      return today(c, DayPart.NIGHT, mark);
    }
    c.back(mark);
    if (c.skip("this")) {
      DayPart part = c.take(EnglishWords.DAY_PARTS);
      if (part != null) {
        return today(c, part, mark);
      }
    }
    c.back(mark);
    if (c.skipOneOf("first thing in the morning", "first thing")) {
      return new Phrase(Certainty.SURE, when -> when.time(ClockTime.of(DayPart.MORNING)));
    }
    DayPart part = EnglishTimes.inThePart(c);
    if (part != null) {
      return new Phrase(Certainty.SURE, when -> when.time(ClockTime.of(part)));
    }
    c.back(mark);
    return null;
  }

  private static Phrase today(Cursor c, DayPart part, int mark) {
    if (!c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    return new Phrase(
        Certainty.SURE,
        when -> {
          when.date(Dates.in(Period.ZERO));
          when.time(ClockTime.of(part));
        });
  }

  /** One time or several: "at 8am and 8pm". */
  private static Phrase timeOfDay(Cursor c) {
    EnglishTimes.Found found = EnglishTimes.time(c);
    if (found == null) {
      return null;
    }
    List<ClockTime> times = new ArrayList<>(List.of(found.time()));
    int behind = c.at();
    boolean openList = found.certainty() == EnglishTimes.Certainty.PERHAPS;
    while (times.size() < MOST_TIMES && c.skip(",") | c.skipOneOf("and", "&")) {
      EnglishTimes.Found next = EnglishTimes.time(c);
      if (next == null && openList) {
        next = EnglishTimes.hourOfList(c);
      }
      if (next == null || !openList && next.certainty() != EnglishTimes.Certainty.SURE) {
        break;
      }
      times.add(next.time());
      behind = c.at();
    }
    c.back(behind);
    Certainty certainty =
        found.certainty() == EnglishTimes.Certainty.SURE ? Certainty.SURE : Certainty.PERHAPS;
    return new Phrase(
        certainty,
        when -> {
          times.forEach(when::time);
          if (found.zone() != null) {
            when.zone(found.zone());
          }
        });
  }

  /** A date, with the part of the day behind it: "tomorrow morning", "on Friday night". */
  private Phrase date(Cursor c) {
    int mark = c.at();
    boolean due = c.skipOneOf("is due", "are due", "due");
    boolean deadline = !due && c.skipOneOf("deadline", "deadline :", "starting", "no later than");
    c.skip(":");
    boolean starting = c.before().is("starting") && deadline;
    boolean prepared = c.skipAny(DATE_PREPOSITIONS);
    boolean asStart = starting || prepared && c.before().is("from");
    if (prepared && c.before().is("this")) {
      // "this Friday" belongs to the date itself.
      c.back(c.at() - 1);
      prepared = false;
    }
    boolean weekendBehindAt =
        prepared && c.before().is("at") && !c.peek().is("the") && !c.peek(1).is("/");
    boolean until = prepared && (c.before().is("until") || c.before().is("till"));
    EnglishDates.Found found = weekendBehindAt ? null : dates.date(c);
    if (found == null) {
      c.back(mark);
      return null;
    }
    if (lastDay(c, found)) {
      return Phrase.doubtful(Reason.MAYBE_REPEATS, c.text(mark, c.at()));
    }
    DayPart named = EnglishTimes.partBehindDay(c);
    return new Phrase(
        certainty(found.certainty(), prepared || due || deadline),
        when -> {
          if (until) {
            when.until(found.date());
          } else {
            when.date(found.date(), asStart);
          }
          if (named != null) {
            when.time(ClockTime.of(named));
          }
        });
  }

  /**
   * Moves past the last day of a span, of which the first has been read.
   *
   * @return whether the span may as well repeat: "Mon to Fri"
   */
  private boolean lastDay(Cursor c, EnglishDates.Found first) {
    int mark = c.at();
    if (c.skipOneOf("-", "–", "—", "to", "until", "till", "through", "thru")) {
      c.skip("on");
      EnglishDates.Found last = dates.date(c);
      boolean weekdays = last != null && last.weekday() != null;
      if (last != null && last.certainty() != EnglishDates.Certainty.HARDLY || weekdays) {
        return weekdays && first.weekday() != null;
      }
    }
    return c.back(mark);
  }

  private static Certainty certainty(EnglishDates.Certainty certainty, boolean prepared) {
    return switch (certainty) {
      case SURE -> Certainty.SURE;
      case PERHAPS -> prepared ? Certainty.SURE : Certainty.PERHAPS;
      case HARDLY -> prepared ? Certainty.PERHAPS : Certainty.HARDLY;
    };
  }

  /** Seen from around, whether what may be a phrase is one. */
  static boolean standsApart(
      Certainty certainty, Cursor behind, Token before, boolean phraseAhead) {
    boolean goesOn = !behind.atEnd() && !phraseAhead && !endsBefore(behind.peek());
    if (goesOn && !EnglishWords.FOLLOWERS.contains(behind.peek().word())) {
      // At the very start of a sentence a weekday is when: "Friday dinner with Bob".
      return before == null
          && certainty == Certainty.PERHAPS
          && behind.peek().isWord()
          && !EnglishWords.NAMES_AFTER_DAYS.contains(behind.peek().word());
    }
    return before == null || !EnglishWords.DETERMINERS.contains(before.word());
  }

  private static boolean endsBefore(Token token) {
    return token.kind() == Token.Kind.TAG
        || token.isSymbol() && ".,;:!?)(-–—|".contains(token.text());
  }
}
