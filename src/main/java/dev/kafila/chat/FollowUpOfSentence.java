package dev.kafila.chat;

import dev.kafila.chat.reader.FollowUp;
import dev.kafila.chat.reader.Reading;
import dev.kafila.task.Due;
import dev.kafila.task.TaskFields;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/** Changes a task's fields by what counts from those that it has. */
final class FollowUpOfSentence {
  /** "Make it 9" of what is at 20:00 is 21:00; of what is at 17:00, "no, at 10" is 10:00. */
  private static final Duration SAME_PART_OF_DAY = Duration.ofHours(4);

  private final TaskFields old;
  private final Reading said;
  private final ZonedDateTime now;

  private FollowUpOfSentence(TaskFields old, Reading said, ZonedDateTime now) {
    this.old = old;
    this.said = said;
    this.now = now;
  }

  /**
   * @param ruleMoves whether a new day is one of its rule too
   * @throws RefusedException if the task has nothing to count from
   */
  static TaskFields change(TaskFields old, Reading said, ZonedDateTime now, boolean ruleMoves) {
    return new FollowUpOfSentence(old, said, now).changed(ruleMoves);
  }

  private TaskFields changed(boolean ruleMoves) {
    if (said.amount() != null) {
      return withRule(old.but().due(shifted()).build(), ruleMoves);
    }
    var part = old.recurrenceRule() == null ? null : partOfRule(said.followUp());
    if (part != null) {
      return part;
    }
    if (said.followUp().said() != null && said.details().title() != null) {
      return old.but().title(Retitling.of(old.title(), said.details().title())).build();
    }
    var more = said.details();
    if (said.followUp().also()
        && old.recurrenceRule() == null
        && old.due() != null
        && more.due() != null
        && more.repeat() == null
        && !more.dayInferred()) {
      throw new RefusedException(
          "It is for %s. To move it, say \"move it to ...\"; for once more, write it again."
              .formatted(Wording.due(old.due())));
    }
    if (said.followUp().equals(FollowUp.NONE) || said.details().due() == null) {
      checkIsForRule(said.followUp());
    }
    return withRule(FieldsOfSentence.change(old, said.details(), due(), now), ruleMoves);
  }

  private static void checkIsForRule(FollowUp part) {
    if (!part.without().isEmpty()) {
      throw new RefusedException("It does not repeat. On which day shall it be?");
    }
    if (part.during() != null || part.times() > 0) {
      throw new RefusedException("It does not repeat. How often shall it?");
    }
  }

  /** With its rule, where that goes along to another day. */
  private TaskFields withRule(TaskFields fields, boolean ruleMoves) {
    var due = fields.due();
    boolean moved =
        ruleMoves
            && due != null
            && old.due() != null
            && fields.recurrenceRule() != null
            && fields.recurrenceRule().equals(old.recurrenceRule())
            && !due.at().toLocalDate().equals(old.due().at().toLocalDate());
    if (!moved) {
      return fields;
    }
    return new RuleChange(old.recurrenceRule())
        .movedTo(due.at().toLocalDate())
        .map(rule -> fields.but().recurrence(rule.rule(), old.recurrenceAnchor()).build())
        .orElse(fields);
  }

  private Due shifted() {
    var due = old.due();
    var amount = said.amount();
    if (due == null) {
      throw new RefusedException("It has no date yet. When shall it be?");
    }
    if (due.wholeDay() && !amount.duration().isZero()) {
      throw new RefusedException("It is for the whole day. At what time shall it be?");
    }
    return due.movedTo(due.at().plus(amount.period()).plus(amount.duration()));
  }

