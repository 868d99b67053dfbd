/** What operators ask of the management server under {@code /api/ops}. */
package dev.kafila.web.ops;
