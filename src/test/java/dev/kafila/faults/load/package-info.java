/**
 * People who use the program through its HTTP interface while it is being mistreated, and the
 * journal of what they asked for and were told.
 */
package dev.kafila.faults.load;
