package dev.kafila.chat.reader;

import dev.kafila.chat.reader.ClockTime.DayPart;
import dev.kafila.chat.reader.EnglishWords.Unit;
import dev.kafila.chat.reader.Phrase.Certainty;
import dev.kafila.chat.reader.UnclearException.Reason;
import dev.kafila.task.Anchor;
import java.time.DayOfWeek;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;

/**
 * Recurrences: "every other Monday", "daily", "the last workday of each month", "after 10 days".
 */
final class EnglishRepeats {
  private static final Set<String> EVERY = Set.of("every", "each", "ev");
  private final EnglishDates dates;
  private final EnglishRepeatLimits limits;

  EnglishRepeats(EnglishDates dates) {
    this.dates = dates;
    this.limits = new EnglishRepeatLimits(dates);
  }

  /**
   * What was read: a rule, and the part of the day that came with it; or a doubt instead of a rule.
   *
   * @param certainty lower for a word that may as well describe a thing: "weekly report"
   * @param times of "twice a week" how many days, or times of day, must be named; 0 for any
   */
  record Found(
      RepeatMeaning repeat, DayPart part, UnclearException doubt, Certainty certainty, int times) {
    Found(RepeatMeaning repeat, DayPart part, UnclearException doubt, Certainty certainty) {
      this(repeat, part, doubt, certainty, 0);
    }

    static Found of(RepeatMeaning repeat) {
      return new Found(repeat, null, null, Certainty.SURE);
    }

    static Found doubtful(Reason reason, Object... details) {
      return new Found(null, null, new UnclearException(reason, details), Certainty.SURE);
    }
  }

