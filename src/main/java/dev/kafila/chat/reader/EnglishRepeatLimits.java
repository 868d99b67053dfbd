package dev.kafila.chat.reader;

import dev.kafila.chat.reader.Phrase.Certainty;
import dev.kafila.chat.reader.UnclearException.Reason;
import dev.kafila.task.Anchor;
import java.time.DayOfWeek;
import java.time.MonthDay;
import java.util.List;

/** What limits a recurrence: its days, its beginning, its end, how often it happens. */
final class EnglishRepeatLimits {
  private static final int LONGEST_EVENT = 3;

  private final EnglishDates dates;

  EnglishRepeatLimits(EnglishDates dates) {
    this.dates = dates;
  }

  /** "until June 30", "for 3 weeks" and "5 times", apart from the recurrence that they end. */
  static Phrase limit(Cursor c) {
    int mark = c.at();
    c.skip(",");
    RepeatMeaning limits = new RepeatMeaning(RepeatMeaning.Unit.DAILY);
    if (EnglishFromCompletion.skip(c, limits) && c.wordEndsHere()) {
      return new Phrase(
          Certainty.SURE,
          when -> when.repeat.anchor = Anchor.COMPLETION,
          when -> when.repeat != null && when.repeat.anchor == Anchor.DUE);
    }
    if (!forSoLong(c, limits, false) && !soOften(c, limits) || !c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    return new Phrase(
        Certainty.SURE,
        when -> {
          when.repeat.times = limits.times;
          when.repeat.during = limits.during;
        },
        when ->
            when.repeat != null
                && when.repeat.times == 0
                && when.repeat.during == null
                && (limits.during == null || longEnough(limits.during, when.repeat)));
  }

  boolean modifier(Cursor c, RepeatMeaning repeat) {
    int mark = c.at();
    if (c.skip(",") && c.atEnd()) {
      return c.back(mark);
    }
    return onDays(c, repeat)
        || EnglishRepeatSpans.betweenHours(c, repeat)
        || limits(c, repeat)
        || EnglishFromCompletion.skip(c, repeat)
        || EnglishRepeatSpans.inMonths(c, repeat)
        || EnglishRepeatSpans.inPeriod(c, repeat)
        || c.back(mark);
  }

  /** What "every 2 weeks", "every month" and "every year" happen on. */
  private boolean onDays(Cursor c, RepeatMeaning repeat) {
    int mark = c.at();
    if (repeat.namesDays()) {
      return false;
    }
    boolean on = c.skip("on");
    if (repeat.unit == RepeatMeaning.Unit.WEEKLY || repeat.unit.withinDay()) {
      if (on && c.skipOneOf("weekdays", "workdays")) {
        repeat.on(EnglishRepeatDays.WORKDAYS);
        return true;
      }
      if (on) {
        c.skip("a");
      }
      List<DayOfWeek> days = on ? EnglishRepeatDays.weekdayList(c, false) : List.of();
      days = days.isEmpty() && on ? EnglishRepeatDays.weekdayList(c, true) : days;
      if (!days.isEmpty() && c.wordEndsHere()) {
        repeat.on(days);
        if (c.text(mark, c.at()).contains(" or ")) {
          repeat.start = Dates.unclear(Reason.HOW_OFTEN);
        }
        return true;
      }
      return c.back(mark);
    }
    boolean dayOf = c.peek().is("the") && c.peek(1).is("day") && c.peek(2).isNumber();
    if (repeat.unit == RepeatMeaning.Unit.MONTHLY && (on || dayOf)) {
      return EnglishEachPeriod.onDays(c, repeat) || c.back(mark);
    }
    boolean position = c.peek().is("the") && !on;
    if (repeat.unit == RepeatMeaning.Unit.YEARLY && (on || position || c.skip("in"))) {
      EnglishRepeats.Found holiday = EnglishHolidays.eachYear(c);
      if (holiday != null) {
        repeat.takeDays(holiday);
        return true;
      }
      MonthDay numbers = dates.monthDay(c);
      if (numbers != null) {
        repeat.months.add(numbers.getMonthValue());
        repeat.monthDays.add(numbers.getDayOfMonth());
        return true;
      }
      c.skip("the");
      EnglishRepeats.Found day = EnglishRepeatDays.yearlyDay(c);
      if (day != null && day.repeat() != null) {
        repeat.months.addAll(day.repeat().months);
        repeat.monthDays.addAll(day.repeat().monthDays);
        return true;
      }
      if (day != null) {
        repeat.start = Dates.unclear(Reason.NO_SUCH_DATE);
        return true;
      }
      c.back(mark);
      c.skipOneOf("on", "in");
      return EnglishEachPeriod.onDays(c, repeat) || c.back(mark);
    }
    return c.back(mark);
  }

  /** starting, until, for 3 weeks, 5 times. */
  private boolean limits(Cursor c, RepeatMeaning repeat) {
    int mark = c.at();
    if (c.skipOneOf(
        "from now on", "from here on", "going forward", "until further notice", "starting now")) {
      return c.wordEndsHere() || c.back(mark);
    }
    if (c.skipOneOf("starting", "beginning", "start", "from", "as of", "commencing")) {
      c.skipOneOf("from", "on", "in");
      boolean monthOnly = EnglishWords.MONTHS.containsKey(c.peek().word()) && !dayBehind(c);
      if (monthOnly && repeat.start == null) {
        repeat.start = Dates.month(c.take(EnglishWords.MONTHS));
        return true;
      }
      EnglishDates.Found date = dates.date(c);
      if (date != null && repeat.start == null) {
        repeat.start = date.date();
        int behind = c.at();
        boolean onward = c.skipOneOf("onwards", "onward", "forward") || c.skip("on") && c.atEnd();
        c.back(onward ? c.at() : behind);
        return true;
      }
      Amount amount = date == null ? EnglishAmounts.amount(c) : null;
      if (amount != null && amount.wholeDays() && repeat.start == null) {
        c.skipAll("from now");
        repeat.start = Dates.in(amount.period());
        return true;
      }
      c.back(mark);
      // "starting at 9pm": the time is read behind this.
      return c.skipOneOf("starting", "beginning")
              && (c.peek().is("at")
                  || c.peek().is("@")
                  || c.peek().is("tonight")
                  || c.peek().is("this"))
          || c.back(mark);
    }
    if (c.skipOneOf("until", "till", "til", "through", "thru", "ending", "ends", "up to")
        || repeat.start != null && c.skipOneOf("to", "-", "–")) {
      c.skipOneOf("on", "the end of", "end of");
      boolean ofPeriod = c.before().is("of");
      if (ofPeriod) {
        c.back(c.at() - 2);
      }
      EnglishDates.Found date = dates.date(c);
      date = date == null ? ofEvent(c) : date;
      if (date != null && repeat.until == null) {
        repeat.until = date.date();
        return true;
      }
      if (date == null && repeat.unit.withinDay() && EnglishTimes.endOfSpan(c) != null) {
        // "every 2 hours until 6pm": today, or every day?
        repeat.start = Dates.unclear(Reason.HOW_OFTEN);
        return true;
      }
      return c.back(mark);
    }
    return forSoLong(c, repeat, true) || soOften(c, repeat) || c.back(mark);
  }

  /** The date of "the exam on April 20", which ends it. */
  private EnglishDates.Found ofEvent(Cursor c) {
    if (!c.skipOneOf("the", "my", "our")) {
      return null;
    }
    for (int i = 0; i < LONGEST_EVENT && c.peek().isWord(); i++) {
      c.take();
      if (c.skip("on")) {
        return dates.date(c);
      }
    }
    return null;
  }

  /** Whether a day or a year follows the month that stands here. */
  private static boolean dayBehind(Cursor c) {
    Token next = c.peek(1);
    return next.isNumber() || next.is("the") || EnglishWords.ORDINALS.containsKey(next.word());
  }

  /** "for 3 weeks". */
  private static boolean forSoLong(Cursor c, RepeatMeaning repeat, boolean check) {
    int mark = c.at();
    if (c.skip("for")) {
      c.skipOneOf("the next", "next");
      Amount amount = EnglishAmounts.amount(c);
      if (amount != null && amount.period().isZero() && amount.duration().isZero()) {
        repeat.start = Dates.unclear(Reason.REPEATS_NEVER);
        return true;
      }
      if (amount != null && (!check || longEnough(amount, repeat))) {
        repeat.during = amount;
        return true;
      }
    }
    return c.back(mark);
  }

  /** "5 times", "for 5 times", "ending after 5 occurrences". */
  private static boolean soOften(Cursor c, RepeatMeaning repeat) {
    int mark = c.at();
    c.skipOneOf("ending after", "ends after", "end after", "stop after", "stopping after", "for");
    c.skipOneOf("the next", "a total of", "next", "only");
    Integer count = EnglishAmounts.cardinal(c);
    if (count != null
        && c.skipOneOf("times", "occurrences", "repetitions", "repeats")
        && count > 0
        && c.wordEndsHere()
        && !c.peek().is("a")
        && !c.peek().is("per")) {
      repeat.times = Math.min(count, 100_000);
      return true;
    }
    return c.back(mark);
  }

  /** "meditate every day for 10 minutes" says how long to meditate. */
  private static boolean longEnough(Amount amount, RepeatMeaning repeat) {
    long seconds =
        (amount.period().toTotalMonths() * 30L + amount.period().getDays()) * 86_400L
            + amount.duration().toSeconds();
    long period =
        switch (repeat.unit) {
          case MONTHLY -> 28L * 86_400 * repeat.interval;
          case YEARLY -> 360L * 86_400 * repeat.interval;
          default -> repeat.unit.seconds * repeat.interval;
        };
    return seconds > period || !amount.period().isZero() && seconds >= period;
  }
}
