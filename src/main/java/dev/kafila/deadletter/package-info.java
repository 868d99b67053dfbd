/** Records that failed for good: read from the dlq topics, grouped by cause, sent again. */
package dev.kafila.deadletter;
