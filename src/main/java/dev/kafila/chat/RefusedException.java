package dev.kafila.chat;

/** What can't be done as it was said; the message tells the user why, in a sentence. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RefusedException(String words) {
    super(words, null, false, false);
  }
}
