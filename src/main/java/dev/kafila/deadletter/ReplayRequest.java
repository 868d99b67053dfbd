package dev.kafila.deadletter;

/**
 * How letters are sent again.
 *
 * @param who asks for it
 * @param dryRun only say what would be done
 * @param force also what was replayed too often, or already
 */
public record ReplayRequest(String who, boolean dryRun, boolean force) {}
