package dev.kafila.chat.reader;

import java.util.List;

/**
 * A task that lacks one thing, which is asked about.
 *
 * @param known the sentence without what was unclear; with the answer behind it, a sentence again
 * @param bare the same without anything of dates
 * @param offered the readings that the question offers, in its order; empty if it offers none
 * @param repeats whether it is unclear how it repeats
 * @param perhaps whether it is unclear if it repeats at all, by the rule that is offered
 */
public record Unfinished(
    String known, String bare, List<String> offered, boolean repeats, boolean perhaps) {
  /** Whether it lacks a day only, as what takes place but once. */
  public Unfinished once() {
    return new Unfinished(known, bare, List.of(), false, false);
  }
}
