/**
 * What HTTP needs beyond routes: the contract, who may ask what, answers and problems.
 *
 * <p>The classes named {@code *Api} are what routes call; they know neither Camel nor Vert.x.
 */
package dev.kafila.web;
