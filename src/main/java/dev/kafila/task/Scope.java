package dev.kafila.task;

/** How much of a series a change is meant for. */
public enum Scope {
  /** A date or time is this occurrence's own, all else is for later ones too. */
  USUAL,
  /** This occurrence alone. */
  THIS,
  /** This occurrence and all later ones, date and time too. */
  SERIES
}
