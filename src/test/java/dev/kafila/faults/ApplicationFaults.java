package dev.kafila.faults;

import dev.kafila.faults.Fault.Hit;
import dev.kafila.faults.Fault.Injection;

/** What happens to the application's processes. */
final class ApplicationFaults {
  private ApplicationFaults() {}

  static Injection kill() {
    return (installation, random) -> {
      var applications = installation.applications();
      int index = random.nextInt(Applications.COUNT);
      applications.kill(index);
      return new Hit("application " + index, () -> applications.startUntilReady(index));
    };
  }

  static Injection freeze() {
    return (installation, random) -> {
      var applications = installation.applications();
      int index = random.nextInt(Applications.COUNT);
      long pid = applications.pid(index);
      Signals.freeze(pid);
      return new Hit("application " + index, () -> Signals.thaw(pid));
    };
  }

  /** One after another, each when the one before is ready. */
  static Injection rollingRestart() {
    return (installation, random) -> {
      var applications = installation.applications();
      int inOrder = 0;
      for (int index = 0; index < Applications.COUNT; index++) {
        inOrder += applications.stop(index) ? 1 : 0;
        applications.startUntilReady(index);
      }
      return Hit.over(
          "%d applications, %d of them ended in order".formatted(Applications.COUNT, inOrder));
    };
  }
}
