/**
 * Route files that are edited while Kafila runs.
 *
 * <p>A package of its own because nothing else in {@code boot} outlives the start.
 */
package dev.kafila.boot.routes;
