package dev.kafila.chat.reader;

import java.util.List;

/**
 * A task that lacks one thing, which is asked about.
 *
 * @param known the sentence without what was unclear; with the answer behind it, a sentence again
 * @param offered the readings that the question offers, in its order; empty if it offers none
 * @param repeats whether it is unclear how it repeats
 */
public record Unfinished(String known, List<String> offered, boolean repeats) {}
