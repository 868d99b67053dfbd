package dev.kafila.boot.routes;

/**
 * What is wrong with a route file.
 *
 * @param file as people know it, such as {@code routes/recurring.camel.yaml}
 * @param line from 1; 0 if it is not one line's fault
 * @param reason one line
 */
public record RouteProblem(String file, int line, String reason) {

  /** {@code routes/recurring.camel.yaml:14}. */
  public String place() {
    return line > 0 ? file + ":" + line : file;
  }

  @Override
  public String toString() {
    return place() + ": " + reason;
  }
}
