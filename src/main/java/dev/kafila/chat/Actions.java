package dev.kafila.chat;

import dev.kafila.chat.reader.Intent;
import dev.kafila.chat.reader.Reading;
import dev.kafila.chat.reader.Target;
import dev.kafila.task.InvalidFieldException;
import dev.kafila.task.Status;
import dev.kafila.task.Task;
import dev.kafila.task.TaskNotFoundException;
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
  private static final String HELP =
      "I keep your tasks. Try \"buy milk tomorrow at 5pm #shop\", \"remind me to water the plants"
          + " every Monday at 9\", \"what's due this week?\" or \"complete the milk one\".";

  private final MeantTasks meantTasks;
  private final Additions additions;
  private final TaskActions onOne;
  private final UndoAction undo;
  private final Deeds deeds = new Deeds(this);

  Actions(Tasks tasks) {
    this.meantTasks = new MeantTasks(tasks);
    this.additions = new Additions(tasks);
    this.onOne = new TaskActions(tasks);
    this.undo = new UndoAction(tasks);
  }

  /** The candidates that the message names. */
  List<Task> named(Turn turn, List<UUID> candidates) {
    return meantTasks.named(turn, candidates);
  }

  /** What is left of a message whose first question was answered. */
  Reply goOn(Turn turn, Reply answered, Topic.Later later) {
    return deeds.goOn(turn, answered, later);
  }

  Reply act(Turn turn, Reading reading) {
    if (!reading.tasks().isEmpty()) {
      return deeds.act(turn, reading.tasks());
    }
    if (ON_TASKS.contains(reading.intent())) {
      return actOnMeant(turn, reading);
    }
    return switch (reading.intent()) {
      case ADD ->
          Situation.isTitleless(reading)
              ? Situation.askWhat(turn, reading)
              : additions.add(turn, reading);
      case LIST, SEARCH -> list(turn, reading);
      case UNDO -> undo.act(turn);
      case CHOOSE -> show(turn, reading.choice());
      case REDO -> undo.again(turn);
      case CONFIRM -> Reply.words(SmallTalk.agreed(turn.message()), turn.topic());
      case DECLINE -> Situation.declined(turn, reading);
      case TALK -> Reply.words(SmallTalk.answer(turn.message()), turn.topic());
      default -> Reply.words(HELP, turn.topic());
    };
  }

  private Reply list(Turn turn, Reading reading) {
    var filter = new FilterOfSentence(reading.filter(), turn.now());
    var found =
        meantTasks.all(turn, filter.status()).stream()
            .filter(filter)
            .sorted(filter.byDue())
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
    List<Task> meant =
        choice == null ? List.of() : meantTasks.meant(turn, Target.numbered(choice), null);
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
    var meant = meantTasks.meant(turn, target, statusFor(reading.intent()));
    if (meant.isEmpty()) {
      return Reply.words(meantTasks.notFound(turn, target), turn.topic());
    }
    if (!target.alsoNumbers().isEmpty() && reading.intent() != Intent.DELETE) {
      return actOnNumbered(turn, reading, meant);
    }
    boolean all = target.equals(Target.SHOWN) || !target.alsoNumbers().isEmpty();
    if (meant.size() > 1 && all) {
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
    var day = reading.details().due();
    boolean skips = reading.intent() == Intent.SKIP && day != null && task.fields().due() != null;
    if (skips && !day.at().toLocalDate().equals(task.fields().due().at().toLocalDate())) {
      return Reply.words(
          "The next one is " + Wording.task(task) + ". Shall I skip that? (yes or no)",
          turn.topic().asking(turn.question(List.of(task.taskId()), true)));
    }
    boolean deletes = reading.intent() == Intent.DELETE;
    if (target.done() != null && !deletes && !TaskFinder.isDoneBy(task, target)) {
      return Reply.words(
          "Is that " + Wording.task(task) + "? (yes or no)",
          turn.topic().asking(turn.question(List.of(task.taskId()), true)));
    }
    boolean named = target.words() != null && TaskFinder.isNamed(task, target.words());
    // What is but told, or was not read by the grammar, deletes nothing without a yes.
    if (deletes && (!named || target.done() != null || turn.opinion() != null)) {
      return Reply.words(
          "Shall I delete " + Wording.task(task) + "? (yes or no)",
          turn.topic().asking(turn.question(List.of(task.taskId()), true)));
    }
    return actOn(turn, reading, task.taskId());
  }

  /** Those that were numbered are counted by the user: there is nothing to ask. */
  private Reply actOnNumbered(Turn turn, Reading reading, List<Task> meant) {
    var fitting = meant.stream().filter(task -> fits(task, reading.intent())).toList();
    if (fitting.isEmpty()) {
      return Reply.words(alreadySo(meant.get(0)), turn.topic());
    }
    var reply = actOnAll(turn, reading, ids(fitting));
    // The list is still what "3" counts in.
    return new Reply(reply.text(), reply.calls(), turn.topic());
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
        meantTasks.all(turn, filter.status()).stream()
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
    } catch (RefusedException e) {
      return Reply.words(e.getMessage(), turn.topic().about(taskId));
    } catch (InvalidFieldException e) {
      return impossible(turn, e);
    }
    return done(turn, reading, task, onOne.said(reading, task) + ".");
  }

  static Reply impossible(Turn turn, InvalidFieldException why) {
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

  static String alreadySo(Task task) {
    return Wording.title(task) + (task.isPending() ? " is open." : " is done already.");
  }

  static Reply done(Turn turn, Reading reading, Task task, String text) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    if (reading.intent() == Intent.ADD) {
      arguments.put("title", task.fields().title());
    } else {
      arguments.put("task_id", task.taskId());
    }
    var call = new ToolCall(reading.intent().tool(), arguments, TaskView.of(task));
    boolean added = reading.intent() == Intent.ADD;
    var topic = added ? turn.topic().adding(task.taskId()) : turn.topic().about(task.taskId());
    return new Reply(text, List.of(call), topic);
  }

  private static List<UUID> ids(List<Task> shown) {
    return shown.stream().map(Task::taskId).toList();
  }
}
