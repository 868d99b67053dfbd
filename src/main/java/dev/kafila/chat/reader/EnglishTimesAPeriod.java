package dev.kafila.chat.reader;

import dev.kafila.chat.reader.EnglishRepeats.Found;
import dev.kafila.chat.reader.Phrase.Certainty;
import dev.kafila.chat.reader.UnclearException.Reason;

/** "Twice a week on Mon and Thu", "three times a day at 8, 12 and 6". */
final class EnglishTimesAPeriod {
  private EnglishTimesAPeriod() {}

  /** What names as many days, or times of day, is a rule; anything else must be asked about. */
  static Found rule(Found found, int times) {
    if (found.repeat() == null || found.repeat().interval > 1) {
      return Found.doubtful(Reason.HOW_OFTEN);
    }
    if (times == 0) {
      return Found.of(new RepeatMeaning(RepeatMeaning.Unit.DAILY));
    }
    return new Found(found.repeat(), null, null, Certainty.SURE, times);
  }

  /** How many days of its period it names, or how many times of a day stand here. */
  static int named(Cursor c, RepeatMeaning repeat) {
    int mark = c.at();
    Phrase clock = EnglishWhen.timeOfDay(c);
    c.back(mark);
    When when = new When();
    if (clock != null) {
      clock.effect().accept(when);
    }
    if (repeat.unit == RepeatMeaning.Unit.DAILY) {
      return when.times.size();
    }
    return when.times.size() > 1
        ? 0
        : Math.max(repeat.weekdays.size(), Math.max(repeat.monthDays.size(), repeat.nth.size()));
  }
}
