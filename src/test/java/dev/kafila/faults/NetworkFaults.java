package dev.kafila.faults;

import dev.kafila.faults.Fault.Hit;
import dev.kafila.faults.Fault.Injection;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What happens between the applications and the brokers. */
final class NetworkFaults {
  private static final int MOST_RESETS = 10;
  private static final int LONGEST_BETWEEN_MS = 1_000;
  private static final int SLOWEST_MS = 400;

  private NetworkFaults() {}

  /** Every connection, several times in short succession. */
  static Injection resets() {
    return (installation, random) -> {
      int times = 1 + random.nextInt(MOST_RESETS);
      for (int n = 0; n < times; n++) {
        installation.brokers().proxies().forEach(TcpProxy::reset);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_BETWEEN_MS));
      }
      return Hit.over("every connection, %d times".formatted(times));
    };
  }

  static Injection halfOpen() {
    return (installation, random) -> {
      var hit = some(installation.brokers().proxies(), random);
      hit.forEach(TcpProxy::halfOpen);
      return healed(hit, "to %d of the brokers".formatted(hit.size()));
    };
  }

  static Injection slow() {
    return (installation, random) -> {
      var hit = some(installation.brokers().proxies(), random);
      int ms = 20 + random.nextInt(SLOWEST_MS);
      hit.forEach(proxy -> proxy.slow(Duration.ofMillis(ms)));
      return healed(hit, "to %d of the brokers, by %d ms".formatted(hit.size(), ms));
    };
  }

  private static Hit healed(List<TcpProxy> hit, String what) {
    return new Hit(what, () -> hit.forEach(TcpProxy::heal));
  }

  private static List<TcpProxy> some(List<TcpProxy> proxies, Random random) {
    int first = random.nextInt(proxies.size());
    return proxies.subList(first, first + 1 + random.nextInt(proxies.size() - first));
  }
}
