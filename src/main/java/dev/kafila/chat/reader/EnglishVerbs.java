package dev.kafila.chat.reader;

import java.util.Set;

/** Verbs with which people begin what they have to do. */
final class EnglishVerbs {
  private static final Set<String> VERBS =
      Set.of(
          """
          add answer apply arrange ask assemble attend bake bathe bike book borrow boil bring brush
          build buy cancel call change charge chat check choose clean clear climb close collect
          compare complete confirm cook copy create cut dance decide decorate deliver deposit design
          discuss do donate download draft draw drink drive drop dry dust eat email empty exercise
          fax feed figure file fill find finish fix fold follow format freeze get give go grab grade
          grill hand hang have help hire host install invite invoice iron jog join jump keep knit
          launch learn leave lift listen lock look mail make meditate meet mend message mop mow move
          notify open order organise organize pack paint park pay perform phone pick pitch plan
          plant play post practice practise pray prepare prep present print process publish pull
          push put read rehearse release remind remove renew rent repair repay replace reply report
          request rest research reserve respond return review rewrite ride ring rinse roast run save
          scan schedule scrub see sell send set shave ship shop shower sign skype sleep sort speak
          start stop stretch study submit swim switch take talk tell test text thank throw tidy
          train translate transfer trim try turn type unpack update upgrade upload vacuum visit
          defrost refill restock deploy hoover polish rake reconcile sew sweep escalate
          vote walk wash watch water weed weigh withdraw work wrap write
          """
              .strip()
              .split("\\s+"));

  private EnglishVerbs() {}

  static boolean isVerb(Token token) {
    return token.isWord() && isVerb(token.word());
  }

  static boolean isVerb(String word) {
    return VERBS.contains(word);
  }
}
