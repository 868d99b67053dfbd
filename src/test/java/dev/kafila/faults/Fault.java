package dev.kafila.faults;

import static dev.kafila.faults.BrokerFaults.CONTROLLER;
import static dev.kafila.faults.BrokerFaults.COORDINATOR;
import static dev.kafila.faults.BrokerFaults.LEADER;

import java.time.Duration;
import java.util.Random;

/** What may go wrong, each for a while. */
enum Fault {
  LEADER_KILLED(Target.BROKERS, 1, 15, BrokerFaults.kill(LEADER)),
  CONTROLLER_KILLED(Target.BROKERS, 1, 15, BrokerFaults.kill(CONTROLLER)),
  COORDINATOR_KILLED(Target.BROKERS, 1, 15, BrokerFaults.kill(COORDINATOR)),
  LEADER_FROZEN_5_S(Target.BROKERS, 5, 5, BrokerFaults.freeze(LEADER)),
  CONTROLLER_FROZEN_5_S(Target.BROKERS, 5, 5, BrokerFaults.freeze(CONTROLLER)),
  COORDINATOR_FROZEN_5_S(Target.BROKERS, 5, 5, BrokerFaults.freeze(COORDINATOR)),
  LEADER_FROZEN_40_S(Target.BROKERS, 40, 40, BrokerFaults.freeze(LEADER)),
  CONTROLLER_FROZEN_40_S(Target.BROKERS, 40, 40, BrokerFaults.freeze(CONTROLLER)),
  COORDINATOR_FROZEN_40_S(Target.BROKERS, 40, 40, BrokerFaults.freeze(COORDINATOR)),
  BROKERS_ROLLED(Target.BROKERS, 0, 0, BrokerFaults.rollingRestart()),
  ALL_BROKERS_KILLED(Target.BROKERS, 1, 10, BrokerFaults.killAll()),
  DISK_FULL(Target.BROKERS, 5, 20, BrokerFaults.diskFull()),

  CONNECTIONS_RESET(Target.NETWORK, 0, 0, NetworkFaults.resets()),
  CONNECTIONS_HALF_OPEN(Target.NETWORK, 5, 20, NetworkFaults.halfOpen()),
  NETWORK_SLOW(Target.NETWORK, 10, 30, NetworkFaults.slow()),

  APPLICATION_KILLED(Target.APPLICATIONS, 0, 10, ApplicationFaults.kill()),
  APPLICATION_FROZEN_5_S(Target.APPLICATIONS, 5, 5, ApplicationFaults.freeze()),
  APPLICATION_FROZEN_40_S(Target.APPLICATIONS, 40, 40, ApplicationFaults.freeze()),
  APPLICATIONS_ROLLED(Target.APPLICATIONS, 0, 0, ApplicationFaults.rollingRestart()),

  DATABASE_RESTARTED(Target.DATABASE, 0, 15, DatabaseFaults.restart()),
  DATABASE_KILLED(Target.DATABASE, 0, 0, DatabaseFaults.kill()),

  GROUPS_REBALANCED(Target.GROUPS, 10, 30, RebalanceFaults.storm()),
  DEAD_LETTERS_REFUSED(Target.DEAD_LETTERS, 10, 30, TopicFaults.deadLettersRefused());

  /** Of two faults at a time each hits something else. */
  enum Target {
    BROKERS,
    NETWORK,
    APPLICATIONS,
    DATABASE,
    GROUPS,
    DEAD_LETTERS
  }

  /** How it is done. */
  interface Injection {
    /**
     * @param random decides what is left to chance
     * @return what was hit, and how it is mended
     */
    Hit on(Installation installation, Random random) throws Exception;
  }

  /** How it is mended; returns when it is. */
  interface Healing {
    void heal() throws Exception;
  }

  /**
   * A fault that is there.
   *
   * @param what was hit, for people
   */
  record Hit(String what, Healing healing) {
    /** One that is over already. */
    static Hit over(String what) {
      return new Hit(what, () -> {});
    }
  }

  private final Target target;
  private final int shortest;
  private final int longest;
  private final Injection injection;

  Fault(Target target, int shortest, int longest, Injection injection) {
    this.target = target;
    this.shortest = shortest;
    this.longest = longest;
    this.injection = injection;
  }

  Target target() {
    return target;
  }

  /** How long to leave it, in whole seconds. */
  Duration held(Random random) {
    return Duration.ofSeconds(shortest + random.nextInt(longest - shortest + 1));
  }

  Hit inject(Installation installation, Random random) throws Exception {
    return injection.on(installation, random);
  }
}
