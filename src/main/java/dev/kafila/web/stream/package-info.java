/** Changes sent to whoever listens, as server-sent events. */
package dev.kafila.web.stream;
