package dev.kafila.chat.reader;

/** Words that people say around a reminder or a new task. */
final class EnglishFrameWords {
  static final String[] WISHING = {
    "help me to",
    "help me",
    "don't forget to",
    "do not forget to",
    "remember to",
    "i need you to",
    "i want you to",
    "i need to",
    "i have to",
    "let's",
    "go ahead and",
    "also",
    "and"
  };
  static final String[] SETTING = {
    "set me up",
    "set up",
    "set me",
    "set",
    "create me",
    "create",
    "make me",
    "make",
    "add",
    "put",
    "schedule",
    "give me",
    "send me",
    "get me",
    "drop me",
    "i need",
    "i'd like",
    "i would like",
    "i want",
    "i'll need",
    "need",
    "can i have",
    "can i get",
    "may i have",
    "activate",
    "sound",
    "place"
  };
  static final String[] REMINDER = {
    "reminder",
    "alarm clock",
    "alarm",
    "alert",
    "notice",
    "notification",
    "shout",
    "nudge",
    "heads up",
    "ping",
    "wake up call",
    "wake up alarm",
    "wake - up call",
    "wake - up alarm"
  };
  static final String[] TELLING = {"tell", "remind", "notify", "alert", "ping", "nudge"};
  static final String[] PASSIVE = {
    "i want to be", "i want to get", "i would like to be", "i would like to get", "i'd like to be",
    "i'd like to get", "i need to be", "i need to get", "i wanna be", "i wanna get"
  };
  static final String[] ADDING = {"add", "create", "make", "new", "set up", "log", "enter"};
  static final String[] TASK = {
    "task",
    "todo item",
    "todo",
    "to do item",
    "to do",
    "to - do item",
    "to - do",
    "action item",
    "list item",
    "item",
    "chore",
    "entry"
  };

  private EnglishFrameWords() {}
}
