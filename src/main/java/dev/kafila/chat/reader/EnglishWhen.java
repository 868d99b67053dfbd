package dev.kafila.chat.reader;

import dev.kafila.chat.reader.ClockTime.DayPart;
import dev.kafila.chat.reader.Phrase.Certainty;
import dev.kafila.chat.reader.Phrase.Role;
import dev.kafila.chat.reader.UnclearException.Reason;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Dates and times with their prepositions: "by Friday", "in 2 hours", "tonight at 8". */
final class EnglishWhen {
  private static final int MOST_TIMES = 24;
  private static final Set<String> DATE_PREPOSITIONS =
      Set.of(
          "on", "by", "due", "before", "until", "till", "for", "from", "in", "@", "this", "at",
          "within", "over", "during", "around");
  private final EnglishDates dates;

  EnglishWhen(EnglishDates dates) {
    this.dates = dates;
  }

  /** A date or a time with its prepositions. */
  Phrase when(Cursor c) {
    Phrase phrase = EnglishBareHours.beforeDay(c);
    phrase = phrase == null ? partBefore(c) : phrase;
    phrase = phrase == null ? sameTime(c) : phrase;
    phrase = phrase == null ? EnglishFromNow.phrase(c) : phrase;
    phrase = phrase == null ? EnglishIsoTimes.time(c) : phrase;
    phrase = phrase == null ? noTime(c) : phrase;
    phrase = phrase == null ? EnglishDayParts.dayPart(c) : phrase;
    return phrase == null ? timeOrDate(c) : phrase;
  }

  /** "the night before the 18th", "the morning after Christmas", "the morning of May 3". */
  private Phrase partBefore(Cursor c) {
    int mark = c.at();
    c.skipOneOf("on the", "the");
    DayPart part = c.take(EnglishWords.DAY_PARTS);
    boolean before = part != null && c.skip("before");
    boolean of = part != null && c.skip("of");
    if (before || of || part != null && c.skip("after")) {
      EnglishDates.Found day = dates.date(c);
      if (day != null) {
        Period by = Period.ofDays(before ? -1 : of ? 0 : 1);
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
    if (c.skipAll("same day next week")) {
      return new Phrase(Certainty.SURE, when -> when.date(Dates.in(Period.ofDays(7))));
    }
    if (c.skipOneOf("this time", "same time")) {
      EnglishDates.Found day =
          c.skipAll("next week") ? EnglishDates.sure(Dates.in(Period.ofDays(7))) : dates.date(c);
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

  /** "at 25:00", "7:75pm": there is no such time. */
  private static Phrase noTime(Cursor c) {
    int mark = c.at();
    boolean at = c.skipOneOf("at", "@");
    boolean clock = c.peek().isNumber() && c.peek(1).is(":");
    Token minute = c.peek(2);
    if (clock && minute.isNumber() && c.peek().touches(c.peek(1)) && c.peek(1).touches(minute)) {
      int hour = c.take().number();
      c.take();
      c.take();
      boolean impossible = hour > 24 || minute.number() > 59;
      boolean meridiem = c.skipOneOf("am", "pm");
      boolean alone = (at || meridiem) && c.wordEndsHere();
      if (impossible && hour < 60 && minute.text().length() == 2 && alone) {
        return Phrase.doubtful(Reason.NO_SUCH_TIME);
      }
    }
    c.back(mark);
    return null;
  }

  /** "by 1" is an hour, "by 1 June" a day. */
  private Phrase timeOrDate(Cursor c) {
    int mark = c.at();
    Phrase time = timeOfDay(c);
    if (time != null && time.certainty() == Certainty.SURE) {
      return time;
    }
    int behindTime = c.at();
    c.back(mark);
    Phrase date = date(c);
    if (time != null && (date == null || c.at() <= behindTime)) {
      c.back(behindTime);
      return time;
    }
    return date;
  }

  /** One time or several: "at 8am and 8pm". */
  static Phrase timeOfDay(Cursor c) {
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
      next = next == null ? EnglishTimes.militaryBehind(c) : next;
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
    boolean begins = !due && c.peek().is("beginning") && !c.peek(1).is("of");
    boolean deadline =
        begins && c.skip("beginning")
            || !due
                && c.skipOneOf(
                    "deadline",
                    "deadline :",
                    "starting",
                    "no later than",
                    "on or before",
                    "on or after");
    deadline |= !due && c.skipOneOf("not before", "no earlier than", "no sooner than", "not until");
    c.skipOneOf("sometime on", "sometime", "any time on", "any time", "anytime on", "anytime");
    if (due) {
      c.skipOneOf("on or before", "on or after");
    }
    c.skip(":");
    boolean starting = (begins || c.before().is("starting")) && deadline;
    c.skipOneOf("all day");
    boolean prepared = c.skipAny(DATE_PREPOSITIONS);
    boolean later = !prepared && c.skipOneOf("after", "any time after", "sometime after");
    boolean asStart = starting || prepared && c.before().is("from");
    if (prepared && c.before().is("this")) {
      // "this Friday" belongs to the date itself.
      c.back(c.at() - 1);
      prepared = false;
    }
    boolean weekendBehindAt =
        prepared && c.before().is("at") && !c.peek().is("the") && !c.peek(1).is("/");
    boolean next = c.peek().is("the") && c.peek(1).is("next");
    boolean weekday =
        c.peek().is("the")
            && EnglishWords.WEEKDAYS.containsKey(c.peek(1).word())
            && (!c.peek(2).isWord() || c.peek(2).is("in") || c.peek(2).is("at"));
    if (prepared && (next && EnglishDates.isWeekdayName(c.peek(2)) || weekday)) {
      // "in the next Friday"
      c.take();
    }
    Role role = role(c, due || deadline && !starting);
    boolean until = prepared && (c.before().is("until") || c.before().is("till"));
    EnglishDates.Found found = weekendBehindAt ? null : dates.date(c);
    if (found == null) {
      c.back(mark);
      return null;
    }
    c.skipOneOf("onwards", "onward");
    if (later) {
      return found.certainty() == EnglishDates.Certainty.HARDLY
          ? backTo(c, mark)
          : Phrase.doubtful(Reason.WHICH_DAY);
    }
    if (lastDay(c, found)) {
      return Phrase.doubtful(Reason.MAYBE_REPEATS, c.text(mark, c.at()));
    }
    DayPart named = EnglishDayParts.partBehindDay(c);
    ClockTime hour = named == null ? EnglishSpokenTimes.behindDay(c, found) : null;
    return new Phrase(
            certainty(found.certainty(), prepared || due || deadline || hour != null),
            when -> {
              when.starts |= starting;
              if (until) {
                when.until(found.date());
              } else {
                when.date(found.date(), asStart);
              }
              if (named != null) {
                when.time(ClockTime.of(named));
              }
              if (hour != null) {
                when.time(hour);
              }
            })
        .as(role);
  }

  private static Phrase backTo(Cursor c, int mark) {
    c.back(mark);
    return null;
  }

  /** What the date that follows is to the task, told by the preposition before it. */
  private static Role role(Cursor c, boolean due) {
    if (due || c.before().is("by") || c.before().is("before") || c.before().is("due")) {
      return Role.DEADLINE;
    }
    boolean purpose = c.before().is("for");
    if (c.before().is("on") || c.before().is("at") || c.before().is("until")) {
      return Role.PLAIN;
    }
    int mark = c.at();
    boolean holiday = EnglishHolidays.holiday(c) != null;
    c.back(mark);
    return holiday ? Role.OCCASION : purpose ? Role.PURPOSE : Role.PLAIN;
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
}
