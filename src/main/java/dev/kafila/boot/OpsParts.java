package dev.kafila.boot;

import dev.kafila.config.Settings;
import dev.kafila.deadletter.DeadLetterService;
import dev.kafila.event.EventTopics;
import dev.kafila.event.OutboxDesk;
import dev.kafila.kafka.KafkaConnection;
import dev.kafila.kafka.Lag;
import dev.kafila.kafka.Topics;
import dev.kafila.ledger.Ledger;
import dev.kafila.store.UserTransactions;
import dev.kafila.web.ops.DeadLetterOps;
import dev.kafila.web.ops.LagOps;
import dev.kafila.web.ops.LedgerOps;
import dev.kafila.web.ops.OpsHandler;
import dev.kafila.web.ops.OpsServer;
import dev.kafila.web.ops.OutboxOps;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** What the operators' endpoints stand on. */
record OpsParts(
    Settings settings,
    KafkaConnection kafka,
    UserTransactions transactions,
    Topics topics,
    Ledger ledger,
    OpsHandler channels,
    Clock clock) {

  OpsServer server() {
    var lag = new LagOps(new Lag(kafka, EventTopics.ALL, clock), settings.lagAlertThreshold());
    var server = new OpsServer();
    server.get("/ledger", Set.of("since", "minutes"), new LedgerOps(ledger));
    new DeadLetterOps(deadLetters()).register(server);
    new OutboxOps(new OutboxDesk(transactions)).register(server);
    return server
        .get("/channels", Set.of(), channels)
        .get("/lag", Set.of("group"), lag)
        .get(
            "/topics",
            Set.of(),
            request -> Map.of("topics", topics.states(), "differences", topics.plan()));
  }

  private DeadLetterService deadLetters() {
    return new DeadLetterService(
        kafka, EventTopics.ALL, transactions, clock, settings.maxReplays());
  }
}