  /** A recurrence with its limits; null if none is here. */
  Found repeat(Cursor c) {
    int mark = c.at();
    if (c.before().isNumber() && c.peek().word().endsWith("s")) {
      // "2 weekends from now", "3 Mondays"
      return null;
    }
    Found found = start(c);
    if (found == null || !c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    if (found.repeat() != null) {
      boolean named = found.repeat().namesDays();
      int behindTimes = c.at();
      int behind;
      int times = found.times();
      do {
        behind = c.at();
      } while (limits.modifier(c, found.repeat()) && c.at() > behind);
      if (times > 0 && times != EnglishTimesAPeriod.named(c, found.repeat())) {
        c.back(behindTimes);
        return Found.doubtful(Reason.HOW_OFTEN);
      }
      if (c.skipOneOf("or so", "or thereabouts") || c.peek().is("or") && c.peek(1).isNumber()) {
        // "every 6 months or 5000 miles"
        return Found.doubtful(Reason.HOW_OFTEN);
      }
      if (!named && found.repeat().namesDays()) {
        // "annually on December 24" describes no thing.
        return new Found(found.repeat(), found.part(), found.doubt(), Certainty.SURE);
      }
    }
    return found;
  }

  /** "alternate Fridays", "on alternate weeks". */
  private static Found alternate(Cursor c) {
    int mark = c.at();
    c.skip("on");
    if (c.skip("alternate")) {
      List<DayOfWeek> days = EnglishRepeatDays.weekdayList(c, true);
      Unit unit = days.isEmpty() ? c.take(EnglishWords.UNITS) : null;
      if (!days.isEmpty() || unit != null && unit != Unit.WORKDAY) {
        RepeatMeaning repeat =
            unit == null ? EnglishRepeatDays.weekly(days) : EnglishIntervals.of(1, unit);
        repeat.interval *= 2;
        return Found.of(repeat);
      }
    }
    c.back(mark);
    return null;
  }

  /** "on Thanksgiving every year". */
  private static Found holidayEachYear(Cursor c) {
    int mark = c.at();
    c.skipOneOf("on", "at");
    Found found = EnglishHolidays.eachYear(c);
    c.skip(",");
    if (found != null && c.skipOneOf(EnglishEachPeriod.EACH_YEAR)) {
      return found;
    }
    c.back(mark);
    return null;
  }

  private Found start(Cursor c) {
    Found found = every(c);
    found = found == null ? alternate(c) : found;
    found = found == null ? EnglishIntervals.adverb(c) : found;
    found = found == null ? times(c) : found;
    found = found == null ? plurals(c) : found;
    found = found == null ? holidayEachYear(c) : found;
    found = found == null ? EnglishEachPeriod.ofEach(c) : found;
    return found == null ? EnglishIntervals.after(c) : found;
  }

  private Found every(Cursor c) {
    int mark = c.at();
    if (c.skip("everyday")) {
      // "everyday life" is no rule.
      return new Found(new RepeatMeaning(RepeatMeaning.Unit.DAILY), null, null, Certainty.HARDLY);
    }
    c.skip("on");
    if (!c.skipOneOf("each and every") && !c.skipAny(EVERY)) {
      c.back(mark);
      return null;
    }
    boolean fromCompletion = c.glued() && c.skip("!");
    c.skip("single");
    Found found = everyWhat(c);
    if (found == null) {
      c.back(mark);
      return null;
    }
    if (fromCompletion && found.repeat() != null) {
      found.repeat().anchor = Anchor.COMPLETION;
    }
    return found;
  }

  private Found everyWhat(Cursor c) {
    int mark = c.at();
    if (c.skipOneOf("-", "minus") && EnglishAmounts.amount(c) != null) {
      return Found.doubtful(Reason.REPEATS_NEVER);
    }
    c.back(mark);
    MonthDay numbers = dates.monthDay(c);
    if (numbers != null) {
      return Found.of(EnglishRepeatDays.eachYear(numbers));
    }
    Found found = EnglishHolidays.eachYear(c);
    found = found == null ? EnglishEachPeriod.everyPosition(c) : found;
    found = found == null ? EnglishIntervals.half(c) : found;
    found = found == null ? other(c) : found;
    found = found == null ? EnglishIntervals.counted(c) : found;
    found = found == null ? weekdays(c) : found;
    found = found == null ? EnglishDayLetters.days(c) : found;
    found = found == null ? EnglishRepeatDays.yearlyDay(c) : found;
    found = found == null ? EnglishRepeatDays.dayNumbers(c) : found;
    found = found == null ? EnglishIntervals.single(c) : found;
    return found == null ? someDays(c) : found;
  }

  /** "every school night", "every bank holiday": which days those are isn't said. */
  private static Found someDays(Cursor c) {
    int mark = c.at();
    boolean named = c.skipOneOf("payday", "pay day", "holiday", "bank holiday", "full moon");
    if (!named && c.peek().isWord() && EnglishWords.DAY_PARTS.containsKey(c.peek(1).word())) {
      named = true;
      c.back(mark + 2);
    } else if (!named && c.peek().isWord() && c.peek(1).is("day")) {
      named = true;
      c.back(mark + 2);
    }
    if (named && c.wordEndsHere()) {
      return Found.doubtful(Reason.HOW_OFTEN);
    }
    c.back(mark);
    return null;
  }

  /** "every other day", "every other Tuesday". */
  private static Found other(Cursor c) {
    if (!c.skipOneOf("other", "alternate")) {
      return null;
    }
    Found found = weekdays(c);
    found = found == null ? EnglishIntervals.single(c) : found;
    if (found != null && found.repeat() != null) {
      found.repeat().interval *= 2;
    }
    return found;
  }

  /** "every Monday, Wednesday and Friday", "every Monday morning". */
  private static Found weekdays(Cursor c) {
    int mark = c.at();
    List<DayOfWeek> days = EnglishRepeatDays.weekdayList(c, false);
    if (days.isEmpty()) {
      c.back(mark);
      return null;
    }
    if (c.text(mark, c.at()).contains(" or ")) {
      return Found.doubtful(Reason.HOW_OFTEN);
    }
    return new Found(
        EnglishRepeatDays.weekly(days), EnglishRepeatDays.dayPart(c), null, Certainty.SURE);
  }

  /** "once a week", "once every 3 days", "twice a week on Mon and Thu". */
  private Found times(Cursor c) {
    int mark = c.at();
    int times =
        c.skipOneOf("once", "one time") ? 1 : c.skip("twice") ? 2 : c.skip("thrice") ? 3 : 0;
    boolean days = false;
    if (times == 0) {
      Integer count = EnglishAmounts.cardinal(c);
      days = count != null && count > 0 && count < 8 && c.skip("days");
      boolean often = days || count != null && (c.skip("times") || c.glued() && c.skip("x"));
      times = often ? count : 0;
    }
    if (times > 0) {
      Found found = null;
      if (c.skipOneOf("a", "an", "per", "each")) {
        Unit unit = c.take(EnglishWords.UNITS);
        found = unit == null ? null : Found.of(EnglishIntervals.of(1, unit));
      } else if (!days && (c.peek().is("every") || c.peek().is("each"))) {
        found = every(c);
      } else if (!days) {
        found = EnglishIntervals.adverb(c);
      }
      boolean weekly = found != null && found.repeat() != null;
      weekly = weekly && found.repeat().unit == RepeatMeaning.Unit.WEEKLY;
      if (found != null && (!days || weekly)) {
        return times == 1 ? found : EnglishTimesAPeriod.rule(found, days && times == 7 ? 0 : times);
      }
    }
    c.back(mark);
    return null;
  }

  /** "on Mondays", "Mondays and Thursdays", "weekdays", "on weekends". */
  private static Found plurals(Cursor c) {
    int mark = c.at();
    boolean on = c.skip("on") || c.skip("at");
    if (on) {
      c.skip("the");
    }
    Certainty certainty = on ? Certainty.SURE : Certainty.HARDLY;
    if (c.skipOneOf("weekdays", "workdays", "business days", "working days")) {
      return new Found(EnglishRepeatDays.weekly(EnglishRepeatDays.WORKDAYS), null, null, certainty);
    }
    if (c.skip("weekends")) {
      return new Found(
          EnglishRepeatDays.weekly(List.of(DayOfWeek.SATURDAY)), null, null, certainty);
    }
    if (c.skipOneOf("weeknights", "school nights", "weekday nights")) {
      return Found.doubtful(Reason.HOW_OFTEN);
    }
    boolean weekday = c.skipOneOf("weekday", "workday");
    DayPart several = weekday || c.skip("weekend") ? c.take(EnglishWords.PLURAL_DAY_PARTS) : null;
    if (several != null) {
      List<DayOfWeek> days =
          weekday ? EnglishRepeatDays.WORKDAYS : List.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
      return new Found(EnglishRepeatDays.weekly(days), several, null, Certainty.PERHAPS);
    }
    c.back(weekday || c.before().is("weekend") ? c.at() - 1 : c.at());
    List<DayOfWeek> days = EnglishRepeatDays.weekdayList(c, true);
    if (!days.isEmpty()) {
      DayPart part = EnglishRepeatDays.dayPart(c);
      part = part == null ? c.take(EnglishWords.PLURAL_DAY_PARTS) : part;
      return new Found(EnglishRepeatDays.weekly(days), part, null, certainty);
    }
    DayOfWeek day = EnglishDates.weekdayName(c);
    DayPart parts = day == null ? null : c.take(EnglishWords.PLURAL_DAY_PARTS);
    if (parts != null) {
      // "Sunday nights"
      RepeatMeaning weekly = EnglishRepeatDays.weekly(List.of(day));
      return new Found(weekly, parts, null, on ? Certainty.SURE : Certainty.PERHAPS);
    }
    c.back(day == null ? c.at() : c.at() - 1);
    boolean inThe = on || c.skipOneOf("in the");
    DayPart part = c.take(EnglishWords.PLURAL_DAY_PARTS);
    if (part != null) {
      Certainty sure = inThe ? Certainty.SURE : Certainty.HARDLY;
      return new Found(new RepeatMeaning(RepeatMeaning.Unit.DAILY), part, null, sure);
    }
    c.back(mark);
    return null;
  }
}
