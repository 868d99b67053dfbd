package dev.kafila.chat.reader;

import java.util.Set;

/** Words by which things are put on lists, taken off them and looked for on them. */
final class EnglishPlacingWords {
  static final String[] WISHING = {
    "i need you to",
    "i want you to",
    "i need to",
    "i have to",
    "i want to",
    "i would like to",
    "i'd like to",
    "i gotta",
    "i should",
    "i must",
    "can i",
    "could i",
    "may i",
    "let's go ahead and",
    "let's",
    "let me",
    "go ahead and",
    "help me to",
    "help me",
    "remember to",
    "don't forget to",
    "i wanna",
    "and",
    "also"
  };
  static final String[] PUTTING = {
    "add",
    "put down",
    "put",
    "throw",
    "place",
    "include",
    "append",
    "stick",
    "pop",
    "jot down",
    "jot",
    "write down",
    "write",
    "enter",
    "note down",
    "log",
    "save"
  };
  static final String[] TAKING = {
    "take",
    "remove",
    "delete",
    "erase",
    "cancel",
    "scratch",
    "strike",
    "drop",
    "wipe",
    "clear",
    "get rid of",
    "omit"
  };
  static final String[] TICKING = {
    "check off",
    "tick off",
    "cross off",
    "complete",
    "finish",
    "mark",
    "check",
    "tick",
    "cross",
    "i finished",
    "i completed",
    "i'm done with",
    "i am done with",
    "done with",
    "finished"
  };
  static final String[] EMPTYING = {
    "clear out",
    "clear off",
    "clear",
    "empty out",
    "empty",
    "wipe out",
    "wipe",
    "erase",
    "blank out",
    "take everything off",
    "remove everything from",
    "delete everything from",
    "delete everything on",
    "remove everything on",
    "remove all from",
    "delete all from",
    "erase everything on",
    "erase everything from"
  };
  static final String[] LOOKING = {
    "show me",
    "show",
    "read out",
    "read me",
    "read back",
    "read",
    "recite",
    "repeat",
    "check",
    "see",
    "hear",
    "view",
    "browse",
    "access",
    "pull up",
    "bring up",
    "go through",
    "go over",
    "run through",
    "walk me through",
    "iterate",
    "review",
    "look at",
    "open up",
    "open",
    "display",
    "give me",
    "tell me",
    "list out",
    "list",
    "print",
    "get",
    "take me to",
    "look up",
    "let me see",
    "let me hear",
    "know"
  };

  /** Of those, what is said of tasks only with a list. */
  static final Set<String> UNUSUAL =
      Set.of(
          "check", "hear", "browse", "bring", "go", "run", "walk", "review", "look", "access",
          "recite");

  static final String[] TO_SEE = {
    "see if", "check if", "check whether", "see whether", "look to see if", "look to see whether",
    "know if", "tell me if", "let me know if", "find out if", "look if", "please check if"
  };
  static final String[] ONTO = {"to", "onto", "on", "into", "in", "under"};
  static final String[] OFF = {
    "off of", "off from", "off", "out from", "out of", "from", "on", "in"
  };
  static final String[] CONTENTS = {
    "what's on",
    "what is on",
    "what's in",
    "what is in",
    "what i have on",
    "what are on",
    "everything on",
    "all of the items on",
    "all the items on",
    "all items on",
    "the items on",
    "all the tasks on",
    "the tasks on",
    "all the things on",
    "the things on",
    "items on",
    "tasks on",
    "the various tasks on",
    "the content of",
    "the contents of",
    "anything on",
    "everything in"
  };

  private EnglishPlacingWords() {}
}
