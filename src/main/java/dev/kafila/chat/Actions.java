package dev.kafila.chat;

import dev.kafila.chat.reader.Intent;
import dev.kafila.chat.reader.Reading;
import dev.kafila.chat.reader.Target;
import dev.kafila.task.InvalidFieldException;
import dev.kafila.task.Status;
import dev.kafila.task.Task;
import dev.kafila.task.TaskFields;
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
          Intent.COMPLETE,
          Intent.REOPEN,
          Intent.UPDATE,
          Intent.DELETE,
          Intent.SNOOZE,
          Intent.SKIP,
          Intent.PAUSE,
          Intent.RESUME);
  private static final int MOST_SHOWN = 50;
  private static final int MOST_READ = 10_000;
  private static final String HELP =
      "I keep your tasks. Try \"buy milk tomorrow at 5pm #shop\", \"remind me to water the plants"
          + " every Monday at 9\", \"what's due this week?\" or \"complete the milk one\".";

  private final Tasks tasks;
  private final TaskActions onOne;
  private final UndoAction undo;

  Actions(Tasks tasks) {
    this.tasks = tasks;
    this.onOne = new TaskActions(tasks);
    this.undo = new UndoAction(tasks);
  }

  Reply act(Turn turn, Reading reading) {
    if (ON_TASKS.contains(reading.intent())) {
      return actOnMeant(turn, reading);
    }
    return switch (reading.intent()) {
      case ADD -> add(turn, reading);
      case LIST, SEARCH -> list(turn, reading);
      case UNDO -> undo.act(turn);
      case CHOOSE -> show(turn, reading.choice());
      case CONFIRM, DECLINE -> Reply.words("There is nothing to decide right now.", turn.topic());
      default -> Reply.words(HELP, turn.topic());
    };
  }

  private Reply add(Turn turn, Reading reading) {
    return reading.tasks().isEmpty() ? addOne(turn, reading) : addAll(turn, reading.tasks());
  }

  private Reply addAll(Turn turn, List<Reading> readings) {
    List<ToolCall> calls = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    List<UUID> added = new ArrayList<>();
    for (var reading : readings) {
      var reply = addOne(turn, reading);
      calls.addAll(reply.calls());
      lines.add(reply.text());
      if (!reply.calls().isEmpty()) {
        added.add(reply.topic().task());
      }
    }
    return new Reply(String.join("\n", lines), calls, turn.topic().showing(added));
  }

  private Reply addOne(Turn turn, Reading reading) {
    TaskFields fields;
    try {
      fields = FieldsOfSentence.create(reading.details(), turn.now().getZone());
    } catch (InvalidFieldException e) {
      return impossible(turn, e);
    }
    var task = tasks.create(turn.tx(), turn.userId(), fields, turn.cause());
    return done(turn, reading, task, "Added " + Wording.task(task) + ".");
  }

  private Reply list(Turn turn, Reading reading) {
    var filter = new FilterOfSentence(reading.filter(), turn.now());
    var found =
        all(turn, filter.status()).stream().filter(filter).sorted(FilterOfSentence.BY_DUE).toList();
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
    List<Task> meant =
        choice == null ? List.of() : meant(turn, Target.numbered(choice), Intent.LIST);
    if (meant.size() != 1) {
      return Reply.words("I don't know which one you mean.", turn.topic());
    }
    var task = meant.get(0);
    return Reply.words("That is " + Wording.task(task) + ".", turn.topic().about(task.taskId()));
  }

  private Reply actOnMeant(Turn turn, Reading reading) {
    if (reading.target() == null && reading.filter() != null) {
      return askForSet(turn, reading);
    }
    var target = reading.target() == null ? Target.LAST : reading.target();
    var meant = meant(turn, target, reading.intent());
    if (meant.isEmpty()) {
      return Reply.words(notFound(turn, target), turn.topic());
    }
    if (meant.size() > 1 && target.equals(Target.SHOWN)) {
      return askForAll(
          turn, reading, meant.stream().filter(task -> fits(task, reading.intent())).toList());
    }
    if (meant.size() > 1) {
      return askWhich(turn, meant, turn.question(ids(meant), false));
    }
    var task = meant.get(0);
    if (!fits(task, reading.intent()) && reading.intent() != Intent.UPDATE) {
      return Reply.words(alreadySo(task), turn.topic().about(task.taskId()));
    }
    boolean named = target.words() != null && TaskFinder.isNamed(task, target.words());
    // What was not read by the grammar deletes nothing without a yes.
    if (reading.intent() == Intent.DELETE && (!named || turn.opinion() != null)) {
      return Reply.words(
          "Shall I delete " + Wording.task(task) + "? (yes or no)",
          turn.topic().asking(turn.question(List.of(task.taskId()), true)));
    }
    return actOn(turn, reading, task.taskId());
  }

  /**
   * @param open the question that these tasks are the candidates of, or some of them
   */
  static Reply askWhich(Turn turn, List<Task> candidates, Topic.Question open) {
    return Reply.words(
        "Which one do you mean?\n" + Wording.numbered(candidates),
        turn.topic().asking(open.among(ids(candidates))));
  }

  private Reply askForSet(Turn turn, Reading reading) {
    var filter = new FilterOfSentence(reading.filter(), turn.now());
    var meant =
        all(turn, filter.status()).stream()
            .filter(task -> fits(task, reading.intent()))
            .filter(filter)
            .toList();
    return askForAll(turn, reading, meant);
  }

  private static Reply askForAll(Turn turn, Reading reading, List<Task> meant) {
    if (meant.isEmpty()) {
      return Reply.words("There is no such task.", turn.topic());
    }
    return Reply.words(
        "That means %s:\n%s\nShall I %s %s? (yes or no)"
            .formatted(
                Wording.count(meant.size()),
                Wording.numbered(meant),
                Wording.verb(reading.intent()),
                meant.size() == 1 ? "it" : "them"),
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
      return impossible(turn, e);
    }
    return done(turn, reading, task, onOne.said(reading, task) + ".");
  }

  private static Reply impossible(Turn turn, InvalidFieldException why) {
    return Reply.words(
        "That can't be done: %s: %s.".formatted(why.field().replace('_', ' '), why.getMessage()),
        turn.topic());
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

  /** The candidates that the message names. */
  List<Task> named(Turn turn, List<UUID> candidates) {
    return TaskFinder.find(existing(turn, candidates), turn.message());
  }

  /**
   * @param status null for any
   */
  private List<Task> all(Turn turn, Status status) {
    var query = TaskQuery.of(turn.userId()).newest(MOST_READ);
    return tasks.list(turn.tx(), status == null ? query : query.status(status));
  }

  private List<Task> meant(Turn turn, Target target, Intent intent) {
    if (target.words() != null) {
      return TaskFinder.find(all(turn, statusFor(intent)), target.words());
    }
    var listed = turn.topic().listed();
    if (target.equals(Target.SHOWN) && !listed.isEmpty()) {
      return existing(turn, listed);
    }
    if (target.number() != null && target.number() != 0) {
      int index = target.number() < 0 ? listed.size() - 1 : target.number() - 1;
      return index >= 0 && index < listed.size()
          ? existing(turn, List.of(listed.get(index)))
          : List.of();
    }
    return turn.topic().task() == null ? List.of() : existing(turn, List.of(turn.topic().task()));
  }

  /** What is done can't be completed, what is open can't be reopened; anything can be deleted. */
  private static Status statusFor(Intent intent) {
    return switch (intent) {
      case COMPLETE, SKIP, SNOOZE, PAUSE, RESUME, UPDATE -> Status.PENDING;
      case REOPEN -> Status.COMPLETED;
      default -> null;
    };
  }

  private static boolean fits(Task task, Intent intent) {
    var status = statusFor(intent);
    return status == null || task.status() == status;
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

  private String notFound(Turn turn, Target target) {
    if (target.words() == null) {
      return target.number() == null
          ? "Which task do you mean?"
          : "There is no number " + target.number() + " in what I showed last.";
    }
    var any = TaskFinder.find(all(turn, null), target.words());
    return any.isEmpty()
        ? "I find no task with \"" + target.words() + "\"."
        : alreadySo(any.get(0));
  }

  private static String alreadySo(Task task) {
    return Wording.title(task) + (task.isPending() ? " is open." : " is done already.");
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
