package dev.kafila.bench;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.main.Main;

/**
 * camel-kafka's own streaming consumer where it loses nothing: it commits by hand, once for each
 * partition of a poll, after the last record of it, and stops at a record that fails.
 *
 * <p>One commit a record would be as safe and much slower.
 */
public final class CamelKafkaArm implements Arm {
  @Override
  public String name() {
    return "camel-kafka";
  }

  @Override
  public String title() {
    return "camel-kafka's streaming consumer: manual commit after each poll's last record of a"
        + " partition, breakOnFirstError";
  }

  @Override
  public void consume(ArmRun run) throws Exception {
    var main = new Main();
    // Or Camel would take the program's settings, and run all of the program beside it.
    main.setDefaultPropertyPlaceholderLocation("false");
    main.addOverrideProperty("camel.component.kafka.brokers", run.brokers());
    main.configure().addRoutesBuilder(route(run));
    main.start();
    run.events().awaitComplete();
    main.stop();
  }

  private static RouteBuilder route(ArmRun run) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        fromF(
                "kafka:%s?groupId=%s&autoOffsetReset=earliest&autoCommitEnable=false"
                    + "&allowManualCommit=true&breakOnFirstError=true&maxPollRecords=%d"
                    + "&valueDeserializer=org.apache.kafka.common.serialization.ByteArrayDeserializer",
                run.topic(), run.group(), ArmRun.MAX_POLL_RECORDS)
            .process(exchange -> handle(exchange, run.events()));
      }
    };
  }

  private static void handle(Exchange exchange, HandledEvents events) {
    var record = exchange.getMessage();
    events.handle(record.getBody(byte[].class));
    if (record.getHeader(KafkaConstants.LAST_RECORD_BEFORE_COMMIT, false, Boolean.class)) {
      record.getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class).commit();
    }
  }
}
