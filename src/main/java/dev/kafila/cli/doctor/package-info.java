/**
 * What {@code kafila doctor} looks at: a class for each subject, which starts and changes nothing.
 */
package dev.kafila.cli.doctor;
