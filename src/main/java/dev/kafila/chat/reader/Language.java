package dev.kafila.chat.reader;

import dev.kafila.chat.reader.ClockTime.DayPart;

/** The rules of one language. */
interface Language {
  /**
   * The phrase that begins here, with the cursor moved behind it; null, and the cursor unmoved, if
   * none does. Looks ahead over a bounded number of tokens only.
   */
  Phrase phraseAt(Cursor c);

  /** Whether a phrase that may be part of the title is meant as one, seen from its surroundings. */
  boolean standsApart(Phrase.Certainty certainty, Cursor behind, Token before, boolean phraseAhead);

  /** Whether what follows this word is a thing: "the 5 o'clock train". */
  boolean determines(Token before);

  /** Whether what follows this word is what the task is about: "ask Tom about Tuesday". */
  boolean leadsToTopic(Token before);

  /** Whether a number behind this word is a name: "issue 12/11". */
  boolean numbers(Token before);

  /** Whether a word only joins two phrases: "and". */
  boolean joins(Token token);

  /** The part of the day in which such a task takes place ("dinner"); null if it tells nothing. */
  DayPart usualTime(String title);

  /** What to ask. */
  String question(UnclearException unclear);

  /** Reads a whole sentence. */
  Reading read(Sentence sentence);
}
