package dev.kafila.chat.reader;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Answers to what was asked (yes, no, the second one), undo, and small talk. */
final class EnglishAnswers {
  private static final Set<String> YES =
      Set.of(
          "yes",
          "y",
          "yep",
          "yeah",
          "yup",
          "sure",
          "ok",
          "okay",
          "do it",
          "go ahead",
          "confirm",
          "confirmed",
          "correct",
          "right",
          "please do",
          "yes please",
          "absolutely",
          "of course",
          "yes do it",
          "yes go ahead",
          "that's right",
          "sounds good",
          "k",
          "aye",
          "definitely",
          "sure thing",
          "ok do it",
          "yes delete it",
          "yes i'm sure",
          "i'm sure",
          "yes sure",
          "fine",
          "affirmative",
          "make it so",
          "yes complete them",
          "yes all of them",
          "sure go ahead",
          "yes of course",
          "ok go ahead",
          "go for it");
  private static final Set<String> NO =
      Set.of(
          "no",
          "n",
          "nope",
          "nah",
          "cancel",
          "never mind",
          "nevermind",
          "don't",
          "stop",
          "no thanks",
          "no thank you",
          "not now",
          "forget it",
          "scratch that",
          "no wait",
          "wait no",
          "wait",
          "hold on",
          "forget about it",
          "forget that",
          "forget about that",
          "never mind that",
          "nevermind that",
          "nvm",
          "leave it",
          "don't do it",
          "abort",
          "negative",
          "not that one",
          "not that",
          "not those",
          "none of them",
          "none of those",
          "none",
          "neither",
          "neither of them",
          "no don't",
          "cancel that",
          "no way",
          "do not",
          "not really",
          "keep it",
          "no cancel",
          "no keep it",
          "no leave it");
  private static final Set<String> UNDO =
      Set.of(
          "undo",
          "undo that",
          "undo it",
          "undo this",
          "undo last",
          "undo the last change",
          "undo last change",
          "undo the last one",
          "undo the last action",
          "undo last action",
          "revert",
          "revert that",
          "take that back",
          "put that back",
          "put it back",
          "bring that back",
          "bring it back",
          "oops undo",
          "oops undo that",
          "go back",
          "undo please",
          "please undo",
          "please undo that",
          "undo my last change",
          "revert it",
          "undo the change",
          "undo what i just did",
          "roll back",
          "roll that back",
          "undo again",
          "reverse that",
          "that was a mistake",
          "i didn't mean that",
          "i didn't mean to do that",
          "i didn't mean to",
          "that's not what i meant",
          "not what i meant",
          "that was wrong",
          "wrong one",
          "wrong task",
          "undo the last thing");

  /** What takes back, rather than only to say no. */
  private static final Set<String> TAKING_BACK =
      Set.of(
          "cancel",
          "cancel that",
          "never mind",
          "nevermind",
          "never mind that",
          "nevermind that",
          "nvm",
          "forget it",
          "forget about it",
          "forget that",
          "forget about that",
          "don't",
          "abort",
          "scratch that");

  private static final Set<String> REDO =
      Set.of(
          "redo",
          "redo that",
          "redo it",
          "redo please",
          "undo the undo",
          "undo undo",
          "undo that undo",
          "do it again after all",
          "redo the last change",
          "redo last change");
  private static final Set<String> TALK =
      Set.of(
          "thanks",
          "thank you",
          "thank you very much",
          "thank you so much",
          "thanks so much",
          "thanks a lot",
          "ok thanks",
          "okay thanks",
          "ok thank you",
          "great thanks",
          "perfect thanks",
          "perfect thank you",
          "cool thanks",
          "thanks that's all",
          "that's all",
          "that's all thanks",
          "that's it",
          "that's it thanks",
          "many thanks",
          "thx",
          "ty",
          "cheers",
          "great",
          "cool",
          "nice",
          "nice one",
          "awesome",
          "perfect",
          "excellent",
          "wonderful",
          "lovely",
          "super",
          "alright",
          "all right",
          "good",
          "very good",
          "lol",
          "haha",
          "wow",
          "bye",
          "goodbye",
          "see you",
          "see you later",
          "good bye",
          "bye bye",
          "good night",
          "i love you",
          "you're great",
          "you're the best",
          "good job",
          "well done",
          "good bot",
          "sorry",
          "got it",
          "i see",
          "understood");

