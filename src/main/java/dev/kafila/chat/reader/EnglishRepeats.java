package dev.kafila.chat.reader;

import dev.kafila.chat.reader.ClockTime.DayPart;
import dev.kafila.chat.reader.EnglishWords.Unit;
import dev.kafila.chat.reader.Phrase.Certainty;
import dev.kafila.chat.reader.UnclearException.Reason;
import dev.kafila.task.Anchor;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Recurrences: "every other Monday", "daily", "the last workday of each month", "after 10 days".
 */
final class EnglishRepeats {
  private static final List<DayOfWeek> WORKDAYS =
      List.of(
          DayOfWeek.MONDAY,
          DayOfWeek.TUESDAY,
          DayOfWeek.WEDNESDAY,
          DayOfWeek.THURSDAY,
          DayOfWeek.FRIDAY);
  private static final Map<String, RepeatMeaning.Unit> ADVERBS =
      Map.of(
          "hourly", RepeatMeaning.Unit.HOURLY,
          "daily", RepeatMeaning.Unit.DAILY,
          "weekly", RepeatMeaning.Unit.WEEKLY,
          "monthly", RepeatMeaning.Unit.MONTHLY,
          "yearly", RepeatMeaning.Unit.YEARLY,
          "annually", RepeatMeaning.Unit.YEARLY);
  private static final Set<String> TWO_WAYS =
      Set.of(
          "biweekly",
          "bimonthly",
          "biannually",
          "biyearly",
          "semiweekly",
          "semimonthly",
          "semiannually");
  private static final Set<String> EVERY = Set.of("every", "each", "ev");

  private final EnglishDates dates;

  EnglishRepeats(EnglishDates dates) {
    this.dates = dates;
  }

  /**
   * What was read: a rule, and the part of the day that came with it; or a doubt instead of a rule.
   *
   * @param certainty lower for a word that may as well describe a thing: "weekly report"
   */
  record Found(RepeatMeaning repeat, DayPart part, UnclearException doubt, Certainty certainty) {
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
    Found found = start(c);
    if (found == null || !c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    if (found.repeat() != null) {
      int behind;
      do {
        behind = c.at();
      } while (modifier(c, found.repeat()) && c.at() > behind);
      if (exception(c)) {
        return Found.doubtful(Reason.HOW_OFTEN);
      }
    }
    return found;
  }

  /** "except weekends", "but not on Friday". */
  private boolean exception(Cursor c) {
    int mark = c.at();
    c.skip(",");
    if (c.skipOneOf(
        "except", "excluding", "but not", "not", "other than", "apart from", "besides")) {
      c.skipOneOf("for", "on", "in");
      c.skip("the");
      if (c.skipOneOf("weekend", "weekends", "holidays", "public holidays", "bank holidays")
          || plurals(c) != null
          || !weekdayList(c, false).isEmpty()
          || dates.date(c) != null) {
        return true;
      }
    }
    return c.back(mark);
  }

