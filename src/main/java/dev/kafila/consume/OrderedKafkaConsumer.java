package dev.kafila.consume;

import dev.kafila.event.CloudEvents;
import dev.kafila.event.UnreadableEventException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.support.DefaultConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each record through the route as an exchange of its own: in order by key, many keys at the
 * same time, and again until it is finished.
 */
@ManagedResource(description = "Ordered Kafka consumer")
public final class OrderedKafkaConsumer extends DefaultConsumer
    implements Suspendable, ConsumerContext {
  private static final Logger LOG = LoggerFactory.getLogger(OrderedKafkaConsumer.class);
  private static final long WARN_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final Backoff RESTARTS = new Backoff(500, 10_000);

  private final OrderedKafkaEndpoint endpoint;
  private final KafkaConfiguration configuration;
  private final OrderedKafkaOptions options;
  private final RecordFilter filter;
  private final Clock clock;
  private final GroupGuard guard;
  private final Backoff retries;
  private final Backoff probes;
  private final AtomicLong warnedAt = new AtomicLong(System.nanoTime() - WARN_EVERY_NANOS);
  private final List<PollLoop> loops = new CopyOnWriteArrayList<>();

  private ConsumerMetrics metrics;
  private ExecutorService pollers;
  private ExecutorService workers;
  private ScheduledExecutorService timer;
  private boolean suspended;
  private boolean probing;
  private int nextProbed;

  OrderedKafkaConsumer(OrderedKafkaEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.endpoint = endpoint;
    this.configuration = endpoint.getConfiguration();
    this.options = endpoint.options();
    this.filter =
        new RecordFilter(
            configuration.getGroupId(), options.eventTypeSet(), options.attributeMap());
    this.clock = endpoint.getComponent().clock();
    this.guard = new GroupGuard(options.pauseWindow());
    this.retries = new Backoff(options.retryMs(), options.maxRetryMs());
    this.probes = new Backoff(options.probeMs(), options.maxRetryMs());
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    suspended = false;
    setHealthCheck(new OrderedKafkaHealthCheck(this, options.unfinishedAlertMs()));
    startMetrics();
    int count = configuration.getConsumersCount();
    var executors = endpoint.getCamelContext().getExecutorServiceManager();
    String name = group() + "@" + topic();
    pollers = endpoint.createExecutor(this);
    workers =
        executors.newFixedThreadPool(this, "OrderedKafka[" + name + "]", count * options.workers());
    timer = executors.newScheduledThreadPool(this, "OrderedKafkaRetries[" + name + "]", 1);
    for (int i = 0; i < count; i++) {
      loops.add(newLoop(count == 1 ? name : name + "#" + i, i));
    }
    loops.forEach(pollers::execute);
  }

  private PollLoop newLoop(String name, int index) {
    return new PollLoop(
        name,
        () -> newClient(index),
        Arrays.stream(topic().split(",")).map(String::trim).toList(),
        options,
        RESTARTS,
        Duration.ofMillis(configuration.getPollTimeoutMs()),
        filter,
        new Lanes<>(options.workers(), workers, this::attempt),
        this,
        metrics);
  }

  @SuppressWarnings("unchecked")
  private Consumer<byte[], byte[]> newClient(int index) {
    Properties properties = configuration.createConsumerProperties();
    endpoint.updateClassProperties(properties);
    properties.put(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        endpoint.getKafkaClientFactory().getBrokers(configuration));
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group());
    // A topic that is missing is made by the plan of topics, not with whatever a broker defaults
    // to.
    properties.putIfAbsent(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    String instance = configuration.getGroupInstanceId();
    if (instance != null) {
      properties.put(
          ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, index == 0 ? instance : instance + "-" + index);
    }
    return endpoint.getKafkaClientFactory().getConsumer(properties);
  }

  private void startMetrics() {
    MeterRegistry registry =
        endpoint.getCamelContext().getRegistry().findSingleByType(MeterRegistry.class);
    metrics =
        new ConsumerMetrics(
            registry == null ? new CompositeMeterRegistry() : registry, topic(), group());
    gauge(
        "lag", "Records between the committed position and the end", OrderedKafkaConsumer::getLag);
    gauge("in.flight", "Records in work", OrderedKafkaConsumer::getInFlight);
    gauge("lanes", "Keys with work", OrderedKafkaConsumer::getLanes);
    gauge(
        "oldest.unfinished.age.seconds",
        "For how long the oldest unfinished record has been in work",
        OrderedKafkaConsumer::getOldestUnfinishedSeconds);
    gauge(
        "paused",
        "1 while the group is paused because most records failed",
        consumer -> consumer.pauseReason() == null ? 0 : 1);
  }

  private void gauge(
      String name, String description, ToDoubleFunction<OrderedKafkaConsumer> value) {
    metrics.gauge(name, description, this, value);
  }

  @Override
  protected void doStop() throws Exception {
    stopLoops();
    var executors = endpoint.getCamelContext().getExecutorServiceManager();
    if (pollers != null) {
      executors.shutdownGraceful(pollers, options.drainMs() + configuration.getShutdownTimeout());
      executors.shutdownNow(timer);
      executors.shutdownNow(workers);
      metrics.remove();
    }
    loops.clear();
    pollers = null;
    super.doStop();
  }

  private void stopLoops() {
    loops.forEach(
        loop -> {
          loop.lanes().close();
          loop.stop();
        });
  }

  @Override
  protected void doSuspend() throws Exception {
    super.doSuspend();
    suspend(true);
    if (endpoint.getCamelContext().isStopping()) {
      // All consumers finish at the same time; when Camel stops them, one by one, they have.
      stopLoops();
    }
  }

  @Override
  protected void doResume() throws Exception {
    super.doResume();
    suspend(false);
  }

  private synchronized void suspend(boolean suspend) {
    suspended = suspend;
    loops.forEach(loop -> loop.suspend(suspend));
    setGates();
  }

  private synchronized void setGates() {
    boolean closed = suspended || guard.reason() != null;
    loops.forEach(
        loop -> {
          if (closed) {
            loop.lanes().close();
          } else {
            loop.lanes().open();
          }
        });
  }

  private void attempt(Delivery delivery, Lanes.Lane lane) {
    if (!delivery.start()) {
      lane.done();
      return;
    }
    if (!wanted(delivery)) {
      if (delivery.finish()) {
        metrics.passedOver.increment();
      }
      lane.done();
      return;
    }
    Exchange exchange = createExchange(true);
    exchange.getExchangeExtension().setStreamCacheDisabled(true);
    exchange.setIn(
        new RecordMessage(
            exchange.getContext(), delivery.record(), configuration.getHeaderFilterStrategy()));
    delivery.travelWith(exchange);
    var attempt = new Attempt(delivery, lane, exchange);
    try {
      getAsyncProcessor().process(exchange, attempt);
    } catch (RuntimeException | Error e) {
      exchange.setException(e);
      attempt.done(true);
    } finally {
      LogContext.leave();
    }
  }

  /** In structured mode only the value tells the type; what cannot be read the route shall tell. */
  private boolean wanted(Delivery delivery) {
    if (delivery.headers().text(RecordFilter.TYPE) != null || filter.wantsAll()) {
      return true;
    }
    try {
      var event = CloudEvents.read(delivery.headers()::text, delivery.record().value());
      return filter.wants(event.type());
    } catch (UnreadableEventException e) {
      return true;
    }
  }

  /** A record's way through the route, once. */
  private final class Attempt implements AsyncCallback {
    private final Delivery delivery;
    private final Lanes.Lane lane;
    private final Exchange exchange;
    private final AtomicBoolean over = new AtomicBoolean();

    Attempt(Delivery delivery, Lanes.Lane lane, Exchange exchange) {
      this.delivery = delivery;
      this.lane = lane;
      this.exchange = exchange;
    }

    @Override
    public void done(boolean sync) {
      if (!over.compareAndSet(false, true)) {
        return;
      }
      LogContext.leave();
      if (delivery.abandoned()) {
        lane.done();
      } else if (succeeded(exchange)) {
        finished(delivery);
        lane.done();
      } else {
        again(delivery, lane, exchange.getException());
      }
    }
  }

  private static boolean succeeded(Exchange exchange) {
    return exchange.getException() == null
        && !exchange.isRollbackOnly()
        && !exchange.getExchangeExtension().isInterrupted();
  }

  private void finished(Delivery delivery) {
    if (!delivery.finish()) {
      return;
    }
    if (delivery.deadLetter() != null) {
      metrics.deadLetters.increment();
      LOG.warn(
          "{}: dead letter after try {}, {}",
          describe(delivery),
          delivery.tries(),
          delivery.deadLetter());
      return;
    }
    metrics.handled.increment();
    recordDeliveryTime(delivery);
    if (delivery.attempts() > 0) {
      LOG.info("{}: handled after {} attempts", describe(delivery), delivery.attempts() + 1);
    }
    if (guard.succeeded()) {
      LOG.info("{}@{}: a record succeeded, the group goes on", group(), topic());
      setGates();
    }
  }

  private void recordDeliveryTime(Delivery delivery) {
    Instant happened = delivery.happened();
    if (happened != null) {
      long ms = clock.millis() - happened.toEpochMilli();
      metrics.delivery.record(Math.max(0, ms), TimeUnit.MILLISECONDS);
    }
  }

  private void again(Delivery delivery, Lanes.Lane lane, Throwable cause) {
    delivery.await();
    String what = delivery.deadLetter() == null ? "not finished" : "dead letter not written";
    int attempts = delivery.attemptFailed();
    metrics.retries.increment();
    long delay = retries.delayMs(attempts);
    long now = System.nanoTime();
    long warned = warnedAt.get();
    if (now - warned >= WARN_EVERY_NANOS && warnedAt.compareAndSet(warned, now)) {
      LOG.warn(
          "{}: {} after {} attempts, tried again in {} ms (said at most every 10 s): {}",
          describe(delivery),
          what,
          attempts,
          delay,
          String.valueOf(cause));
    }
    try {
      var unused = timer.schedule(lane::again, delay, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("stopped, so the record comes again from Kafka", e);
    }
  }

  private String describe(Delivery delivery) {
    return "%s@%s-%d:%d"
        .formatted(
            group(), delivery.record().topic(), delivery.record().partition(), delivery.offset());
  }

  @Override
  public String group() {
    return configuration.getGroupId();
  }

  @Override
  public String routeId() {
    return getRouteId();
  }

  @Override
  public int pausesEnded() {
    return guard.pausesEnded();
  }

  @Override
  public void retrying() {
    metrics.retries.increment();
  }

  @Override
  public boolean mayBecomeDeadLetter(Delivery delivery, Throwable cause) {
    if (!delivery.failedWithinOnePeriod()) {
      // What paused the group failed this record too: it gets all its tries anew.
      return false;
    }
    boolean paused = guard.reason() != null;
    boolean may = guard.failed(Arrays.hashCode(delivery.record().key()), cause.toString());
    if (!may && !paused) {
      pauseGroup();
    }
    return may;
  }

  private synchronized void pauseGroup() {
    if (probing) {
      return;
    }
    probing = true;
    metrics.pauses.increment();
    LOG.warn(
        "{}@{}: paused, because {}; a record at a time is tried until one succeeds",
        group(),
        topic(),
        guard.reason());
    setGates();
    scheduleProbe(1);
  }

  private void scheduleProbe(int number) {
    try {
      var unused =
          timer.schedule(() -> probe(number), probes.delayMs(number), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("stopped", e);
    }
  }

  private synchronized void probe(int number) {
    if (guard.reason() == null) {
      probing = false;
      setGates();
      return;
    }
    if (!suspended) {
      for (int i = 0; i < loops.size(); i++) {
        if (loops.get(nextProbed++ % loops.size()).lanes().probe()) {
          break;
        }
      }
    }
    scheduleProbe(number + 1);
  }

  String topic() {
    return configuration.getTopic();
  }

  /** Why the group pauses; null while it does not. */
  String pauseReason() {
    return guard.reason();
  }

  List<LoopStatus> statuses() {
    return loops.stream().map(PollLoop::status).toList();
  }

  @ManagedAttribute(description = "Records between the committed position and the end")
  public double getLag() {
    return statuses().stream().mapToDouble(LoopStatus::lag).sum();
  }

  @ManagedAttribute(description = "Records in work")
  public int getInFlight() {
    return statuses().stream().mapToInt(LoopStatus::inFlight).sum();
  }

  @ManagedAttribute(description = "Keys with work")
  public int getLanes() {
    return loops.stream().mapToInt(loop -> loop.lanes().size()).sum();
  }

  @ManagedAttribute(description = "Seconds for which the oldest unfinished record is in work")
  public double getOldestUnfinishedSeconds() {
    return statuses().stream().mapToDouble(LoopStatus::oldestAgeSeconds).max().orElse(0);
  }

  @ManagedAttribute(description = "Why the group is paused; empty while it is not")
  public String getPauseReason() {
    String reason = pauseReason();
    return reason == null ? "" : reason;
  }
}
