/**
 * Says whether a promise was broken, from what the users wrote down and what is to be seen from
 * outside when everything is quiet again.
 */
package dev.kafila.faults.judge;
