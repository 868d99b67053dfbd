/** Who did what when: the audit group's record of every event. */
package dev.kafila.activity;
