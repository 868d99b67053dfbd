package dev.kafila.chat;

import dev.kafila.chat.reader.Reading;
import dev.kafila.task.InvalidFieldException;
import dev.kafila.task.TaskFields;
import dev.kafila.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Adds the task, or the tasks, of a message. */
final class Additions {
  private final Tasks tasks;

  Additions(Tasks tasks) {
    this.tasks = tasks;
  }

  Reply add(Turn turn, Reading reading) {
    return reading.tasks().isEmpty() ? addOne(turn, reading) : addAll(turn, reading.tasks());
  }

  /** What is unclear among them is asked about once the rest is added, one at a time. */
  private Reply addAll(Turn turn, List<Reading> readings) {
    var clear = readings.stream().filter(reading -> reading.question() == null).toList();
    var unclear = readings.stream().filter(reading -> reading.question() != null).toList();
    List<ToolCall> calls = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    List<UUID> added = new ArrayList<>();
    for (var reading : clear) {
      var reply = addOne(turn, reading);
      calls.addAll(reply.calls());
      lines.add(reply.text());
      if (!reply.calls().isEmpty()) {
        added.add(reply.topic().task());
      }
    }
    unclear.stream()
        .skip(1)
        .forEach(
            reading ->
                lines.add(
                    Wording.quoted(reading.title())
                        + " is not added, please say it again: "
                        + reading.question()));
    unclear.stream()
        .limit(1)
        .forEach(reading -> lines.add(Wording.quoted(reading.title()) + ": " + reading.question()));
    var topic = turn.topic().showing(added);
    return new Reply(
        String.join("\n", lines),
        calls,
        unclear.isEmpty() ? topic : topic.asking(turn.question(unclear.get(0))));
  }

  private Reply addOne(Turn turn, Reading reading) {
    TaskFields fields;
    try {
      fields = FieldsOfSentence.create(reading.details(), turn.now().getZone());
    } catch (InvalidFieldException e) {
      return Actions.impossible(turn, e);
    }
    var task = tasks.create(turn.tx(), turn.userId(), fields, turn.cause());
    return Actions.done(turn, reading, task, "Added " + Wording.task(task) + ".");
  }
}
