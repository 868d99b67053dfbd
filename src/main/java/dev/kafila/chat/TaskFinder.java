package dev.kafila.chat;

import dev.kafila.chat.reader.Target;
import dev.kafila.task.Task;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the tasks that some words may mean. */
final class TaskFinder {
  private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{So}]+");
  private static final Set<String> SAYS_NOTHING =
      Set.of("a", "an", "the", "one", "task", "to", "my", "of", "for", "and", "thing", "todo", "s");

  private TaskFinder() {}

  /** Tasks with exactly this title, else those with all the words, else none. */
  static List<Task> find(List<Task> tasks, String words) {
    var exact = tasks.stream().filter(task -> isNamed(task, words)).toList();
    if (!exact.isEmpty()) {
      return exact;
    }
    var wanted = wordsOf(words);
    if (wanted.isEmpty()) {
      return List.of();
    }
    return tasks.stream()
        .filter(
            task -> {
              var title = wordsOf(task.fields().title());
              title.addAll(task.fields().tags());
              return title.containsAll(wanted);
            })
        .toList();
  }

  /**
   * The tasks that a target's words may mean; of those, if it tells what was done, what names it.
   */
  static List<Task> find(List<Task> tasks, Target target) {
    var found = find(tasks, target.words());
    if (target.done() == null) {
      return found;
    }
    var same = found.stream().filter(task -> isDoneBy(task, target)).toList();
    return same.isEmpty() ? found : same;
  }

  /** Whether a title begins with what was done, or is nothing but the thing: "pay rent", "rent". */
  static boolean isDoneBy(Task task, Target target) {
    var title = wordsOf(task.fields().title());
    boolean begins = !title.isEmpty() && wordsOf(target.done()).contains(title.iterator().next());
    return begins || target.words() != null && wordsOf(target.words()).containsAll(title);
  }

  /** Whether the words are the task's whole title. */
  static boolean isNamed(Task task, String words) {
    return task.fields().title().equalsIgnoreCase(words.strip());
  }

  /** Words that tell tasks apart, in their order, in one form for singular and plural. */
  private static Set<String> wordsOf(String text) {
    var words = new LinkedHashSet<String>();
    Arrays.stream(NOT_A_WORD.split(text.toLowerCase(Locale.ROOT)))
        .filter(word -> !word.isEmpty() && !SAYS_NOTHING.contains(word))
        .map(
            word ->
                word.length() > 3 && word.endsWith("s")
                    ? word.substring(0, word.length() - 1)
                    : word)
        .forEach(words::add);
    return words;
  }
}
