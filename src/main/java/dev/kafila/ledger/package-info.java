/**
 * Whether every accepted event is where it belongs: in the outbox or its topic, and then handled,
 * waiting, or a dead letter of each group.
 */
package dev.kafila.ledger;
