package dev.kafila.chat.reader;

import dev.kafila.chat.reader.ClockTime.DayPart;
import dev.kafila.chat.reader.EnglishWords.Unit;
import dev.kafila.chat.reader.Phrase.Certainty;
import dev.kafila.chat.reader.UnclearException.Reason;
import dev.kafila.task.Anchor;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How often something recurs: "every other day", "every 3 weeks", "twice a week". */
final class EnglishIntervals {
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

  private EnglishIntervals() {}

  /** "every day", "every morning", "every weekend". */
  static EnglishRepeats.Found single(Cursor c) {
    DayPart part = c.take(EnglishWords.DAY_PARTS);
    if (part != null) {
      RepeatMeaning daily = new RepeatMeaning(RepeatMeaning.Unit.DAILY);
      boolean several = partsOfDay(c, part, daily);
      return new EnglishRepeats.Found(daily, several ? null : part, null, Certainty.SURE);
    }
    if (c.skip("weekend")) {
      return new EnglishRepeats.Found(
          EnglishRepeatDays.weekly(List.of(DayOfWeek.SATURDAY)),
          EnglishRepeatDays.dayPart(c),
          null,
          Certainty.SURE);
    }
    if (c.skipOneOf("weekday", "workday", "business day", "working day", "work day", "week day")) {
      RepeatMeaning weekly = EnglishRepeatDays.weekly(EnglishRepeatDays.WORKDAYS);
      int behind = c.at();
      c.skip(",");
      boolean and = c.skipOneOf("and", "&", "plus");
      c.skip("every");
      List<DayOfWeek> more = and ? EnglishRepeatDays.weekdayList(c, false) : List.of();
      c.back(more.isEmpty() ? behind : c.at());
      return new EnglishRepeats.Found(
          weekly.on(more), EnglishRepeatDays.dayPart(c), null, Certainty.SURE);
    }
    if (c.skipOneOf("day of the week", "day of the month", "day of the year")) {
      return EnglishRepeats.Found.of(new RepeatMeaning(RepeatMeaning.Unit.DAILY));
    }
    Unit unit = c.peek().word().length() > 1 ? c.take(EnglishWords.UNITS) : null;
    return unit == null ? null : EnglishRepeats.Found.of(of(1, unit));
  }

  /** "and evening" behind "every morning": fills in the hours of the day if there are several. */
  private static boolean partsOfDay(Cursor c, DayPart first, RepeatMeaning daily) {
    int mark = c.at();
    while (c.skip(",") | c.skipOneOf("and", "&")) {
      c.skip("every");
      DayPart next = c.take(EnglishWords.DAY_PARTS);
      if (next == null) {
        break;
      }
      daily.hours.add(next.time);
      mark = c.at();
    }
    c.back(mark);
    if (!daily.hours.isEmpty()) {
      daily.hours.add(first.time);
    }
    return !daily.hours.isEmpty();
  }

  static RepeatMeaning of(int interval, Unit unit) {
    return switch (unit) {
      case MINUTE -> RepeatMeaning.every(interval, RepeatMeaning.Unit.MINUTELY);
      case HOUR -> RepeatMeaning.every(interval, RepeatMeaning.Unit.HOURLY);
      case DAY -> RepeatMeaning.every(interval, RepeatMeaning.Unit.DAILY);
      case WEEK -> RepeatMeaning.every(interval, RepeatMeaning.Unit.WEEKLY);
      case FORTNIGHT -> RepeatMeaning.every(2 * interval, RepeatMeaning.Unit.WEEKLY);
      case MONTH -> RepeatMeaning.every(interval, RepeatMeaning.Unit.MONTHLY);
      case QUARTER -> RepeatMeaning.every(3 * interval, RepeatMeaning.Unit.MONTHLY);
      case YEAR -> RepeatMeaning.every(interval, RepeatMeaning.Unit.YEARLY);
      case WORKDAY -> EnglishRepeatDays.weekly(EnglishRepeatDays.WORKDAYS);
    };
  }

  static EnglishRepeats.Found half(Cursor c) {
    if (c.skipOneOf("half an hour", "half hour", "half - hour")) {
      return EnglishRepeats.Found.of(RepeatMeaning.every(30, RepeatMeaning.Unit.MINUTELY));
    }
    if (c.skipOneOf("half a year", "half year", "half - year")) {
      return EnglishRepeats.Found.of(RepeatMeaning.every(6, RepeatMeaning.Unit.MONTHLY));
    }
    if (c.skipOneOf("quarter of an hour", "quarter hour")) {
      return EnglishRepeats.Found.of(RepeatMeaning.every(15, RepeatMeaning.Unit.MINUTELY));
    }
    return null;
  }

