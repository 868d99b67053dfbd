/** Tasks as other calendars read them. */
package dev.kafila.calendar;
