package dev.kafila.chat;

import dev.kafila.chat.reader.Target;
import dev.kafila.task.Status;
import dev.kafila.task.Task;
import dev.kafila.task.TaskNotFoundException;
import dev.kafila.task.TaskQuery;
import dev.kafila.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Finds the tasks that a target means: by words, by numbers in the last list, or by "it". */
final class MeantTasks {
  private static final int MOST_READ = 10_000;

  private final Tasks tasks;

  MeantTasks(Tasks tasks) {
    this.tasks = tasks;
  }

  /** The candidates that the message names. */
  List<Task> named(Turn turn, List<UUID> candidates) {
    return TaskFinder.find(existing(turn, candidates), turn.message());
  }

  /**
   * @param status null for any
   */
  List<Task> all(Turn turn, Status status) {
    var query = TaskQuery.of(turn.userId()).newest(MOST_READ);
    return tasks.list(turn.tx(), status == null ? query : query.status(status));
  }

  List<Task> meant(Turn turn, Target target, Status status) {
    if (target.words() != null) {
      return TaskFinder.find(all(turn, status), target);
    }
    var spoken = turn.topic().spoken();
    var listed = turn.topic().listed().isEmpty() ? spoken : turn.topic().listed();
    if (target.equals(Target.SHOWN) && !listed.isEmpty()) {
      return existing(turn, spoken.size() > 1 ? spoken : listed);
    }
    if (target.number() != null && target.number() != 0) {
      var numbers = new ArrayList<>(target.alsoNumbers());
      numbers.add(0, target.number());
      var count = listed.size();
      return numbers.stream().anyMatch(number -> Math.abs(number) > count)
          ? List.of()
          : existing(
              turn,
              numbers.stream()
                  .map(number -> listed.get(number < 0 ? count + number : number - 1))
                  .distinct()
                  .toList());
    }
    return turn.topic().task() == null ? List.of() : existing(turn, List.of(turn.topic().task()));
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

  String notFound(Turn turn, Target target) {
    if (target.words() == null) {
      return target.number() == null ? "Which task do you mean?" : noNumber(turn, target);
    }
    var any = TaskFinder.find(all(turn, null), target.words());
    return any.isEmpty()
        ? "I find no task with \"" + target.words() + "\"."
        : Actions.alreadySo(any.get(0));
  }

  private static String noNumber(Turn turn, Target target) {
    var listed = turn.topic().listed();
    var count = (listed.isEmpty() ? turn.topic().spoken() : listed).size();
    var number =
        target.alsoNumbers().stream()
            .filter(also -> Math.abs(target.number()) <= count && Math.abs(also) > count)
            .findFirst()
            .orElse(target.number());
    return "There is no number " + number + " in what I showed last.";
  }
}
