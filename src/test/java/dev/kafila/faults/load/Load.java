package dev.kafila.faults.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Users at work: each sends one request after another, all of them at the same time.
 *
 * <p>A request whose outcome is unknown is sent again, to any of the applications, until the user
 * knows; when the load is stopped before that, it stays unknown.
 */
public final class Load {
  private final List<LoadUser> users = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private Load(List<LoadUser> users) {
    this.users.addAll(users);
  }

  /**
   * Ten requests a second and user at most.
   *
   * @param applications where they listen, for example {@code http://127.0.0.1:8080}
   * @param seed of everything that the users choose
   */
  public static Load on(List<URI> applications, int users, long seed, Journal journal) {
    return on(applications, users, seed, Duration.ofMillis(100), journal);
  }

  /**
   * @param applications where they listen, for example {@code http://127.0.0.1:8080}
   * @param seed of everything that the users choose
   * @param pause of a user between two requests, on average
   */
  public static Load on(
      List<URI> applications, int users, long seed, Duration pause, Journal journal) {
    var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    var made = new ArrayList<LoadUser>();
    for (int i = 0; i < users; i++) {
      made.add(
          new LoadUser(
              "user-%03d".formatted(i), applications, client, seed * 1_000 + i, pause, journal));
    }
    return new Load(made);
  }

  /** The users' names. */
  public List<String> users() {
    return users.stream().map(LoadUser::name).toList();
  }

  /** Sends until it is stopped. */
  public void start() {
    for (var user : users) {
      var thread = new Thread(user, "load-" + user.name());
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Returns when the last request has ended, one way or the other. */
  public void stop() throws InterruptedException {
    users.forEach(LoadUser::stop);
    for (var thread : threads) {
      thread.join();
    }
  }
}
