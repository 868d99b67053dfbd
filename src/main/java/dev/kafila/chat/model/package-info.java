/** A language model as a second opinion; off unless the settings name one. */
package dev.kafila.chat.model;
