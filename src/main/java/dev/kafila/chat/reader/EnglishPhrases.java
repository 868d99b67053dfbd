package dev.kafila.chat.reader;

import dev.kafila.chat.reader.Phrase.Certainty;
import dev.kafila.chat.reader.UnclearException.Reason;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The phrases that may stand beside a title: when, how often, reminders, priority, tags. */
final class EnglishPhrases {
  /** What stands before a name: "email Mon from accounting". */
  private static final Set<String> NAMING =
      Set.of("with", "/", "email", "text", "ask", "tell", "message", "thank");

  private static final Set<String> MEASURES =
      Set.of("miles", "km", "people", "times", "steps", "laps", "blocks", "more", "of", "guests");

  private final EnglishDates dates;
  private final EnglishRepeats repeats;
  private final EnglishExceptions exceptions;
  private final EnglishWhen when;
  private final EnglishReminders reminders;

  EnglishPhrases(Locale locale) {
    this.dates = new EnglishDates(locale);
    this.repeats = new EnglishRepeats(dates);
    this.exceptions = new EnglishExceptions(dates);
    this.when = new EnglishWhen(dates);
    this.reminders = new EnglishReminders(when);
  }

  EnglishDates dates() {
    return dates;
  }

  EnglishWhen when() {
    return when;
  }

  EnglishReminders reminders() {
    return reminders;
  }

  Phrase phraseAt(Cursor c) {
    if (!mayBegin(c.peek())) {
      return null;
    }
    Phrase phrase = tag(c);
    phrase = phrase == null ? EnglishPriorities.priority(c) : phrase;
    phrase = phrase == null ? reminders.reminder(c) : phrase;
    phrase = phrase == null ? repeat(c) : phrase;
    phrase = phrase == null ? EnglishRepeatLimits.limit(c) : phrase;
    phrase = phrase == null ? exceptions.phrase(c) : phrase;
    phrase = phrase == null ? weekdays(c) : phrase;
    phrase = phrase == null ? monthDays(c) : phrase;
    if (phrase != null) {
      return phrase;
    }
    boolean either = c.skip("either");
    int start = c.at();
    phrase = when.when(c);
    Phrase choice = phrase == null ? null : orAnother(c, start, phrase);
    if (either && (choice == null || choice == phrase)) {
      c.back(start - 1);
      return null;
    }
    return choice;
  }

  /** "Mon Wed Fri", "Tue/Thu": several days of one task may be a rule, or a choice. */
  private static Phrase weekdays(Cursor c) {
    int mark = c.at();
    c.skipOneOf("on", "from", "between");
    int first = c.at();
    List<DayOfWeek> days = EnglishRepeatDays.weekdayList(c, false);
    if (days.size() < 2 || !c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    String said = c.text(first, c.at());
    return days.size() == 2 && said.contains(" or ")
        ? Phrase.doubtful(Reason.EITHER, said)
        : new Phrase(
            Certainty.SURE,
            when -> when.days(days, new UnclearException(Reason.MAYBE_REPEATS, "every " + said)));
  }

  /** "on the 1st and 15th": every month, or just once? */
  private static Phrase monthDays(Cursor c) {
    int mark = c.at();
    c.skip("on");
    c.skip("the");
    int first = c.at();
    List<Integer> days = c.peek().isNumber() ? EnglishRepeatDays.dayList(c) : List.of();
    boolean suffixed =
        c.before().isWord() && EnglishWords.ORDINAL_ENDINGS.contains(c.before().word());
    if (days.size() < 2 || !suffixed || !c.wordEndsHere() || c.peek().is("of")) {
      c.back(mark);
      return null;
    }
    return Phrase.doubtful(Reason.MAYBE_REPEATS, "every " + c.text(first, c.at()));
  }

  /** "Tuesday or Wednesday", "at 9, or maybe 10": which of the two is asked. */
  private Phrase orAnother(Cursor c, int start, Phrase one) {
    int mark = c.at();
    c.skip(",");
    if (c.skip("or")) {
      c.skipOneOf("maybe", "perhaps", "possibly", "even", "else", "rather");
      if (c.skipOneOf("the one after", "the week after", "the day after", "the following")) {
        return Phrase.doubtful(Reason.EITHER, c.text(start, c.at()));
      }
      if (c.skip("next") && c.atEnd()) {
        // "this weekend or next"
        return Phrase.doubtful(Reason.EITHER, c.text(start, c.at()));
      }
      c.back(c.before().is("next") ? c.at() - 1 : c.at());
      Phrase other = when.when(c);
      int number = c.at();
      // "on the 14th or 15th"
      boolean day = other != null && c.before().isWord() && isOrdinalEnding(c.before());
      if (other != null && (day || other.certainty() != Certainty.HARDLY)) {
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

  private static boolean isOrdinalEnding(Token token) {
    return EnglishWords.ORDINAL_ENDINGS.contains(token.word());
  }

  /** A quick look at the first token, since most words of most titles begin nothing. */
  private static boolean mayBegin(Token first) {
    return switch (first.kind()) {
      case NUMBER, TAG -> true;
      case OPAQUE, QUOTED -> false;
      case SYMBOL -> first.text().length() == 1 && "!@~,+".contains(first.text());
      case WORD ->
          EnglishWords.FIRST_OF_PHRASES.contains(first.word()) || EnglishHolidays.begins(first);
    };
  }

  private static Phrase tag(Cursor c) {
    if (!c.atEnd() && c.peek().kind() == Token.Kind.TAG) {
      String name = c.take().word();
      return new Phrase(Certainty.SURE, when -> when.tags.add(name));
    }
    return null;
  }

  private Phrase repeat(Cursor c) {
    int mark = c.at();
    boolean joined = c.skipOneOf("repeat", "repeats", "repeating", "recurring", "recur");
    if (!joined) {
      c.skipOneOf("is due", "are due", "due");
    }
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

  /** Seen from around, whether what may be a phrase is one. */
  static boolean standsApart(
      Certainty certainty, Cursor behind, Token before, boolean phraseAhead) {
    boolean name = before != null && NAMING.contains(before.word());
    if (certainty != Certainty.SURE && before != null && isOrdinal(before)) {
      // "the first Sunday in Advent"
      return false;
    }
    if (certainty == Certainty.HARDLY && name) {
      // "go over it with Sun"
      return false;
    }
    boolean clause =
        behind.peek().is("and")
            && (behind.peek(1).is("then") || EnglishVerbs.isVerb(behind.peek(1)));
    boolean goesOn = !behind.atEnd() && !phraseAhead && !clause && !endsBefore(behind.peek());
    if (goesOn && !EnglishWords.FOLLOWERS.contains(behind.peek().word())) {
      // At the very start of a sentence a weekday is when: "Friday dinner with Bob".
      return before == null
          && !countsThings(behind)
          && certainty == Certainty.PERHAPS
          && behind.peek().isWord()
          && !EnglishWords.NAMES_AFTER_DAYS.contains(behind.peek().word());
    }
    return before == null || !EnglishWords.DETERMINERS.contains(before.word());
  }

  /** "march 3 miles", "may 2 people come". */
  private static boolean countsThings(Cursor behind) {
    return behind.peek(-1).isNumber()
        && EnglishMonthDays.isVerb(behind.peek(-2))
        && MEASURES.contains(behind.peek().word());
  }

  private static boolean isOrdinal(Token token) {
    return EnglishWords.ORDINALS.containsKey(token.word());
  }

  private static boolean endsBefore(Token token) {
    return token.kind() == Token.Kind.TAG
        || token.isSymbol() && ".,;:!?)(-–—|@".contains(token.text());
  }
}
