/** What {@code /observe/health} answers beside Camel's own checks. */
package dev.kafila.boot.health;
