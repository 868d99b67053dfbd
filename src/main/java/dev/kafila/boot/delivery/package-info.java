/** What the delivery routes need of Camel: the bounds of an attempt, and how its failures read. */
package dev.kafila.boot.delivery;