  private static final Set<String> SMALL_TALK =
      Set.of(
          "hi",
          "hello",
          "hey",
          "hello there",
          "hi there",
          "hey there",
          "good morning",
          "good afternoon",
          "good evening",
          "howdy",
          "greetings",
          "yo",
          "sup",
          "help",
          "help me",
          "please help",
          "help please",
          "commands",
          "how are you",
          "how are you doing",
          "how's it going",
          "what's up",
          "what can you do",
          "who are you",
          "what are you",
          "hello kafila",
          "hi kafila",
          "hey kafila",
          "test",
          "hmm",
          "hm",
          "um",
          "uh",
          "well",
          "what",
          "why",
          "how",
          "who",
          "welcome",
          "never",
          "maybe",
          "i don't know",
          "not sure",
          "so",
          "huh");

  /** What stands before an answer and says nothing. */
  private static final Pattern HESITATION =
      Pattern.compile("^(?:(?:oh|oops|hmm|hm|um|uh|well|sorry|wait|ok|hey|no|ah|damn)\\s+)+");

  private static final int LONGEST = 14;

  private EnglishAnswers() {}

  /** Null if the sentence is none of these. */
  static Reading read(Sentence sentence) {
    if (sentence.tokens().size() > LONGEST) {
      return null;
    }
    String words =
        sentence.tokens().stream()
            .filter(token -> !token.isSymbol() || token.is("#"))
            .map(Token::word)
            .collect(Collectors.joining(" "));
    String said = HESITATION.matcher(words).replaceFirst("");
    boolean asks = sentence.text().strip().endsWith("?");
    if (YES.contains(words)) {
      return Reading.of(asks ? Intent.UNKNOWN : Intent.CONFIRM);
    }
    if (NO.contains(words) || NO.contains(said)) {
      boolean back = TAKING_BACK.contains(words) || TAKING_BACK.contains(said);
      return Reading.of(Intent.DECLINE).with(back ? Target.LAST : null);
    }
    if (REDO.contains(words) || REDO.contains(said)) {
      return Reading.of(Intent.REDO);
    }
    if (UNDO.contains(words) || UNDO.contains(said)) {
      return Reading.of(Intent.UNDO);
    }
    if (words.isEmpty() && sentence.tokens().stream().allMatch(Token::isSymbol)) {
      return thumbs(sentence);
    }
    if (TALK.contains(words)) {
      return Reading.of(Intent.TALK);
    }
    if (SMALL_TALK.contains(words)) {
      return Reading.of(Intent.UNKNOWN);
    }
    Reading reply =
        EnglishReplies.read(sentence.tokens().stream().filter(token -> !token.isSymbol()).toList());
    if (reply != null) {
      // "Right?" is no yes.
      return asks && reply.intent() == Intent.CONFIRM ? Reading.of(Intent.UNKNOWN) : reply;
    }
    List<Integer> choices = EnglishChoices.choices(sentence.cursor());
    return choices.isEmpty() ? null : Reading.of(Intent.CHOOSE).choosing(choices);
  }

  private static Reading thumbs(Sentence sentence) {
    String text = sentence.text();
    if (text.startsWith("👍") || text.startsWith("✅")) {
      return Reading.of(Intent.CONFIRM);
    }
    if (text.startsWith("👎") || text.startsWith("❌")) {
      return Reading.of(Intent.DECLINE);
    }
    return text.codePoints().anyMatch(c -> c > 0x2000) ? null : Reading.of(Intent.UNKNOWN);
  }
}
