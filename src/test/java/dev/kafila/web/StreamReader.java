package dev.kafila.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

/** Reads server-sent events as a browser does. */
final class StreamReader implements Flow.Subscriber<String>, AutoCloseable {
  /** Ids of events, in the order in which they came. */
  final List<Long> ids = new CopyOnWriteArrayList<>();

  /** All lines but ids. */
  final List<String> lines = new CopyOnWriteArrayList<>();

  /** Ends with the stream. */
  private final CompletableFuture<HttpResponse<Void>> answer;

  private volatile Flow.Subscription subscription;
  private volatile boolean closed;
  private volatile Long last;
  private boolean data;

  /**
   * @param lastEventId null: begins now
   */
  StreamReader(HttpClient client, String address, Long lastEventId) {
    var request = HttpRequest.newBuilder(URI.create(address));
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId.toString());
    }
    answer = client.sendAsync(request.build(), HttpResponse.BodyHandlers.fromLineSubscriber(this));
  }

  /** What a browser would come back with; null if it was told no id. */
  Long last() {
    return last;
  }

  /** Whether the server has begun to answer. */
  boolean isOpen() {
    return lines.contains("retry: 2000");
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(String line) {
    if (closed) {
      return;
    }
    if (line.startsWith("id: ")) {
      last = Long.valueOf(line.substring("id: ".length()));
      return;
    }
    lines.add(line);
    if (line.isEmpty() && data) {
      ids.add(last);
    }
    data = line.startsWith("data: ") || data && !line.isEmpty();
  }

  @Override
  public void onError(Throwable failure) {
    closed = true;
  }

  @Override
  public void onComplete() {
    closed = true;
  }

  @Override
  public void close() {
    closed = true;
    if (subscription != null) {
      subscription.cancel();
    }
    answer.cancel(true);
  }
}
