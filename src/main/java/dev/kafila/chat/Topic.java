package dev.kafila.chat;

import dev.kafila.chat.reader.Reading;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * What a conversation is about: what "it", "the second one" and "yes" mean.
 *
 * @param task the task spoken of last; null if none
 * @param listed the tasks shown last, in the order shown
 * @param question what is open; null if nothing is
 * @param later what comes behind the question; null if nothing does
 */
record Topic(UUID task, List<UUID> listed, Question question, Later later) {
  static final Topic NONE = new Topic(null, List.of(), null, null);

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
  }

  Topic about(UUID newTask) {
    return new Topic(newTask, listed, null, null);
  }

  Topic showing(List<UUID> shown) {
    return new Topic(shown.size() == 1 ? shown.get(0) : task, shown, null, null);
  }

  Topic asking(Question open) {
    return new Topic(task, open.candidates().isEmpty() ? listed : open.candidates(), open, later);
  }

  Topic settled() {
    return new Topic(task, listed, null, null);
  }

  /** The same, with numbers that count in these. */
  Topic counting(List<UUID> numbered) {
    return new Topic(task, numbered, question, later);
  }

  Topic before(Later next) {
    return new Topic(task, listed, question, next);
  }
}
