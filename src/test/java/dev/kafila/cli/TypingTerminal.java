package dev.kafila.cli;

import java.util.Optional;

/** Somebody at the terminal who always types the same. */
record TypingTerminal(String typed) implements Terminal {
  @Override
  public boolean isThere() {
    return true;
  }

  @Override
  public Optional<String> ask(String question) {
    return Optional.of(typed);
  }
}
