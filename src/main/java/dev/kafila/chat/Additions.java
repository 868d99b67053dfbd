package dev.kafila.chat;

import dev.kafila.chat.reader.Reading;
import dev.kafila.task.InvalidFieldException;
import dev.kafila.task.TaskFields;
import dev.kafila.task.Tasks;

/** Adds tasks. */
final class Additions {
  private final Tasks tasks;

  Additions(Tasks tasks) {
    this.tasks = tasks;
  }

  Reply add(Turn turn, Reading reading) {
    TaskFields fields;
    try {
      fields = FieldsOfSentence.create(reading.details(), turn.now().getZone());
    } catch (InvalidFieldException e) {
      return Actions.impossible(turn, e);
    }
    var task = tasks.create(turn.tx(), turn.userId(), fields, turn.cause());
    return Actions.done(
        turn,
        reading,
        task,
        "Added " + Wording.task(task) + ReminderWording.of(reading.details(), task) + ".");
  }
}
