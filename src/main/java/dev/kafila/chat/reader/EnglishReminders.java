package dev.kafila.chat.reader;

import dev.kafila.chat.reader.Phrase.Certainty;
import dev.kafila.chat.reader.When.ReminderMeaning;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;

/** Reminders: "remind me 10 minutes before", "with a reminder at 8am". */
final class EnglishReminders {
  private static final int MOST = 5;
  private final EnglishWhen when;

  EnglishReminders(EnglishWhen when) {
    this.when = when;
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
        List<ReminderMeaning> all = new ArrayList<>(List.of(meaning));
        int behind = c.at();
        while (all.size() < MOST && (c.skip(",") | c.skipOneOf("and", "then"))) {
          c.skipOneOf("again", "also", "then", "once more", "another");
          ReminderMeaning next = reminderTime(c);
          if (next == null) {
            break;
          }
          all.add(next);
          behind = c.at();
        }
        c.back(behind);
        return new Phrase(Certainty.SURE, when -> when.reminders.addAll(all));
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
    c.skip("at");
    c.skipOneOf("like", "about", "around", "maybe", "say");
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
      Phrase phrase = when.when(c);
      if (phrase == null) {
        break;
      }
      phrase.effect().accept(scanned.when);
      found++;
    }
    return found == 0 ? null : scanned;
  }
}
