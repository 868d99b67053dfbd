package dev.kafila.web.stream;

import dev.kafila.live.Change;
import dev.kafila.live.Changes;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/**
 * One reader's connection.
 *
 * <p>It is given more only when what it was given has left for the network: a slow reader costs no
 * memory, since what it has not read yet stays in the database.
 */
final class ChangeStream {
  private final String userId;
  private final Context context;
  private final HttpServerResponse response;
  private final Runnable ready;
  private volatile long seen;
  private volatile boolean busy;

  /**
   * @param seen the last change that the reader knows
   * @param ready called when it can be given more again
   */
  ChangeStream(
      String userId, long seen, Context context, HttpServerResponse response, Runnable ready) {
    this.userId = userId;
    this.seen = seen;
    this.context = context;
    this.response = response;
    this.ready = ready;
  }

  String userId() {
    return userId;
  }

  Changes.Place place() {
    return new Changes.Place(userId, seen);
  }

  boolean isReady() {
    return !busy;
  }

  /** For one thread at a time, and only if it is ready. */
  void send(List<Change> changes) {
    seen = changes.get(changes.size() - 1).changeId();
    var text = new StringBuilder();
    for (var change : changes) {
      text.append("id: ").append(change.changeId()).append('\n');
      text.append("event: ").append(change.type()).append('\n');
      text.append("data: ").append(change.data()).append("\n\n");
    }
    send(text.toString());
  }

  /** Says that it is still there; readers pass over it. */
  void heartbeat() {
    send(":\n\n");
  }

  void send(String text) {
    busy = true;
    context.runOnContext(
        nothing -> {
          if (response.closed() || response.ended()) {
            return;
          }
          response.write(text);
          if (response.writeQueueFull()) {
            response.drainHandler(drained -> becomeReady());
          } else {
            becomeReady();
          }
        });
  }

  private void becomeReady() {
    busy = false;
    ready.run();
  }

  void end() {
    context.runOnContext(
        nothing -> {
          if (!response.closed() && !response.ended()) {
            response.end();
          }
        });
  }
}
