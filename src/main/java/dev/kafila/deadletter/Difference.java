package dev.kafila.deadletter;

import java.util.ArrayList;
import java.util.List;

/** What an edit changed, line by line: {@code -} was, {@code +} is now. */
final class Difference {
  private static final int CONTEXT = 2;

  /** Beyond this many comparisons, everything between the first and the last change is told. */
  private static final long MOST_COMPARISONS = 4_000_000;

  private final List<String> before;
  private final List<String> after;
  private final List<String> told = new ArrayList<>();

  private Difference(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /** Of two texts; empty if they are equal. */
  static String of(String before, String after) {
    var difference = new Difference(before.lines().toList(), after.lines().toList());
    difference.compare();
    return String.join("\n", difference.told);
  }

  private void compare() {
    int start = 0;
    int most = Math.min(before.size(), after.size());
    while (start < most && before.get(start).equals(after.get(start))) {
      start++;
    }
    int end = 0;
    while (end < most - start
        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
      end++;
    }
    if (start == before.size() && start == after.size()) {
      return;
    }
    context(Math.max(0, start - CONTEXT), start);
    changes(start, before.size() - end, after.size() - end);
    int rest = before.size() - end;
    context(rest, Math.min(before.size(), rest + CONTEXT));
  }

  private void context(int from, int to) {
    before.subList(from, to).forEach(line -> told.add("  " + line));
  }

  /** The shortest way from one to the other, over the longest common subsequence. */
  private void changes(int start, int beforeEnd, int afterEnd) {
    int rows = beforeEnd - start;
    int columns = afterEnd - start;
    int[][] common = new int[0][];
    if ((long) rows * columns <= MOST_COMPARISONS) {
      common = commonLengths(start, rows, columns);
    }
    int row = 0;
    int column = 0;
    while (row < rows || column < columns) {
      if (common.length > 0
          && row < rows
          && column < columns
          && before.get(start + row).equals(after.get(start + column))) {
        told.add("  " + before.get(start + row));
        row++;
        column++;
      } else if (row < rows
          && (column == columns
              || common.length == 0
              || common[row + 1][column] >= common[row][column + 1])) {
        told.add("- " + before.get(start + row++));
      } else {
        told.add("+ " + after.get(start + column++));
      }
    }
  }

  private int[][] commonLengths(int start, int rows, int columns) {
    int[][] lengths = new int[rows + 1][columns + 1];
    for (int row = rows - 1; row >= 0; row--) {
      for (int column = columns - 1; column >= 0; column--) {
        lengths[row][column] =
            before.get(start + row).equals(after.get(start + column))
                ? lengths[row + 1][column + 1] + 1
                : Math.max(lengths[row + 1][column], lengths[row][column + 1]);
      }
    }
    return lengths;
  }
}
