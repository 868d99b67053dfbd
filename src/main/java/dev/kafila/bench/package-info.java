/**
 * {@code kafila bench}: what consuming costs, beside other ways of consuming, on a broker of its
 * own.
 */
package dev.kafila.bench;
