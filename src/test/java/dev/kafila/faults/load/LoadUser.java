package dev.kafila.faults.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kafila.faults.load.Sender.Call;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One user: chooses what to do next, and remembers the tasks that it was told of. */
final class LoadUser implements Runnable {
  /** Who has more open tasks than this rather deletes some. */
  private static final int MOST_TASKS = 60;

  /** Of series; those are not deleted but forgotten. */
  private static final int MOST_OF_SERIES = 30;

  private static final List<String> PRIORITIES = List.of("low", "medium", "high");

  private final Map<String, KnownTask> tasks = new LinkedHashMap<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final String name;
  private final Random random;
  private final Duration pause;
  private final Journal journal;
  private final Sender sender;

  LoadUser(
      String name,
      List<URI> applications,
      HttpClient client,
      long seed,
      Duration pause,
      Journal journal) {
    this.name = name;
    this.random = new Random(seed);
    this.pause = pause;
    this.journal = journal;
    this.sender = new Sender(client, name, applications, random, journal, stopped);
  }

  String name() {
    return name;
  }

  void stop() {
    stopped.countDown();
  }

  @Override
  public void run() {
    try {
      while (!stopped.await(random.nextLong(2 * pause.toMillis() + 1), TimeUnit.MILLISECONDS)) {
        act();
        forget();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void act() throws InterruptedException {
    int dice = tasks.size() > MOST_TASKS ? 80 + random.nextInt(20) : random.nextInt(100);
    if (dice < 16) {
      create(task -> {});
    } else if (dice < 24) {
      say(Operations.CHAT_CREATE, "add task %s", null);
    } else if (dice < 29) {
      create(this::recurring);
    } else if (dice < 32) {
      say(Operations.CHAT_CREATE, "add task %s every day at 9", null);
    } else if (dice < 42) {
      create(task -> task.set("reminders", soon()));
    } else if (dice < 55) {
      complete(any(KnownTask::pending));
    } else if (dice < 59) {
      chatComplete(any(task -> task.pending() && !task.inSeries()));
    } else if (dice < 65) {
      reopen(any(task -> !task.pending()));
    } else if (dice < 75) {
      update(any(task -> true));
    } else if (dice < 86) {
      advance(any(KnownTask::inSeries));
    } else {
      // Never one of a series: whether it has a successor would be a matter of moments.
      delete(any(task -> !task.inSeries()));
    }
  }

  private void forget() {
    var inSeries = tasks.values().stream().filter(KnownTask::inSeries).toList();
    inSeries.stream()
        .limit(Math.max(0, inSeries.size() - MOST_OF_SERIES))
        .forEach(task -> tasks.remove(task.id()));
  }

  private KnownTask any(Predicate<KnownTask> wanted) {
    var some = new ArrayList<>(tasks.values().stream().filter(wanted).toList());
    return some.isEmpty() ? null : some.get(random.nextInt(some.size()));
  }

  /** What a user tells apart from all else that anyone ever asked for. */
  private static String title(long number) {
    return "k%08d".formatted(number);
  }

  private void create(Consumer<ObjectNode> more) throws InterruptedException {
    long number = journal.nextNumber();
    var body = object().put("title", title(number));
    body.put("priority", PRIORITIES.get(random.nextInt(PRIORITIES.size())));
    more.accept(body);
    learn(
        sender.send(number, new Call(Operations.CREATE, "POST", "/tasks", body, null, body, null)));
  }

  private void recurring(ObjectNode task) {
    var due = LocalDate.now(ZoneOffset.UTC).plusDays(1 + random.nextInt(3)).atTime(9, 0);
    task.put("due_at", due.atOffset(ZoneOffset.UTC).toString());
    task.put("recurrence_rule", random.nextBoolean() ? "FREQ=DAILY" : "FREQ=WEEKLY");
    if (random.nextBoolean()) {
      task.putArray("reminders").addObject().put("minutes_before", 30);
    }
  }

  private ArrayNode soon() {
    var moment =
        OffsetDateTime.now(ZoneOffset.UTC)
            .plusNanos(random.nextLong(1_000_000_000L, 8_000_000_000L))
            .truncatedTo(ChronoUnit.MILLIS);
    var reminders = JsonNodeFactory.instance.arrayNode();
    reminders.addObject().put("remind_at", moment.toString());
    return reminders;
  }

  private void say(String operation, String sentence, KnownTask task) throws InterruptedException {
    long number = journal.nextNumber();
    var title = task == null ? title(number) : task.title();
    var body = object().put("message", sentence.formatted(title)).put("conversation_id", "load");
    var noted = object().put("title", title).put("message", sentence.formatted(title));
    learn(
        sender.send(
            number,
            new Call(
                operation, "POST", "/chat", body, null, noted, task == null ? null : task.id())));
  }

  private void complete(KnownTask task) throws InterruptedException {
    if (task != null) {
      change(Operations.COMPLETE, task, "/complete");
    }
  }

  private void chatComplete(KnownTask task) throws InterruptedException {
    if (task != null) {
      say(Operations.CHAT_COMPLETE, "complete %s", task);
    }
  }

  private void reopen(KnownTask task) throws InterruptedException {
    if (task != null) {
      change(Operations.REOPEN, task, "/reopen");
    }
  }

  private void change(String operation, KnownTask task, String verb) throws InterruptedException {
    learn(
        sender.send(
            journal.nextNumber(),
            new Call(operation, "POST", path(task) + verb, null, null, object(), task.id())));
  }

  private void update(KnownTask task) throws InterruptedException {
    if (task == null) {
      return;
    }
    long number = journal.nextNumber();
    var body = object().put("description", "changed by " + number);
    if (!task.inSeries() && random.nextInt(3) == 0) {
      body.set("reminders", soon());
    }
    var noted = body.deepCopy().put("version", task.version());
    learn(
        sender.send(
            number,
            new Call(
                Operations.UPDATE, "PATCH", path(task), body, task.version(), noted, task.id())));
  }

  private void delete(KnownTask task) throws InterruptedException {
    if (task == null) {
      return;
    }
    var noted = object().put("version", task.version());
    var entry =
        sender.send(
            journal.nextNumber(),
            new Call(
                Operations.DELETE, "DELETE", path(task), null, task.version(), noted, task.id()));
    if (!entry.isUnknown()) {
      tasks.remove(task.id());
    }
  }

  /** Looks for the open task of a series, and completes it. */
  private void advance(KnownTask of) throws InterruptedException {
    if (of == null) {
      return;
    }
    var entry =
        sender.send(
            journal.nextNumber(),
            new Call(
                Operations.FIND,
                "GET",
                "/tasks?status=pending&limit=5&q=" + of.title(),
                null,
                null,
                object().put("title", of.title()),
                null));
    for (var found : Answers.tasks(entry.body())) {
      var task = KnownTask.of(found);
      if (!tasks.containsKey(task.id())) {
        tasks.put(task.id(), task);
        complete(task);
        return;
      }
    }
  }

  private void learn(JournalEntry entry) {
    if (entry.isOk()) {
      var task = Answers.task(entry.body());
      if (task != null) {
        tasks.put(entry.taskId(), KnownTask.of(task));
      }
    } else if (entry.isDoneByEarlierTry()) {
      tasks.computeIfPresent(
          entry.taskId(),
          (id, task) ->
              new KnownTask(id, task.title(), task.version() + 1, task.pending(), task.inSeries()));
    } else if (entry.taskId() != null && !entry.isUnknown()) {
      // Gone: a successor that was taken back.
      tasks.remove(entry.taskId());
    }
  }

  private static String path(KnownTask task) {
    return "/tasks/" + task.id();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
