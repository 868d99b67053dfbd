/** Changes as they happen, kept for a while so that whoever reads them can come back. */
package dev.kafila.live;
