package dev.kafila.chat.reader;

import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;

/** Putting off: "snooze X for 10 minutes", "postpone X by two days". */
final class EnglishSnoozes {
  private final Language language;

  EnglishSnoozes(Language language) {
    this.language = language;
  }

  /** "snooze X for 10 minutes", "postpone X by two days", "remind me again in 10 minutes". */
  Reading snooze(Sentence sentence, int from, int to) {
    Cursor c = EnglishStretches.cursor(sentence, from, to);
    if (c.skipOneOf("later", "not now", "in a bit", "in a while")
        && EnglishStretches.onlyMarks(c)) {
      return Reading.of(Intent.SNOOZE).with(Target.LAST);
    }
    c.back(from);
    boolean snooze = c.skip("snooze");
    boolean postpone =
        !snooze
            && c.skipOneOf("postpone", "delay", "defer", "push back", "push", "put off", "bump");
    if (!snooze && !postpone && c.skipOneOf("make", "move", "push", "do")) {
      return later(sentence, c.at(), to);
    }
    boolean again = false;
    if (!snooze && !postpone) {
      again =
          c.skipOneOf(
              "remind me again",
              "remind me about it",
              "remind me of it",
              "remind me about this",
              "remind me later",
              "remind me about that",
              "ask me again");
      if (!again && c.skipAll("remind me")) {
        Scan rest = Scan.of(language, sentence, c.at(), to);
        again = rest.title() == null && rest.when().fromNow != null;
      }
      if (!again) {
        return null;
      }
    }
    Scan scan = Scan.of(language, sentence, c.at(), to);
    return snoozed(sentence, c.at(), to, scan, snooze, again);
  }

  private Reading snoozed(
      Sentence sentence, int from, int to, Scan scan, boolean snooze, boolean again) {
    int by = -1;
    Amount amount = null;
    for (int i = from; i < to && amount == null; i++) {
      Cursor c = EnglishStretches.cursor(sentence, i, to);
      c.skip("back");
      c.skipOneOf("for another", "for", "by another", "by", "in", "another");
      boolean prepared = snooze && c.at() > i && !c.before().is("back");
      Amount found = EnglishAmounts.amount(c);
      found = found == null && prepared ? minutes(c) : found;
      if (found != null) {
        c.skipOneOf("more", "longer", "later", "back", "please");
        if (EnglishStretches.onlyMarks(c)) {
          amount = found;
          by = i;
        }
      }
    }
    if (amount != null) {
      return Reading.of(Intent.SNOOZE).with(target(sentence, from, by)).with(amount);
    }
    boolean dated = scan.when().hasDate();
    if (!snooze && !again && dated) {
      // "postpone X until Friday" gives it a new date.
      return null;
    }
    if (!dated && EnglishStretches.indexOf(sentence, from, to, "until", "till") >= 0) {
      // "until after lunch", "until the rain stops"
      return Reading.of(Intent.SNOOZE)
          .with(Target.LAST)
          .asking(language.question(new UnclearException(UnclearException.Reason.REMIND_WHEN)));
    }
    if (!dated) {
      return again || snooze
          ? Reading.of(Intent.SNOOZE).with(target(sentence, from, again ? from : to))
          : bareDelay(sentence, from, to);
    }
    Reading reading = Reading.of(Intent.SNOOZE);
    soonest(scan.when(), sentence.context().now().toLocalTime());
    try {
      Details details = scan.details();
      Target target = EnglishTargets.target(EnglishMoves.withoutLink(details.title()), sentence);
      return reading.with(details.withTitle(null)).with(again ? Target.LAST : target);
    } catch (UnclearException unclear) {
      return reading.with(Target.LAST).asking(language.question(unclear));
    }
  }

  /** "make the vet an hour later"; null if it is no such thing. */
  private static Reading later(Sentence sentence, int from, int to) {
    int end = EnglishStretches.suffix(sentence, from, to, "later");
    for (int i = from + 1; i < end; i++) {
      Cursor c = EnglishStretches.cursor(sentence, i, end);
      Amount amount = EnglishAmounts.amount(c);
      if (amount != null && c.atEnd()) {
        return Reading.of(Intent.SNOOZE).with(target(sentence, from, i)).with(amount);
      }
    }
    return null;
  }

  /** "Snooze till 8" means the next 8 o'clock, by day or by night. */
  private static void soonest(When when, LocalTime now) {
    boolean bare = when.times.size() == 1 && when.date == null && when.until == null;
    if (bare && when.times.get(0).open() && when.times.get(0).part() == null) {
      LocalTime early = when.times.get(0).time().withHour(when.times.get(0).time().getHour() % 12);
      LocalTime late = early.plusHours(12);
      when.times.set(0, ClockTime.exact(early.isAfter(now) || !late.isAfter(now) ? early : late));
    }
  }

  /** "10" of "snooze it for 10"; null if more follows. */
  private static Amount minutes(Cursor c) {
    int mark = c.at();
    Integer number = EnglishAmounts.cardinal(c);
    if (number == null || number < 1 || number > 600 || !EnglishStretches.onlyMarks(c)) {
      c.back(mark);
      return null;
    }
    return new Amount(Period.ZERO, Duration.ofMinutes(number));
  }

  /** "postpone X" names no amount: chat asks for one. "push X" may be anything. */
  private static Reading bareDelay(Sentence sentence, int from, int to) {
    Token verb = sentence.tokens().get(from - 1);
    return verb.is("postpone") ? Reading.of(Intent.SNOOZE).with(target(sentence, from, to)) : null;
  }

  private static Target target(Sentence sentence, int from, int to) {
    return EnglishTargets.target(sentence, from, to);
  }
}
