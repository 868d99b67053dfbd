package dev.kafila.chat;

import dev.kafila.chat.reader.Intent;
import dev.kafila.chat.reader.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Does several things that one message asks for: what is clear at once, the rest asked in turn. */
final class Deeds {
  private final Actions actions;

  Deeds(Actions actions) {
    this.actions = actions;
  }

  Reply act(Turn turn, List<Reading> readings) {
    var listed = turn.topic().listed();
    List<ToolCall> calls = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    List<UUID> touched = new ArrayList<>();
    List<Reading> open = new ArrayList<>();
    var topic = turn.topic().settled();
    for (var reading : readings) {
      var reply = reading.question() == null ? actions.act(turn.of(reading, topic), reading) : null;
      if (reply == null || reply.topic().question() != null) {
        open.add(reading);
        continue;
      }
      calls.addAll(reply.calls());
      lines.add(reply.text());
      if (!reply.calls().isEmpty() && reply.topic().task() != null) {
        touched.add(reply.topic().task());
      }
      topic = reply.topic().counting(listed);
    }
    boolean added = readings.stream().allMatch(reading -> reading.intent() == Intent.ADD);
    var done = new Reply(String.join("\n", lines), calls, added ? topic.showing(touched) : topic);
    return open.isEmpty() ? done : asking(turn, done, new Topic.Later(open, listed));
  }

  /** Goes on with what was kept for later, once what was asked before it is answered. */
  Reply goOn(Turn turn, Reply answered, Topic.Later later) {
    return answered.topic().question() == null
        ? asking(turn, answered, later)
        : new Reply(answered.text(), answered.calls(), answered.topic().before(later));
  }

  private Reply asking(Turn turn, Reply done, Topic.Later open) {
    var first = open.readings().get(0);
    var rest = open.readings().subList(1, open.readings().size());
    var part = turn.of(first, done.topic().settled().counting(open.listed()));
    var asked =
        first.question() == null
            ? actions.act(part, first)
            : Reply.words(
                Wording.quoted(first.title()) + ": " + first.question(),
                part.topic().asking(turn.question(first)));
    List<ToolCall> calls = new ArrayList<>(done.calls());
    calls.addAll(asked.calls());
    var text = done.text().isEmpty() ? asked.text() : done.text() + "\n" + asked.text();
    var reply = new Reply(text, calls, asked.topic());
    return rest.isEmpty() ? reply : goOn(turn, reply, new Topic.Later(rest, open.listed()));
  }
}
