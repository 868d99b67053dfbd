package dev.kafila.cli;

import java.io.Console;
import java.util.Optional;

/** Somebody who can be asked. */
interface Terminal {
  boolean isThere();

  /** What was typed, a line; empty at its end. */
  Optional<String> ask(String question);

  static Terminal ofThisProcess() {
    return new Terminal() {
      @Override
      public boolean isThere() {
        return System.console() != null && isTerminal(System.console());
      }

      @Override
      public Optional<String> ask(String question) {
        return Optional.ofNullable(System.console().readLine("%s", question));
      }
    };
  }

  /** Since Java 22 there is a console without a terminal too, which can be asked whether it is. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
