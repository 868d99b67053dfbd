package dev.kafila.chat;

import dev.kafila.chat.reader.Reading;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a conversation is about: what "it", "the second one" and "yes" mean.
 *
 * @param task the task spoken of last; null if none
 * @param listed the tasks shown last, in the order shown
 * @param question what is open; null if nothing is
 * @param later what comes behind the question; null if nothing does
 * @param spoken the tasks spoken of together, the last at the end: "both"
 * @param fresh the task added last, while nothing but that was spoken of; null if none
 * @param changed whether the last message changed anything
 * @param day the day spoken of last: "there"; null if none
 */
record Topic(
    UUID task,
    List<UUID> listed,
    Question question,
    Later later,
    List<UUID> spoken,
    UUID fresh,
    boolean changed,
    LocalDate day) {
  static final Topic NONE = new Topic(null, List.of(), null, null, List.of(), null, false, null);
  private static final int MOST_SPOKEN = 20;

  /**
   * What of a message is asked about once the open question is answered.
   *
   * @param listed the tasks that numbers in it count
   */
  record Later(List<Reading> readings, List<UUID> listed) {}

  /**
   * An open question: do it to all of these, or to which one? Without candidates: what was meant?
   *
   * @param sentence what the user wanted, to be read again with the answer
   * @param saidAt when that was, with offset; its dates count from there
   * @param zone the user's zone then
   * @param candidates the tasks it may mean
   * @param confirm true: a yes is wanted; false: a choice
   * @param meant what the sentence means where the grammar can't read it; null where it can
   */
  record Question(
      String sentence,
      OffsetDateTime saidAt,
      String zone,
      List<UUID> candidates,
      boolean confirm,
      Reading meant) {

    Question among(List<UUID> fewer) {
      return new Question(sentence, saidAt, zone, fewer, confirm, meant);
    }
  }

  Topic {
    listed = listed == null ? List.of() : listed;
    spoken = spoken == null ? List.of() : spoken;
  }

  Topic about(UUID newTask) {
    var still = newTask != null && newTask.equals(fresh) ? fresh : null;
    return new Topic(newTask, listed, null, null, with(newTask), still, changed, day);
  }

  /** About a task that is new. */
  Topic adding(UUID newTask) {
    return new Topic(newTask, listed, null, null, with(newTask), newTask, changed, day);
  }

  /** What was listed and what is added then don't belong together. */
  private List<UUID> with(UUID newTask) {
    if (newTask == null || spoken.contains(newTask)) {
      return spoken;
    }
    var more = new ArrayList<>(spoken.equals(listed) ? List.<UUID>of() : spoken);
    more.add(newTask);
    return more.subList(Math.max(0, more.size() - MOST_SPOKEN), more.size());
  }

  Topic showing(List<UUID> shown) {
    var one = shown.size() == 1 ? shown.get(0) : task;
    return new Topic(one, shown, null, null, shown, null, changed, day);
  }

  Topic asking(Question open) {
    var offered = open.candidates().isEmpty() ? listed : open.candidates();
    return new Topic(task, offered, open, later, spoken, null, changed, day);
  }

  Topic settled() {
    return new Topic(task, listed, null, null, spoken, fresh, changed, day);
  }

  /** The same, with numbers that count in these. */
  Topic counting(List<UUID> numbered) {
    return new Topic(task, numbered, question, later, spoken, fresh, changed, day);
  }

  Topic before(Later next) {
    return new Topic(task, listed, question, next, spoken, fresh, changed, day);
  }

  Topic changed(boolean anything) {
    return new Topic(task, listed, question, later, spoken, fresh, anything, day);
  }

  /**
   * @param spokenOf null: the day stays
   */
  Topic on(LocalDate spokenOf) {
    return spokenOf == null
        ? this
        : new Topic(task, listed, question, later, spoken, fresh, changed, spokenOf);
  }
}