  /** "every 3 days", "every two weeks", "every 0 days". */
  static EnglishRepeats.Found counted(Cursor c) {
    int mark = c.at();
    boolean vague = c.skipOneOf("a few", "few", "several", "some");
    vague = vague && c.take(EnglishWords.UNITS) != null;
    if (vague) {
      return EnglishRepeats.Found.doubtful(Reason.HOW_OFTEN);
    }
    c.back(mark);
    Double quantity = EnglishAmounts.quantity(c);
    if (quantity != null) {
      int behind = c.at();
      boolean span = c.skipOneOf("-", "–", "to", "or") && EnglishAmounts.quantity(c) != null;
      if (span && c.take(EnglishWords.UNITS) != null) {
        // "every 2 or 3 days"
        return EnglishRepeats.Found.doubtful(Reason.HOW_OFTEN);
      }
      c.back(behind);
      boolean workdays =
          c.skipOneOf("business days", "working days", "workdays", "weekdays", "business day");
      Unit unit = workdays ? null : c.take(EnglishWords.UNITS);
      if (workdays) {
        return EnglishRepeats.Found.doubtful(Reason.HOW_OFTEN);
      }
      if (unit != null) {
        return counted(quantity, unit);
      }
      List<DayOfWeek> days = EnglishRepeatDays.weekdayList(c, true);
      if (!days.isEmpty() && quantity >= 1) {
        // "every 2 Mondays" is every second one.
        RepeatMeaning weekly = EnglishRepeatDays.weekly(days);
        weekly.interval = quantity.intValue();
        return EnglishRepeats.Found.of(weekly);
      }
    }
    c.back(mark);
    return null;
  }

  static EnglishRepeats.Found counted(double quantity, Unit unit) {
    if (quantity == 0) {
      return EnglishRepeats.Found.doubtful(Reason.REPEATS_NEVER);
    }
    if (quantity != Math.rint(quantity)) {
      boolean hours = unit == Unit.HOUR || unit == Unit.MINUTE;
      Amount amount = hours ? EnglishAmounts.of(quantity, unit) : null;
      long minutes = amount == null ? 0 : amount.duration().toMinutes();
      return minutes == 0
          ? EnglishRepeats.Found.doubtful(Reason.HOW_OFTEN)
          : EnglishRepeats.Found.of(
              RepeatMeaning.every((int) minutes, RepeatMeaning.Unit.MINUTELY));
    }
    if (quantity > 1_000 && unit != Unit.MINUTE || quantity > 100_000) {
      return EnglishRepeats.Found.doubtful(Reason.REPEATS_NEVER);
    }
    return EnglishRepeats.Found.of(of((int) quantity, unit));
  }

  static EnglishRepeats.Found adverb(Cursor c) {
    int mark = c.at();
    if (c.skipOneOf("fortnightly", "every fortnight")) {
      return EnglishRepeats.Found.of(RepeatMeaning.every(2, RepeatMeaning.Unit.WEEKLY));
    }
    if (c.skip("quarterly")) {
      return adverb(RepeatMeaning.every(3, RepeatMeaning.Unit.MONTHLY), null);
    }
    if (c.skip("nightly")) {
      return adverb(new RepeatMeaning(RepeatMeaning.Unit.DAILY), DayPart.NIGHT);
    }
    if (c.skipOneOf("bi - weekly", "bi - monthly", "bi - annually", "semi - annually")
        || c.skipAny(TWO_WAYS)) {
      return new EnglishRepeats.Found(
          null, null, new UnclearException(Reason.HOW_OFTEN), Certainty.HARDLY);
    }
    boolean basis = c.skipOneOf("on a", "on an");
    RepeatMeaning.Unit unit = c.take(ADVERBS);
    if (basis && unit != null && c.skip("basis")) {
      return EnglishRepeats.Found.of(new RepeatMeaning(unit));
    }
    if (unit != null && !basis) {
      return adverb(new RepeatMeaning(unit), null);
    }
    c.back(mark);
    return null;
  }

  static EnglishRepeats.Found adverb(RepeatMeaning meaning, DayPart part) {
    return new EnglishRepeats.Found(meaning, part, null, Certainty.HARDLY);
  }

  /** "after 10 days": counted from completion. Minutes and hours are a plain delay. */
  static EnglishRepeats.Found after(Cursor c) {
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
        return EnglishRepeats.Found.of(meaning);
      }
    }
    c.back(mark);
    return behindCompletion(c);
  }

  /** "10 days after completion". */
  private static EnglishRepeats.Found behindCompletion(Cursor c) {
    int mark = c.at();
    Double quantity = EnglishAmounts.quantity(c);
    Unit unit = quantity == null ? null : c.take(EnglishWords.UNITS);
    boolean whole = unit != null && quantity == Math.rint(quantity) && quantity > 0;
    if (whole && unit != Unit.WORKDAY && quantity <= 1_000) {
      RepeatMeaning meaning = of(quantity.intValue(), unit);
      if (EnglishFromCompletion.skip(c, meaning)) {
        meaning.startsAfterInterval = true;
        return EnglishRepeats.Found.of(meaning);
      }
    }
    c.back(mark);
    return null;
  }
}
