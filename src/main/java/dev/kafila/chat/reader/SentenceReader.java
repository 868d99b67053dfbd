package dev.kafila.chat.reader;

/** Reads what a user wrote. */
public interface SentenceReader {
  /** Never throws, whatever the sentence: what can't be read is {@link Intent#UNKNOWN}. */
  Reading read(String sentence, Context context);
}
