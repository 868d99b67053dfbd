package dev.kafila.chat.reader;

import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads sentences by a grammar: tokens, then rules that compose.
 *
 * <p>Each rule looks ahead over a bounded number of tokens, so the time it takes grows with the
 * length of the sentence and no faster. Safe for use by many threads.
 */
public final class GrammarReader implements SentenceReader {
  private static final Logger LOG = LoggerFactory.getLogger(GrammarReader.class);
  private static final int MOST_CHARACTERS = 10_000;

  private final ConcurrentHashMap<Locale, Language> languages = new ConcurrentHashMap<>();

  @Override
  public Reading read(String sentence, Context context) {
    String text = sentence.strip();
    if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
      return Reading.of(Intent.UNKNOWN);
    }
    try {
      return readable(text, context);
    } catch (RuntimeException e) {
      // A mistake in a rule must not cost the user the conversation. The text stays out of the log.
      LOG.warn("a sentence of {} characters could not be read", text.length(), e);
      return Reading.of(Intent.UNKNOWN);
    }
  }

  /** Reads what is neither empty nor too long, and lets the mistakes of rules be seen. */
  Reading readable(String text, Context context) {
    Language language = languages.computeIfAbsent(context.locale(), English::new);
    return language.read(Sentence.of(text, context));
  }
}