  /** Null if no part of the rule is meant. */
  private TaskFields partOfRule(FollowUp part) {
    var rule = new RuleChange(old.recurrenceRule());
    var day = old.due().at().toLocalDate();
    if (part.until() != null) {
      if (part.until().isBefore(day)) {
        throw new RefusedException(
            "That is before its next date, %s. Until when shall it repeat?"
                .formatted(Wording.due(old.due())));
      }
      return ruled(rule.until(part.until()), old.due());
    }
    if (part.times() > 0) {
      return ruled(rule.times(part.times()), old.due());
    }
    if (part.during() != null) {
      return ruled(rule.until(day.plus(part.during().period()).minusDays(1)), old.due());
    }
    if (!part.without().isEmpty()) {
      return without(rule, part.without());
    }
    if (part.starts() && said.details().due() != null) {
      var from = said.details().due().at().toLocalDate().atTime(old.due().at().toLocalTime());
      return ruled(rule, old.due().movedTo(rule.firstFrom(from).orElse(from)));
    }
    return part.also() ? also(rule) : null;
  }

  private TaskFields without(RuleChange rule, Set<DayOfWeek> gone) {
    var day = old.due().at().toLocalDate();
    if (!rule.knowsWeekdays()) {
      throw new RefusedException("It does not go by days of the week. How often shall it repeat?");
    }
    var left = rule.weekdays(day);
    if (!left.removeAll(gone)) {
      throw new RefusedException("It is not on that day: " + Wording.rule(old) + ".");
    }
    if (left.isEmpty()) {
      throw new RefusedException(
          "Then no day is left. On which days shall it be? Or say \"stop repeating\".");
    }
    rule.on(left);
    boolean stays = left.contains(day.getDayOfWeek());
    return ruled(
        rule, stays ? old.due() : old.due().movedTo(rule.firstFrom(old.due().at()).orElseThrow()));
  }

  /** Null if no weekdays come to those that there are. */
  private TaskFields also(RuleChange rule) {
    var details = said.details();
    var more = EnumSet.noneOf(DayOfWeek.class);
    if (details.repeat() != null) {
      var other = new RuleChange(details.repeat().rule());
      if (!other.knowsWeekdays() || details.due() == null) {
        return null;
      }
      more.addAll(other.weekdays(details.due().at().toLocalDate()));
    } else if (details.due() != null && !details.dayInferred()) {
      more.add(details.due().at().getDayOfWeek());
    }
    if (more.isEmpty() || !rule.knowsWeekdays()) {
      return null;
    }
    var all = new TreeSet<>(rule.weekdays(old.due().at().toLocalDate()));
    all.addAll(more);
    rule.on(all);
    return ruled(rule, old.due().movedTo(earliest(rule)));
  }

  /** The next of its days, today's only with a time still ahead. */
  private LocalDateTime earliest(RuleChange rule) {
    var due = old.due();
    LocalDate today = now.toLocalDate();
    var from = today.atTime(due.at().toLocalTime());
    boolean over = !due.wholeDay() && !from.isAfter(now.toLocalDateTime());
    var next = rule.firstFrom(over ? from.plusDays(1) : from).orElse(due.at());
    return next.isBefore(due.at()) ? next : due.at();
  }

  private TaskFields ruled(RuleChange rule, Due due) {
    return old.but().due(due).recurrence(rule.rule(), old.recurrenceAnchor()).build();
  }

  /** What was said of the date, an open hour as the one that is nearer to the task's own. */
  private Due due() {
    var due = said.details().due();
    boolean open =
        due != null
            && !due.wholeDay()
            && said.followUp().openHour()
            && said.details().dayInferred()
            && old.due() != null
            && !old.due().wholeDay();
    if (!open) {
      return due;
    }
    var day = old.due().at().toLocalDate();
    var usual = day.atTime(due.at().toLocalTime());
    var other = day.atTime(usual.toLocalTime().plusHours(12));
    var own = old.due().at();
    long toUsual = Math.abs(Duration.between(own, usual).toMinutes());
    long toOther = Math.abs(Duration.between(own, other).toMinutes());
    boolean ahead = other.isAfter(now.toLocalDateTime());
    boolean passed = !usual.isAfter(now.toLocalDateTime());
    boolean nearer = toOther < toUsual && toOther <= SAME_PART_OF_DAY.toMinutes() || passed;
    return Due.at(nearer && ahead ? other : usual);
  }
}
