package dev.kafila.deadletter;

/**
 * How letters are sent again.
 *
 * @param who asks for it
 * @param dryRun only say what would be done
 * @param force also what was replayed too often, or already, or whose user's later events were
 *     handled, or what is no JSON any more
 * @param withLater also the later letters of the same key and group
 * @param perSecond at most so many
 * @param edit what is sent instead of the letters' values
 */
public record ReplayRequest(
    String who, boolean dryRun, boolean force, boolean withLater, int perSecond, ValueEdit edit) {
  /** A pace that leaves a handler time for its other work. */
  public static final int USUAL_PER_SECOND = 50;

  /** Sends letters as they are, at the usual pace. */
  public static ReplayRequest by(String who) {
    return new ReplayRequest(who, false, false, false, USUAL_PER_SECOND, ValueEdit.NONE);
  }

  public ReplayRequest forced() {
    return new ReplayRequest(who, dryRun, true, withLater, perSecond, edit);
  }

  public ReplayRequest withTheLater() {
    return new ReplayRequest(who, dryRun, force, true, perSecond, edit);
  }

  public ReplayRequest onlyPlanned() {
    return new ReplayRequest(who, true, force, withLater, perSecond, edit);
  }

  public ReplayRequest edited(ValueEdit how) {
    return new ReplayRequest(who, dryRun, force, withLater, perSecond, how);
  }

  public ReplayRequest at(int mostPerSecond) {
    return new ReplayRequest(who, dryRun, force, withLater, mostPerSecond, edit);
  }
}
