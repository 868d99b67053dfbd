package dev.kafila.chat;

import dev.kafila.chat.reader.Intent;
import dev.kafila.chat.reader.Reading;
import dev.kafila.chat.reader.Target;
import dev.kafila.task.InvalidFieldException;
import dev.kafila.task.Task;
import dev.kafila.task.TaskNotFoundException;
import dev.kafila.task.TaskQuery;
import dev.kafila.task.TaskView;
import dev.kafila.task.Tasks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Does what a sentence was understood to mean. */
final class Actions {
  private static final Set<Intent> ON_TASKS =
      Set.of(
          Intent.COMPLETE, Intent.REOPEN, Intent.UPDATE, Intent.DELETE, Intent.SNOOZE, Intent.SKIP);
  private static final int MOST_SHOWN = 50;
  private static final String HELP =
      "I keep your tasks. Try \"buy milk tomorrow at 5pm #shop\", \"remind me to water the plants"
          + " every Monday at 9\", \"what's due this week?\" or \"complete the milk one\".";

  private final Tasks tasks;
  private final TaskActions onOne;

  Actions(Tasks tasks) {
    this.tasks = tasks;
    this.onOne = new TaskActions(tasks);
  }

  Reply act(Turn turn, Reading reading) {
    if (ON_TASKS.contains(reading.intent())) {
      return actOnMeant(turn, reading);
    }
    return switch (reading.intent()) {
      case ADD -> add(turn, reading);
      case LIST, SEARCH -> list(turn, reading);
      case UNDO -> undo(turn);
      case CHOOSE -> show(turn, reading.choice());
      case CONFIRM, DECLINE -> Reply.words("There is nothing to decide right now.", turn.topic());
      default -> Reply.words(HELP, turn.topic());
    };
  }

  private Reply add(Turn turn, Reading reading) {
    var fields = FieldsOfSentence.create(reading.details(), turn.now().getZone());
    var task = tasks.create(turn.tx(), turn.userId(), fields, turn.cause());
    return done(turn, reading, task, "Added " + Wording.task(task) + ".");
  }

  private Reply list(Turn turn, Reading reading) {
    var filter = new FilterOfSentence(reading.filter(), turn.now());
    var found =
        tasks.list(turn.tx(), TaskQuery.of(turn.userId())).stream()
            .filter(filter)
            .sorted(FilterOfSentence.BY_DUE)
            .toList();
    var shown = found.subList(0, Math.min(found.size(), filter.limit(MOST_SHOWN)));
    var call =
        new ToolCall(
            reading.intent().tool(),
            filter.arguments(),
            Map.of("tasks", shown.stream().map(TaskView::of).toList(), "total", found.size()));
    return new Reply(
        Wording.list(shown, found.size(), turn.now()),
        List.of(call),
        turn.topic().showing(ids(shown)));
  }

  private Reply show(Turn turn, Integer choice) {
    var target = choice == null ? Target.LAST : Target.numbered(choice);
    var meant = meant(turn, target, Intent.LIST);
    if (meant.size() != 1) {
      return Reply.words("I don't know which one you mean.", turn.topic());
    }
    var task = meant.get(0);
    return Reply.words("That is " + Wording.task(task) + ".", turn.topic().about(task.taskId()));
  }

  private Reply undo(Turn turn) {
    var undone = tasks.undo(turn.tx(), turn.userId(), turn.cause());
    if (undone.isEmpty()) {
      return Reply.words(
          "There is nothing I can undo: nothing was changed, or it has changed again since.",
          turn.topic());
    }
    var from = undone.get().from();
    var to = undone.get().to();
    var task = to == null ? from : to;
    var text =
        to == null
            ? "Undone: " + Wording.title(task) + " is gone again."
            : "Undone: "
                + Wording.task(to)
                + (to.isPending() ? " is open" : " is done")
                + " again.";
    var call = new ToolCall(Intent.UNDO.tool(), Map.of(), TaskView.of(task));
    var topic = to == null ? turn.topic().about(null) : turn.topic().about(to.taskId());
    return new Reply(text, List.of(call), topic);
  }

  private Reply actOnMeant(Turn turn, Reading reading) {
    if (reading.target() == null && reading.filter() != null) {
      return askForSet(turn, reading);
    }
    var target = reading.target() == null ? Target.LAST : reading.target();
    var meant = meant(turn, target, reading.intent());
    if (meant.isEmpty()) {
      return Reply.words(notFound(turn, target, reading.intent()), turn.topic());
    }
    if (meant.size() > 1) {
      return Reply.words(
          "Which one do you mean?\n" + Wording.numbered(meant),
          turn.topic().asking(turn.question(ids(meant), false)));
    }
    var task = meant.get(0);
    boolean named = target.words() != null && TaskFinder.isNamed(task, target.words());
    if (reading.intent() == Intent.DELETE && !named) {
      return Reply.words(
          "Shall I delete " + Wording.task(task) + "? (yes or no)",
          turn.topic().asking(turn.question(List.of(task.taskId()), true)));
    }
    return actOn(turn, reading, task.taskId());
  }

