/** Delivering notifications by channels that may be away: attempts, their outcomes, addresses. */
package dev.kafila.notification.delivery;
