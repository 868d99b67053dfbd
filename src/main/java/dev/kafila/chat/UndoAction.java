package dev.kafila.chat;

import dev.kafila.chat.reader.Intent;
import dev.kafila.task.Task;
import dev.kafila.task.TaskView;
import dev.kafila.task.Tasks;
import dev.kafila.task.Undone;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Takes back what was done last, and says what that came to. */
final class UndoAction {
  private static final int MOST_TOLD = 20;

  private final Tasks tasks;

  UndoAction(Tasks tasks) {
    this.tasks = tasks;
  }

  Reply act(Turn turn) {
    return reply(turn, tasks.undo(turn.tx(), turn.userId(), turn.cause()), "Undone: ", Map.of());
  }

  /** Does again what was taken back. */
  Reply again(Turn turn) {
    var redone = tasks.redo(turn.tx(), turn.userId(), turn.cause());
    return reply(turn, redone, "Done again: ", Map.of("redo", true));
  }

  private static Reply reply(Turn turn, Undone undone, String lead, Map<String, Object> arguments) {
    if (undone.refusal() != null) {
      return Reply.words(undone.refusal(), turn.topic());
    }
    var changes = undone.changes();
    var left = changes.stream().map(Undone.Change::to).filter(Objects::nonNull).toList();
    var ids = left.stream().map(Task::taskId).distinct().toList();
    var topic =
        changes.size() == 1
            ? turn.topic().about(ids.isEmpty() ? null : ids.get(0))
            : turn.topic().about(null).showing(ids);
    return new Reply(lead + words(changes) + ".", List.of(call(changes, arguments)), topic);
  }

  private static ToolCall call(List<Undone.Change> changes, Map<String, Object> arguments) {
    var views = changes.stream().map(UndoAction::about).map(TaskView::of).toList();
    return new ToolCall(
        Intent.UNDO.tool(), arguments, views.size() == 1 ? views.get(0) : Map.of("tasks", views));
  }

  private static Task about(Undone.Change change) {
    return change.to() == null ? change.from() : change.to();
  }

  private static String words(List<Undone.Change> changes) {
    if (changes.size() == 1) {
      return words(changes.get(0));
    }
    var told = changes.stream().limit(MOST_TOLD).map(UndoAction::words).toList();
    int more = changes.size() - told.size();
    return String.join("; ", told) + (more == 0 ? "" : "; and " + more + " more");
  }

  private static String words(Undone.Change change) {
    var from = change.from();
    var to = change.to();
    if (to == null) {
      return Wording.title(from) + " is gone again";
    }
    if (from == null) {
      return Wording.task(to) + " is back";
    }
    if (from.status() == to.status()) {
      return "it is " + Wording.task(to) + " again";
    }
    return Wording.task(to) + (to.isPending() ? " is open again" : " is done again");
  }
}
