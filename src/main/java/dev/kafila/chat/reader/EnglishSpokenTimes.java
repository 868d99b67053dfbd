package dev.kafila.chat.reader;

import java.time.LocalTime;
import java.util.Map;

/** Times as they are spoken: "half past 3", "ten to five", "half 6", "18h". */
final class EnglishSpokenTimes {
  private static final Map<String, Integer> MINUTE_WORDS = Map.of("quarter", 15, "half", 30);

  private EnglishSpokenTimes() {}

  /** "half 6" is half past six. */
  static ClockTime halfPast(Cursor c) {
    if (!c.skip("half")) {
      return null;
    }
    Integer hour = EnglishAmounts.cardinal(c);
    boolean clock = hour != null && hour >= 1 && hour <= 12 && c.wordEndsHere();
    return clock ? EnglishDigits.meridiem(c, EnglishDigits.open(hour, 30)) : null;
  }

  /** "18h", "9h30": behind a preposition, else only from 13 on, since "2h" is a length of time. */
  static ClockTime hours(Cursor c, boolean prepared) {
    Token hour = c.peek();
    boolean clock =
        hour.isNumber() && hour.text().length() <= 2 && (prepared || hour.number() > 12);
    if (!clock || !c.peek(1).is("h") || !hour.touches(c.peek(1))) {
      return null;
    }
    c.take();
    c.take();
    int minute = 0;
    if (c.glued() && c.peek().isNumber() && c.peek().text().length() == 2) {
      minute = c.take().number();
    }
    return EnglishDigits.of(hour.number(), minute);
  }

  /** "half past 3", "ten to five", "quarter after 2"; "half three" is half past three. */
  static ClockTime pastOrTo(Cursor c) {
    int mark = c.at();
    c.skip("a");
    Integer minutes = c.take(MINUTE_WORDS);
    boolean half = minutes != null && minutes == 30;
    if (minutes == null) {
      minutes = EnglishAmounts.cardinal(c);
      c.skipOneOf("minutes", "minute", "min");
    }
    boolean word = minutes != null && c.before().isWord();
    boolean past = minutes != null && c.skipOneOf("past", "after");
    boolean span = !word && afterDay(c, mark) && (c.peek().is("till") || c.peek().is("until"));
    boolean to = minutes != null && !past && !half && !span;
    boolean prepared = EnglishTimes.prepositions().contains(c.peek(mark - c.at() - 1).word());
    boolean quarter = c.before().is("quarter");
    // "Ten of five" is a time, "one of three" is none.
    to = to && (c.skipOneOf("to", "till", "before") || (prepared || quarter) && c.skip("of"));
    if (minutes == null || minutes < 1 || minutes > 30 || !past && !to) {
      c.back(mark);
      return null;
    }
    ClockTime named = EnglishTimes.named(c);
    if (named != null) {
      LocalTime time = named.time().plusMinutes(past ? minutes : -minutes);
      return named.midnight() && !past ? null : ClockTime.exact(time);
    }
    Integer hour = EnglishAmounts.cardinal(c);
    if (hour == null || hour < 1 || hour > 12 || !word && isRange(c, minutes, to)) {
      c.back(mark);
      return null;
    }
    EnglishDigits.skipOClock(c);
    ClockTime time =
        past
            ? EnglishDigits.open(hour, minutes)
            : EnglishDigits.open(hour == 1 ? 12 : hour - 1, 60 - minutes);
    return EnglishDigits.meridiem(c, time);
  }

  /** "Saturday 5 till 9" is a span. */
  private static boolean afterDay(Cursor c, int at) {
    Token before = c.peek(at - c.at() - 1);
    return EnglishDates.isWeekdayName(before) || EnglishDates.isCalendarWord(before);
  }

  /** "an hour before midnight", "two hours after noon"; null if none is here. */
  static ClockTime fromNamed(Cursor c) {
    int mark = c.at();
    Amount amount = EnglishAmounts.amount(c);
    boolean hours = amount != null && amount.period().isZero() && !amount.duration().isZero();
    boolean before = hours && c.skip("before");
    ClockTime named = before || hours && c.skip("after") ? EnglishTimes.named(c) : null;
    if (named == null || named.midnight() && !before) {
      c.back(mark);
      return null;
    }
    long minutes = amount.duration().toMinutes();
    return ClockTime.exact(named.time().plusMinutes(before ? -minutes : minutes));
  }

  /** "5 to 7pm" and "from 3 to 5" are ranges, "10 to 5" is a time. */
  private static boolean isRange(Cursor c, int minutes, boolean to) {
    return to && (minutes % 5 != 0 || minutes < 12 && EnglishDigits.isMeridiem(c.peek()));
  }

  /** "6" of "practice Tues 6", "10-12" of "Sat 10-12"; null unless the sentence ends there. */
  static ClockTime behindDay(Cursor c, EnglishDates.Found day) {
    int mark = c.at();
    Token hour = c.peek();
    boolean named = day.weekday() != null || EnglishDates.isCalendarWord(c.before());
    named |= (c.peek(1).is("-") || c.peek(1).is("–")) && c.peek(2).isNumber();
    boolean clock = named && hour.isNumber() && !c.glued();
    if (clock && hour.text().length() == 4) {
      // "tomorrow 0630"
      c.take();
      ClockTime time = EnglishDigits.of(hour.number() / 100, hour.number() % 100);
      return time != null && c.wordEndsHere() ? time : none(c, mark);
    }
    if (clock && hour.text().length() <= 2) {
      ClockTime dotted = EnglishBareHours.behindDay(c);
      if (dotted != null) {
        return dotted;
      }
      c.take();
      if (c.skipOneOf("-", "–") && c.peek().isNumber() && c.peek().text().length() <= 2) {
        c.take();
      }
      ClockTime time = EnglishDigits.open(hour.number(), 0);
      boolean ends = c.atEnd() || c.peek().isSymbol() && ",.;!?".contains(c.peek().text());
      if (time != null && ends && c.wordEndsHere()) {
        return time;
      }
    }
    c.back(mark);
    return null;
  }

  private static ClockTime none(Cursor c, int mark) {
    c.back(mark);
    return null;
  }
}
