package dev.kafila.chat.reader;

import dev.kafila.chat.reader.ClockTime.DayPart;
import dev.kafila.chat.reader.Phrase.Certainty;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** English: its phrases, its commands, its questions. */
final class English implements Language {
  private static final Set<String> IN_THE_EVENING =
      Set.of(
          "dinner",
          "supper",
          "drinks",
          "party",
          "movie",
          "concert",
          "cinema",
          "theatre",
          "bed",
          "restaurant");
  private static final Set<String> TOPIC = Set.of("about", "regarding", "concerning");
  private static final Set<String> NUMBERED =
      Set.of(
          "issue",
          "ticket",
          "bug",
          "version",
          "size",
          "page",
          "pages",
          "chapter",
          "room",
          "apt",
          "unit",
          "order",
          "row",
          "seat",
          "aisle",
          "number",
          "part",
          "episode",
          "season",
          "score",
          "ratio",
          "case",
          "invoice",
          "model",
          "exit",
          "route",
          "problem",
          "exercise",
          "question",
          "section",
          "verse",
          "item",
          "gate",
          "bus",
          "line",
          "platform");
  private static final Set<String> IN_THE_MORNING = Set.of("breakfast", "sunrise", "wake");

  private static final Pattern GET_UP = Pattern.compile("(?i)^get .{0,20}\\bup$");

  /** What dictation keeps and nobody means. */
  private static final Pattern HESITATION =
      Pattern.compile("(?i)(?<![\\w\"'])(?:u+hm?|u+m+|e+rm+),? +(?=\\w)");

  private final EnglishPhrases phrases;
  private final EnglishCommands commands;

  English(Locale locale) {
    this.phrases = new EnglishPhrases(locale);
    this.commands = new EnglishCommands(this, phrases);
  }

  @Override
  public Phrase phraseAt(Cursor c) {
    return phrases.phraseAt(c);
  }

  @Override
  public boolean standsApart(
      Certainty certainty, Cursor behind, Token before, boolean phraseAhead) {
    return EnglishPhrases.standsApart(certainty, behind, before, phraseAhead);
  }

  @Override
  public boolean determines(Token before) {
    return EnglishWords.DETERMINERS.contains(before.word());
  }

  @Override
  public boolean leadsToTopic(Token before) {
    return TOPIC.contains(before.word());
  }

  @Override
  public boolean numbers(Token before) {
    return isNumbered(before);
  }

  /** Whether a number behind this word is its own: "chapter 7". */
  static boolean isNumbered(Token before) {
    return NUMBERED.contains(before.word());
  }

  @Override
  public boolean joins(Token token) {
    return token.is("and") || token.is("then") || token.is(",") || token.is("also");
  }

  @Override
  public DayPart usualTime(String title) {
    if (GET_UP.matcher(title).find()) {
      return DayPart.MORNING;
    }
    for (Token token : Tokenizer.tokens(title)) {
      if (IN_THE_EVENING.contains(token.word())) {
        return DayPart.EVENING;
      }
      if (IN_THE_MORNING.contains(token.word())) {
        return DayPart.MORNING;
      }
    }
    return null;
  }

  @Override
  public String question(UnclearException unclear) {
    return EnglishQuestions.question(unclear);
  }

  @Override
  public Reading read(Sentence sentence) {
    String spoken = HESITATION.matcher(sentence.text()).replaceAll("");
    boolean hesitates = !spoken.isBlank() && spoken.length() < sentence.text().length();
    Sentence said = hesitates ? Sentence.of(spoken, sentence.context()) : sentence;
    return commands.read(EnglishSpelling.mended(said));
  }
}
