package dev.kafila.chat.reader;

import dev.kafila.chat.reader.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Titles as people mean them. */
final class EnglishTitles {
  private static final Set<String> LEADS =
      Set.of("is", "are", "maybe", "perhaps", "probably", "possibly", "sometime", "either", "for");

  private EnglishTitles() {}

  /** Without the words that led to a date that was cut out: "Emma's recital is", "Ann maybe". */
  static String withoutLead(String title) {
    String text = title;
    for (int space = text.lastIndexOf(' ');
        space > 0 && LEADS.contains(text.substring(space + 1).toLowerCase(Locale.ROOT));
        space = text.lastIndexOf(' ')) {
      text = text.substring(0, space);
    }
    boolean cut = text.length() < title.length() && text.endsWith(",");
    return cut ? text.substring(0, text.length() - 1) : text;
  }

  /** Of an appointment with a date, what is but told: "there's a dentist appointment". */
  static String withoutHaving(String title) {
    Cursor c = new Cursor(Tokenizer.tokens(title));
    boolean having =
        c.skipOneOf(
                "there's",
                "there is",
                "i have",
                "i've got",
                "i've",
                "we have",
                "we've got",
                "i got",
                "i will have",
                "i'll have",
                "i'm having",
                "we're having",
                "i do have",
                "there will be")
            && c.skipOneOf("a", "an", "another");
    return having && !c.atEnd() ? title.substring(c.peek().start()) : title;
  }

  /** A title that is one quotation is what stands in it. */
  static Details unquoted(Details details) {
    if (details.title() == null) {
      return details;
    }
    List<Token> tokens = Tokenizer.tokens(details.title());
    boolean quotation = tokens.size() == 1 && tokens.get(0).kind() == Kind.QUOTED;
    return quotation ? details.withTitle(tokens.get(0).word()) : details;
  }
}