  private Reply askForSet(Turn turn, Reading reading) {
    var filter = new FilterOfSentence(reading.filter(), turn.now());
    var meant =
        tasks.list(turn.tx(), TaskQuery.of(turn.userId())).stream()
            .filter(task -> fits(task, reading.intent()))
            .filter(filter)
            .toList();
    if (meant.isEmpty()) {
      return Reply.words("There is no such task.", turn.topic());
    }
    return Reply.words(
        "That means %d task%s:\n%s\nShall I %s? (yes or no)"
            .formatted(
                meant.size(),
                meant.size() == 1 ? "" : "s",
                Wording.numbered(meant),
                Wording.verb(reading.intent()) + (meant.size() == 1 ? " it" : " them")),
        turn.topic().asking(turn.question(ids(meant), true)));
  }

  /** Acts on one task, without asking again. */
  Reply actOn(Turn turn, Reading reading, UUID taskId) {
    Task task;
    try {
      task = onOne.act(turn, reading, taskId);
    } catch (TaskNotFoundException e) {
      return Reply.words("That task is gone.", turn.topic().about(null));
    } catch (InvalidFieldException e) {
      return Reply.words("That can't be done: " + e.getMessage() + ".", turn.topic());
    }
    return done(turn, reading, task, onOne.said(reading, task) + ".");
  }

  Reply actOnAll(Turn turn, Reading reading, List<UUID> taskIds) {
    if (taskIds.size() == 1) {
      return actOn(turn, reading, taskIds.get(0));
    }
    List<ToolCall> calls = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (var taskId : taskIds) {
      var reply = actOn(turn, reading, taskId);
      calls.addAll(reply.calls());
      lines.add(reply.text());
    }
    return new Reply(String.join("\n", lines), calls, turn.topic().showing(taskIds));
  }

  /** The one candidate that the message names; null if none or several. */
  UUID onlyOneNamed(Turn turn, List<UUID> candidates) {
    var tasksAsked = existing(turn, candidates);
    var named = TaskFinder.find(tasksAsked, turn.message());
    return named.size() == 1 ? named.get(0).taskId() : null;
  }

  private List<Task> meant(Turn turn, Target target, Intent intent) {
    if (target.words() != null) {
      var all = tasks.list(turn.tx(), TaskQuery.of(turn.userId()));
      var fitting = all.stream().filter(task -> fits(task, intent)).toList();
      return TaskFinder.find(fitting, target.words());
    }
    var listed = turn.topic().listed();
    if (target.number() != null) {
      int index = target.number() < 0 ? listed.size() - 1 : target.number() - 1;
      return index >= 0 && index < listed.size()
          ? existing(turn, List.of(listed.get(index)))
          : List.of();
    }
    return turn.topic().task() == null ? List.of() : existing(turn, List.of(turn.topic().task()));
  }

  /** What is done can't be completed, what is open can't be reopened; anything can be deleted. */
  private static boolean fits(Task task, Intent intent) {
    return switch (intent) {
      case COMPLETE, SKIP, SNOOZE, UPDATE -> task.isPending();
      case REOPEN -> !task.isPending();
      default -> true;
    };
  }

  private List<Task> existing(Turn turn, List<UUID> taskIds) {
    List<Task> found = new ArrayList<>();
    for (var taskId : taskIds) {
      try {
        found.add(tasks.get(turn.tx(), turn.userId(), taskId));
      } catch (TaskNotFoundException e) {
        // It was deleted since it was spoken of.
      }
    }
    return found;
  }

  private String notFound(Turn turn, Target target, Intent intent) {
    if (target.words() == null) {
      return target.number() == null
          ? "Which task do you mean?"
          : "There is no number " + target.number() + " in what I showed last.";
    }
    var any = TaskFinder.find(tasks.list(turn.tx(), TaskQuery.of(turn.userId())), target.words());
    if (any.isEmpty()) {
      return "I find no task with \"" + target.words() + "\".";
    }
    return Wording.title(any.get(0))
        + (intent == Intent.REOPEN ? " is open." : " is done already.");
  }

  private static Reply done(Turn turn, Reading reading, Task task, String text) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    if (reading.intent() == Intent.ADD) {
      arguments.put("title", task.fields().title());
    } else {
      arguments.put("task_id", task.taskId());
    }
    var call = new ToolCall(reading.intent().tool(), arguments, TaskView.of(task));
    return new Reply(text, List.of(call), turn.topic().about(task.taskId()));
  }

  private static List<UUID> ids(List<Task> shown) {
    return shown.stream().map(Task::taskId).toList();
  }
}