  /** "until June 30", "for 3 weeks" and "5 times", apart from the recurrence that they end. */
  static Phrase limit(Cursor c) {
    int mark = c.at();
    RepeatMeaning limits = new RepeatMeaning(RepeatMeaning.Unit.DAILY);
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

  private Found start(Cursor c) {
    Found found = every(c);
    found = found == null ? adverb(c) : found;
    found = found == null ? times(c) : found;
    found = found == null ? plurals(c) : found;
    found = found == null ? ofEachMonth(c) : found;
    return found == null ? after(c) : found;
  }

  private Found every(Cursor c) {
    int mark = c.at();
    if (c.skip("everyday")) {
      // "everyday life" is no rule.
      return new Found(new RepeatMeaning(RepeatMeaning.Unit.DAILY), null, null, Certainty.HARDLY);
    }
    c.skip("on");
    if (!c.skipAny(EVERY)) {
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
    Found found = lastOrFirst(c);
    found = found == null ? half(c) : found;
    found = found == null ? other(c) : found;
    found = found == null ? ordinal(c) : found;
    found = found == null ? counted(c) : found;
    found = found == null ? weekdays(c) : found;
    found = found == null ? yearlyDay(c) : found;
    found = found == null ? dayNumbers(c) : found;
    return found == null ? single(c) : found;
  }

  /** "every day", "every morning", "every weekend". */
  private static Found single(Cursor c) {
    DayPart part = c.take(EnglishWords.DAY_PARTS);
    if (part != null) {
      return new Found(new RepeatMeaning(RepeatMeaning.Unit.DAILY), part, null, Certainty.SURE);
    }
    if (c.skip("weekend")) {
      return new Found(weekly(List.of(DayOfWeek.SATURDAY)), dayPart(c), null, Certainty.SURE);
    }
    if (c.skipOneOf("weekday", "workday", "business day", "working day", "work day")) {
      return new Found(weekly(WORKDAYS), dayPart(c), null, Certainty.SURE);
    }
    Unit unit = c.peek().word().length() > 1 ? c.take(EnglishWords.UNITS) : null;
    return unit == null ? null : Found.of(of(1, unit));
  }

  private static RepeatMeaning weekly(List<DayOfWeek> days) {
    return new RepeatMeaning(RepeatMeaning.Unit.WEEKLY).on(days);
  }

  private static RepeatMeaning of(int interval, Unit unit) {
    return switch (unit) {
      case MINUTE -> RepeatMeaning.every(interval, RepeatMeaning.Unit.MINUTELY);
      case HOUR -> RepeatMeaning.every(interval, RepeatMeaning.Unit.HOURLY);
      case DAY -> RepeatMeaning.every(interval, RepeatMeaning.Unit.DAILY);
      case WEEK -> RepeatMeaning.every(interval, RepeatMeaning.Unit.WEEKLY);
      case FORTNIGHT -> RepeatMeaning.every(2 * interval, RepeatMeaning.Unit.WEEKLY);
      case MONTH -> RepeatMeaning.every(interval, RepeatMeaning.Unit.MONTHLY);
      case QUARTER -> RepeatMeaning.every(3 * interval, RepeatMeaning.Unit.MONTHLY);
      case YEAR -> RepeatMeaning.every(interval, RepeatMeaning.Unit.YEARLY);
      case WORKDAY -> weekly(WORKDAYS);
    };
  }

  private static Found half(Cursor c) {
    if (c.skipOneOf("half an hour", "half hour", "half - hour")) {
      return Found.of(RepeatMeaning.every(30, RepeatMeaning.Unit.MINUTELY));
    }
    if (c.skipOneOf("quarter of an hour", "quarter hour")) {
      return Found.of(RepeatMeaning.every(15, RepeatMeaning.Unit.MINUTELY));
    }
    return null;
  }

  /** "every other day", "every other Tuesday". */
  private static Found other(Cursor c) {
    if (!c.skip("other")) {
      return null;
    }
    Found found = weekdays(c);
    found = found == null ? single(c) : found;
    if (found != null && found.repeat() != null) {
      found.repeat().interval *= 2;
    }
    return found;
  }

  /** "every 3 days", "every two weeks", "every 0 days". */
  private static Found counted(Cursor c) {
    int mark = c.at();
    Double quantity = EnglishAmounts.quantity(c);
    if (quantity != null) {
      boolean workdays =
          c.skipOneOf("business days", "working days", "workdays", "weekdays", "business day");
      Unit unit = workdays ? null : c.take(EnglishWords.UNITS);
      if (workdays) {
        return Found.doubtful(Reason.HOW_OFTEN);
      }
      if (unit != null) {
        return counted(quantity, unit);
      }
      List<DayOfWeek> days = weekdayList(c, true);
      if (!days.isEmpty() && quantity >= 1) {
        // "every 2 Mondays" is every second one.
        RepeatMeaning weekly = weekly(days);
        weekly.interval = quantity.intValue();
        return Found.of(weekly);
      }
    }
    c.back(mark);
    return null;
  }

  private static Found counted(double quantity, Unit unit) {
    if (quantity == 0) {
      return Found.doubtful(Reason.REPEATS_NEVER);
    }
    if (quantity != Math.rint(quantity)) {
      Amount amount = EnglishAmounts.of(quantity, unit);
      long minutes =
          amount == null || !amount.period().isZero() ? 0 : amount.duration().toMinutes();
      return minutes == 0
          ? Found.doubtful(Reason.HOW_OFTEN)
          : Found.of(RepeatMeaning.every((int) minutes, RepeatMeaning.Unit.MINUTELY));
    }
    if (quantity > 1_000 && unit != Unit.MINUTE || quantity > 100_000) {
      return Found.doubtful(Reason.REPEATS_NEVER);
    }
    return Found.of(of((int) quantity, unit));
  }

  /** "every third day", "every 2nd Tuesday of the month", "every 15th". */
  private static Found ordinal(Cursor c) {
    int mark = c.at();
    Integer nth = EnglishAmounts.ordinal(c);
    if (nth == null) {
      return null;
    }
    if (c.skipOneOf("day of the month", "day of each month", "day of every month")) {
      return onDayOfMonth(nth);
    }
    if (c.skipOneOf("workday of the month", "weekday of the month", "business day of the month")) {
      return Found.of(workdayOfMonth(nth));
    }
    List<DayOfWeek> days = weekdayList(c, false);
    if (!days.isEmpty()) {
      if (ofMonth(c)) {
        return Found.of(nthOfMonth(List.of(nth), days));
      }
      // Every second week, or the second of each month? From the third on only the latter is said.
      return nth == 2 && days.size() == 1
          ? Found.doubtful(Reason.REPEATS_TWO_WAYS, nth, days.get(0))
          : Found.of(nthOfMonth(List.of(nth), days));
    }
    Unit unit = c.take(EnglishWords.UNITS);
    if (unit != null && unit != Unit.WORKDAY) {
      return Found.of(of(nth, unit));
    }
    c.back(mark);
    return null;
  }

  private static Found onDayOfMonth(int day) {
    if (day < 1 || day > 31) {
      return Found.doubtful(Reason.NO_SUCH_DATE);
    }
    RepeatMeaning monthly = new RepeatMeaning(RepeatMeaning.Unit.MONTHLY);
    monthly.monthDays.add(day);
    return Found.of(monthly);
  }

  private static RepeatMeaning nthOfMonth(List<Integer> nth, List<DayOfWeek> days) {
    RepeatMeaning monthly = new RepeatMeaning(RepeatMeaning.Unit.MONTHLY).on(days);
    monthly.nth.addAll(nth);
    return monthly;
  }

  private static RepeatMeaning workdayOfMonth(int position) {
    RepeatMeaning monthly = new RepeatMeaning(RepeatMeaning.Unit.MONTHLY).on(WORKDAYS);
    monthly.position = position;
    return monthly;
  }

  private static boolean ofMonth(Cursor c) {
    return c.skipOneOf(
        "of the month",
        "of each month",
        "of every month",
        "in the month",
        "each month",
        "every month",
        "of a month",
        "in every month",
        "in each month",
        "monthly");
  }

  /** "every last Friday", "every first workday of the month", "every last day of the month". */
  private static Found lastOrFirst(Cursor c) {
    int mark = c.at();
    boolean last = c.skip("last");
    boolean first = !last && c.skip("first");
    if (last || first) {
      int position = last ? -1 : 1;
      if (c.skipOneOf("workday", "weekday", "business day", "working day")) {
        ofMonth(c);
        return Found.of(workdayOfMonth(position));
      }
      if (c.skip("day")) {
        if (ofMonth(c)) {
          RepeatMeaning monthly = new RepeatMeaning(RepeatMeaning.Unit.MONTHLY);
          monthly.monthDays.add(position);
          return Found.of(monthly);
        }
        if (c.skipOneOf("of the year", "of each year", "of every year")) {
          RepeatMeaning yearly = new RepeatMeaning(RepeatMeaning.Unit.YEARLY);
          yearly.months.add(last ? 12 : 1);
          yearly.monthDays.add(last ? 31 : 1);
          return Found.of(yearly);
        }
      }
      List<DayOfWeek> days = weekdayList(c, false);
      if (!days.isEmpty()) {
        if (c.skip("of") || c.skip("in")) {
          Month month = c.take(EnglishWords.MONTHS);
          if (month != null) {
            return Found.of(nthOfYearsMonth(position, days, month));
          }
          c.back(c.at() - 1);
        }
        ofMonth(c);
        return Found.of(nthOfMonth(List.of(position), days));
      }
    }
    c.back(mark);
    return null;
  }

  private static RepeatMeaning nthOfYearsMonth(int nth, List<DayOfWeek> days, Month month) {
    RepeatMeaning yearly = new RepeatMeaning(RepeatMeaning.Unit.YEARLY).on(days);
    yearly.nth.add(nth);
    yearly.months.add(month.getValue());
    return yearly;
  }

  /** "every Monday, Wednesday and Friday", "every Monday morning". */
  private static Found weekdays(Cursor c) {
    int mark = c.at();
    List<DayOfWeek> days = weekdayList(c, false);
    if (days.isEmpty()) {
      c.back(mark);
      return null;
    }
    return new Found(weekly(days), dayPart(c), null, Certainty.SURE);
  }

  private static DayPart dayPart(Cursor c) {
    int mark = c.at();
    DayPart part = c.take(EnglishWords.DAY_PARTS);
    if (part != null && !c.wordEndsHere()) {
      c.back(mark);
      return null;
    }
    return part;
  }

  /** Weekdays joined by commas, "and", "or", "/"; or a span of them. Empty if none is here. */
  static List<DayOfWeek> weekdayList(Cursor c, boolean plural) {
    List<DayOfWeek> days = new ArrayList<>();
    int mark = c.at();
    while (true) {
      DayOfWeek day = plural ? c.take(EnglishWords.PLURAL_WEEKDAYS) : EnglishDates.weekdayName(c);
      if (day == null && !plural && !days.isEmpty()) {
        day = c.take(EnglishWords.PLURAL_WEEKDAYS);
      }
      if (day == null || !c.wordEndsHere() && !c.peek().isSymbol()) {
        c.back(mark);
        return days;
      }
      days.add(day);
      mark = c.at();
      if (days.size() == 1 && c.skipOneOf("-", "–", "through", "thru", "to")) {
        DayOfWeek last = EnglishDates.weekdayName(c);
        if (last == null) {
          last = c.take(EnglishWords.PLURAL_WEEKDAYS);
        }
        if (last != null) {
          for (DayOfWeek d = day.plus(1); d != last.plus(1) && days.size() < 7; d = d.plus(1)) {
            days.add(d);
          }
          return days;
        }
        c.back(mark);
        return days;
      }
      boolean more = c.skip(",") | c.skip("and") | c.skip("&") | c.skip("/") | c.skip("or");
      if (!more && (plural || !EnglishDates.isWeekdayName(c.peek()))) {
        return days;
      }
      c.skip("every");
      c.skip("on");
    }
  }

  /** "every January 15", "every 15 March and 15 September" has only its first. */
  private static Found yearlyDay(Cursor c) {
    int mark = c.at();
    Month month = c.take(EnglishWords.MONTHS);
    RepeatMeaning yearly = new RepeatMeaning(RepeatMeaning.Unit.YEARLY);
    if (month != null) {
      c.skip("the");
      List<Integer> days = dayList(c);
      yearly.months.add(month.getValue());
      if (days.isEmpty()) {
        while (c.skip(",") | c.skip("and")) {
          Month next = c.take(EnglishWords.MONTHS);
          if (next == null) {
            c.back(c.at() - 1);
            break;
          }
          yearly.months.add(next.getValue());
        }
        yearly.monthDays.add(1);
      } else {
        yearly.monthDays.addAll(days);
      }
      return checkedYearly(yearly);
    }
    Integer day = dayNumber(c);
    c.skip("of");
    month = day == null ? null : c.take(EnglishWords.MONTHS);
    if (month != null) {
      yearly.months.add(month.getValue());
      yearly.monthDays.add(day);
      return checkedYearly(yearly);
    }
    c.back(mark);
    return null;
  }

  private static Found checkedYearly(RepeatMeaning yearly) {
    for (int month : yearly.months) {
      if (yearly.monthDays.last() > Month.of(month).maxLength() || yearly.monthDays.first() < 1) {
        return Found.doubtful(Reason.NO_SUCH_DATE);
      }
    }
    return Found.of(yearly);
  }

  /** "every 2, 15, 27", "every 15th and 30th". */
  private static Found dayNumbers(Cursor c) {
    int mark = c.at();
    c.skip("the");
    List<Integer> days = dayList(c);
    boolean unit = !c.atEnd() && EnglishWords.UNITS.containsKey(c.peek().word());
    // "every second" is a moment.
    boolean suffixed =
        c.before().isWord() && EnglishWords.ORDINAL_ENDINGS.contains(c.before().word());
    if (days.isEmpty() || unit || days.size() == 1 && !suffixed) {
      c.back(mark);
      return null;
    }
    ofMonth(c);
    if (days.stream().anyMatch(day -> day < 1 || day > 31)) {
      return Found.doubtful(Reason.NO_SUCH_DATE);
    }
    RepeatMeaning monthly = new RepeatMeaning(RepeatMeaning.Unit.MONTHLY);
    monthly.monthDays.addAll(days);
    return Found.of(monthly);
  }

  private static List<Integer> dayList(Cursor c) {
    List<Integer> days = new ArrayList<>();
    int mark = c.at();
    while (true) {
      Integer day = dayNumber(c);
      if (day == null) {
        c.back(mark);
        return days;
      }
      days.add(day);
      mark = c.at();
      boolean more = c.skip(",") | c.skip("and") | c.skip("&");
      if (!more) {
        return days;
      }
      c.skip("the");
      c.skip("on");
    }
  }

  private static Integer dayNumber(Cursor c) {
    int mark = c.at();
    Integer day = EnglishAmounts.ordinal(c);
    if (day == null && c.peek().isNumber() && c.peek().text().length() <= 2) {
      day = c.take().number();
      if (!c.wordEndsHere() || c.peek().is(":") || c.peek().is("am") || c.peek().is("pm")) {
        day = null;
      }
    }
    if (day == null) {
      c.back(mark);
    }
    return day;
  }

  private Found adverb(Cursor c) {
    int mark = c.at();
    if (c.skipOneOf("fortnightly", "every fortnight")) {
      return Found.of(RepeatMeaning.every(2, RepeatMeaning.Unit.WEEKLY));
    }
    if (c.skip("quarterly")) {
      return adverb(RepeatMeaning.every(3, RepeatMeaning.Unit.MONTHLY), null);
    }
    if (c.skip("nightly")) {
      return adverb(new RepeatMeaning(RepeatMeaning.Unit.DAILY), DayPart.NIGHT);
    }
    if (c.skipOneOf("bi - weekly", "bi - monthly", "bi - annually", "semi - annually")
        || c.skipAny(TWO_WAYS)) {
      return new Found(null, null, new UnclearException(Reason.HOW_OFTEN), Certainty.HARDLY);
    }
    RepeatMeaning.Unit unit = c.take(ADVERBS);
    if (unit != null) {
      return adverb(new RepeatMeaning(unit), null);
    }
    c.back(mark);
    return null;
  }

  private static Found adverb(RepeatMeaning meaning, DayPart part) {
    return new Found(meaning, part, null, Certainty.HARDLY);
  }

  /** "once a week", "once every 3 days"; "twice a week" must be asked about. */
  private Found times(Cursor c) {
    int mark = c.at();
    boolean once = c.skipOneOf("once", "one time");
    boolean twice = !once && c.skipOneOf("twice", "thrice");
    if (!once && !twice) {
      Integer count = EnglishAmounts.cardinal(c);
      twice = count != null && c.skip("times");
    }
    if (once || twice) {
      Found found = null;
      if (c.skipOneOf("a", "an", "per", "each")) {
        Unit unit = c.take(EnglishWords.UNITS);
        found = unit == null ? null : Found.of(of(1, unit));
      } else if (c.peek().is("every") || c.peek().is("each")) {
        found = every(c);
      } else {
        found = adverb(c);
      }
      if (found != null) {
        return once ? found : Found.doubtful(Reason.HOW_OFTEN);
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
      return new Found(weekly(WORKDAYS), null, null, certainty);
    }
    if (c.skip("weekends")) {
      return new Found(weekly(List.of(DayOfWeek.SATURDAY)), null, null, certainty);
    }
    List<DayOfWeek> days = weekdayList(c, true);
    if (!days.isEmpty()) {
      DayPart part = dayPart(c);
      part = part == null ? c.take(EnglishWords.PLURAL_DAY_PARTS) : part;
      return new Found(weekly(days), part, null, certainty);
    }
    DayPart part = on || c.skipOneOf("in the") ? c.take(EnglishWords.PLURAL_DAY_PARTS) : null;
    if (part != null) {
      return new Found(new RepeatMeaning(RepeatMeaning.Unit.DAILY), part, null, Certainty.SURE);
    }
    c.back(mark);
    return null;
  }

  /** "on the first Monday of every month", "the 15th of each month", "last day of every month". */
  private static Found ofEachMonth(Cursor c) {
    int mark = c.at();
    c.skip("on");
    c.skip("the");
    boolean last = c.skip("last");
    Integer nth = last ? Integer.valueOf(-1) : EnglishAmounts.ordinal(c);
    if (nth != null) {
      Integer second = secondOrdinal(c);
      boolean workday = c.skipOneOf("workday", "weekday", "business day", "working day");
      boolean day = !workday && c.skip("day");
      List<DayOfWeek> days = workday || day ? List.of() : weekdayList(c, false);
      if (eachMonth(c)) {
        if (workday) {
          return Found.of(workdayOfMonth(nth));
        }
        List<Integer> all = second == null ? List.of(nth) : List.of(nth, second);
        if (!days.isEmpty()) {
          return Found.of(nthOfMonth(all, days));
        }
        RepeatMeaning monthly = new RepeatMeaning(RepeatMeaning.Unit.MONTHLY);
        monthly.monthDays.addAll(all);
        boolean exists = all.stream().allMatch(number -> number <= 31 && number != 0);
        return exists ? Found.of(monthly) : Found.doubtful(Reason.NO_SUCH_DATE);
      }
    }
    c.back(mark);
    return null;
  }

  /** "and third" of "the first and third Monday". */
  private static Integer secondOrdinal(Cursor c) {
    int mark = c.at();
    if (c.skipOneOf("and", "&")) {
      c.skip("the");
      Integer second = c.skip("last") ? Integer.valueOf(-1) : EnglishAmounts.ordinal(c);
      if (second != null) {
        return second;
      }
    }
    c.back(mark);
    return null;
  }

  private static boolean eachMonth(Cursor c) {
    return c.skipOneOf(
        "of every month",
        "of each month",
        "every month",
        "each month",
        "in every month",
        "monthly",
        "in each month");
  }

  /** "after 10 days": counted from completion. Minutes and hours are a plain delay. */
  private static Found after(Cursor c) {
    int mark = c.at();
    if (c.skip("after")) {
      Integer count = c.skip("a") ? Integer.valueOf(1) : EnglishAmounts.cardinal(c);
      Unit unit = count == null || count == 0 ? null : c.take(EnglishWords.UNITS);
      if (unit != null
          && unit != Unit.MINUTE
          && unit != Unit.HOUR
          && unit != Unit.WORKDAY
          && count <= 1_000) {
        RepeatMeaning meaning = of(count, unit);
        meaning.anchor = Anchor.COMPLETION;
        meaning.startsAfterInterval = true;
        return Found.of(meaning);
      }
    }
    c.back(mark);
    return behindCompletion(c);
  }

  /** "10 days after completion". */
  private static Found behindCompletion(Cursor c) {
    int mark = c.at();
    Double quantity = EnglishAmounts.quantity(c);
    Unit unit = quantity == null ? null : c.take(EnglishWords.UNITS);
    boolean whole = unit != null && quantity == Math.rint(quantity) && quantity > 0;
    if (whole && unit != Unit.WORKDAY && quantity <= 1_000) {
      RepeatMeaning meaning = of(quantity.intValue(), unit);
      if (completion(c, meaning)) {
        meaning.startsAfterInterval = true;
        return Found.of(meaning);
      }
    }
    c.back(mark);
    return null;
  }

  private boolean modifier(Cursor c, RepeatMeaning repeat) {
    int mark = c.at();
    if (c.skip(",") && c.atEnd()) {
      return c.back(mark);
    }
    return onDays(c, repeat)
        || betweenHours(c, repeat)
        || limits(c, repeat)
        || completion(c, repeat)
        || inMonths(c, repeat)
        || c.back(mark);
  }

  /** "every 4 hours between 8 and 20": so many times a day. */
  private static boolean betweenHours(Cursor c, RepeatMeaning repeat) {
    int mark = c.at();
    if (repeat.unit != RepeatMeaning.Unit.HOURLY || repeat.namesDays() || repeat.interval > 12) {
      return false;
    }
    boolean between = c.skip("between");
    if (between || c.skip("from")) {
      ClockTime first = EnglishTimes.endOfSpan(c);
      boolean link = between ? c.skip("and") : c.skipOneOf("to", "until", "till", "-", "through");
      ClockTime last = first != null && link ? EnglishTimes.endOfSpan(c) : null;
      if (last != null && c.wordEndsHere()) {
        LocalTime end = last.resolve(null);
        LocalTime hour = first.resolve(null);
        for (int i = 0; i < 24 && !hour.isAfter(end); i++) {
          repeat.hours.add(hour);
          boolean nextDay = hour.getHour() + repeat.interval > 23;
          hour = nextDay ? end.plusNanos(1) : hour.plusHours(repeat.interval);
        }
        if (!repeat.hours.isEmpty()) {
          repeat.unit = RepeatMeaning.Unit.DAILY;
          repeat.interval = 1;
          return true;
        }
      }
    }
    return c.back(mark);
  }

  /** What "every 2 weeks", "every month" and "every year" happen on. */
  private static boolean onDays(Cursor c, RepeatMeaning repeat) {
    int mark = c.at();
    if (repeat.namesDays()) {
      return false;
    }
    boolean on = c.skip("on");
    if (repeat.unit == RepeatMeaning.Unit.WEEKLY || repeat.unit.withinDay()) {
      if (on && c.skipOneOf("weekdays", "workdays")) {
        repeat.on(WORKDAYS);
        return true;
      }
      List<DayOfWeek> days = on ? weekdayList(c, false) : List.of();
      days = days.isEmpty() && on ? weekdayList(c, true) : days;
      if (!days.isEmpty() && c.wordEndsHere()) {
        repeat.on(days);
        return true;
      }
      return c.back(mark);
    }
    if (repeat.unit == RepeatMeaning.Unit.MONTHLY && on) {
      return onMonthDays(c, repeat) || c.back(mark);
    }
    if (repeat.unit == RepeatMeaning.Unit.YEARLY && (on || c.skip("in"))) {
      c.skip("the");
      Found day = yearlyDay(c);
      if (day != null && day.repeat() != null) {
        repeat.months.addAll(day.repeat().months);
        repeat.monthDays.addAll(day.repeat().monthDays);
        return true;
      }
      if (day != null) {
        repeat.start = Dates.unclear(Reason.NO_SUCH_DATE);
        return true;
      }
      Integer nth = c.skip("last") ? Integer.valueOf(-1) : EnglishAmounts.ordinal(c);
      List<DayOfWeek> days = nth == null ? List.of() : weekdayList(c, false);
      Month month = !days.isEmpty() && c.skipOneOf("of", "in") ? c.take(EnglishWords.MONTHS) : null;
      if (month != null) {
        repeat.on(days);
        repeat.nth.add(nth);
        repeat.months.add(month.getValue());
        return true;
      }
    }
    return c.back(mark);
  }

  private static boolean onMonthDays(Cursor c, RepeatMeaning repeat) {
    int mark = c.at();
    c.skip("the");
    boolean last = c.skip("last");
    Integer nth = last ? Integer.valueOf(-1) : EnglishAmounts.ordinal(c);
    if (nth != null && nth <= 5) {
      if (c.skipOneOf("workday", "weekday", "business day", "working day")) {
        repeat.on(WORKDAYS);
        repeat.position = nth;
        return true;
      }
      if (last && c.skip("day")) {
        repeat.monthDays.add(-1);
        return true;
      }
      List<Integer> all = new ArrayList<>(List.of(nth));
      int behind = c.at();
      if (c.skip("and")) {
        c.skip("the");
        Integer more = c.skip("last") ? Integer.valueOf(-1) : EnglishAmounts.ordinal(c);
        if (more != null) {
          all.add(more);
        } else {
          c.back(behind);
        }
      }
      List<DayOfWeek> days = weekdayList(c, false);
      if (!days.isEmpty() && c.wordEndsHere()) {
        repeat.on(days);
        repeat.nth.addAll(all);
        return true;
      }
    }
    c.back(mark);
    c.skip("the");
    c.skip("day");
    List<Integer> days = dayList(c);
    if (!days.isEmpty()) {
      c.skip("day");
      if (days.stream().anyMatch(day -> day < 1 || day > 31)) {
        repeat.start = Dates.unclear(Reason.NO_SUCH_DATE);
      }
      repeat.monthDays.addAll(days);
      return true;
    }
    return c.back(mark);
  }

  /** starting, until, for 3 weeks, 5 times. */
  private boolean limits(Cursor c, RepeatMeaning repeat) {
    int mark = c.at();
    if (c.skipOneOf("starting", "beginning", "start", "from", "as of", "commencing")) {
      c.skipOneOf("from", "on", "in");
      EnglishDates.Found date = dates.date(c);
      if (date != null && repeat.start == null) {
        repeat.start = date.date();
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
      return c.skipOneOf("starting", "beginning") && (c.peek().is("at") || c.peek().is("@"))
          || c.back(mark);
    }
    if (c.skipOneOf("until", "till", "til", "through", "thru", "ending", "ends", "up to")) {
      c.skipOneOf("on", "the end of", "end of");
      boolean ofPeriod = c.before().is("of");
      if (ofPeriod) {
        c.back(c.at() - 2);
      }
      EnglishDates.Found date = dates.date(c);
      if (date != null && repeat.until == null) {
        repeat.until = date.date();
        return true;
      }
      return c.back(mark);
    }
    return forSoLong(c, repeat, true) || soOften(c, repeat) || c.back(mark);
  }

  /** "for 3 weeks". */
  private static boolean forSoLong(Cursor c, RepeatMeaning repeat, boolean check) {
    int mark = c.at();
    if (c.skip("for")) {
      c.skipOneOf("the next", "next");
      Amount amount = EnglishAmounts.amount(c);
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

  private static boolean completion(Cursor c, RepeatMeaning repeat) {
    if (c.skipOneOf(
        "after completion",
        "after completing it",
        "from completion",
        "after it's done",
        "after i complete it",
        "after i finish it",
        "after i'm done",
        "after the last one",
        "when completed")) {
      repeat.anchor = Anchor.COMPLETION;
      return true;
    }
    return false;
  }

  /** "every Monday in April"; of a monthly or yearly rule the days still come. */
  private static boolean inMonths(Cursor c, RepeatMeaning repeat) {
    int mark = c.at();
    boolean fits =
        repeat.unit == RepeatMeaning.Unit.WEEKLY || repeat.unit == RepeatMeaning.Unit.DAILY;
    if (fits && repeat.months.isEmpty() && c.skip("in")) {
      Month month = c.take(EnglishWords.MONTHS);
      if (month != null && c.wordEndsHere()) {
        repeat.months.add(month.getValue());
        return true;
      }
    }
    return c.back(mark);
  }
}
