package dev.kafila.chat.reader;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is asked where a sentence has two meanings, or none. */
final class EnglishQuestions {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE, MMMM d", Locale.US);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEEE 'at' H:mm", Locale.US);

  static final String ONE_BY_ONE = "Which one is done? Please tell me one by one.";

  private EnglishQuestions() {}

  static String question(UnclearException unclear) {
    Object[] details = unclear.details();
    return switch (unclear.reason()) {
      case NO_SUCH_DATE -> "That date does not exist. Which date do you mean?";
      case NO_SUCH_TIME -> "There is no such time. What time do you mean?";
      case IN_THE_PAST -> inThePast(details);
      case TWO_DATES -> twoDates(details);
      case TWO_TIMES -> "I read more than one time. At which one?";
      case TWO_REPEATS ->
          "One task can follow one rule only. Shall I make separate tasks, or which rule is it?";
      case NUMERIC_DATE -> "Which number is the day, and which the month?";
      case REPEATS_NEVER -> "That would never repeat. How often should it?";
      case TWO_ENDS -> "I read two ends. Until when shall it repeat?";
      case ENDS_TOO_SOON ->
          "That would end on %s, before it first happens on %s. Until when shall it repeat?"
              .formatted(DATE.format((LocalDate) details[0]), DATE.format((LocalDate) details[1]));
      case REPEATS_TWO_WAYS -> twoWays(details);
      case HOW_OFTEN -> "How often exactly? For example “every 2 weeks” or “every Mon and Thu”.";
      case MAYBE_REPEATS -> "Shall it repeat (" + details[0] + "), or is it just once?";
      case EITHER -> "Which one: " + details[0] + "?";
      case END_OF_WEEK -> "By Friday, or by Sunday?";
      case WHICH_DAY -> "On which day?";
      case WHICH_MIDNIGHT ->
          "Midnight at the start of " + DAY.format((LocalDate) details[0]) + ", or at its end?";
      case WHICH_UNIT -> "In %s minutes, or in %s hours?".formatted(details[0], details[0]);
      case REMIND_WHEN -> "When shall I remind you?";
    };
  }

  /** Whether a message is one task or several. */
  static String howManyTasks(List<Reading> tasks) {
    String titles =
        tasks.stream().map(task -> "“" + task.title() + "”").collect(Collectors.joining(", "));
    return "Is that %d tasks (%s), or one?".formatted(tasks.size(), titles);
  }

  /**
   * "Call Bob at 2 and email Sue at 4 tomorrow": whether the day said last is that of all.
   *
   * @return null if nothing must be asked
   */
  static String whichDay(List<Reading> tasks) {
    for (int i = 1; i < tasks.size(); i++) {
      Details first = tasks.get(i - 1).details();
      Details next = tasks.get(i).details();
      boolean open = first.due() != null && first.dayInferred() && !first.due().wholeDay();
      boolean named = next.due() != null && !next.dayInferred() && !next.due().wholeDay();
      if (open && named && first.repeat() == null && next.repeat() == null) {
        return "Is “%s” for %s, or for %s too? Please say the day of each."
            .formatted(first.title(), DAY.format(first.due().at()), DAY.format(next.due().at()));
      }
    }
    return null;
  }

  private static String inThePast(Object[] details) {
    if (details.length == 0) {
      return "That has passed. When shall it be?";
    }
    return details[0] instanceof LocalDateTime time
        ? TIME.format(time) + " has passed. When shall it be?"
        : DATE.format((LocalDate) details[0]) + " has passed. When shall it be?";
  }

  private static String twoDates(Object[] details) {
    if (details.length < 2) {
      return "I read more than one date. Which one is it due?";
    }
    LocalDate date = (LocalDate) details[0];
    return DATE.format(date)
        + " is a "
        + name(date.getDayOfWeek())
        + ", not a "
        + name((DayOfWeek) details[1])
        + ". Which day do you mean?";
  }

  private static String twoWays(Object[] details) {
    String day = name((DayOfWeek) details[1]);
    return "Every other " + day + ", or the second " + day + " of each month?";
  }

  private static String name(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, Locale.US);
  }
}
