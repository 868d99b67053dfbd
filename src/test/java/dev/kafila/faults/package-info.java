/**
 * The whole program with real brokers and a real database, while these are killed, frozen, cut off
 * and restarted; and the judge that says afterwards whether a promise was broken.
 */
package dev.kafila.faults;
