package dev.kafila.faults;

import dev.kafila.faults.Fault.Hit;
import dev.kafila.faults.Fault.Injection;

/** What happens to the database. */
final class DatabaseFaults {
  private DatabaseFaults() {}

  static Injection restart() {
    return (installation, random) -> {
      installation.postgres().stop();
      return new Hit("PostgreSQL", installation.postgres()::start);
    };
  }

  static Injection kill() {
    return (installation, random) -> {
      installation.postgres().kill();
      return Hit.over("PostgreSQL's first process");
    };
  }
}
