package dev.kafila.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.chat.reader.Context;
import dev.kafila.chat.reader.GrammarReader;
import dev.kafila.chat.reader.Reading;
import dev.kafila.task.Anchor;
import dev.kafila.task.Due;
import dev.kafila.task.Priority;
import dev.kafila.task.Recurrence;
import dev.kafila.task.Status;
import dev.kafila.task.Task;
import dev.kafila.task.TaskFields;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What chat says of a task can be said to chat: it is read as the same task. */
class ReadBackTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final LocalDateTime NOW = LocalDateTime.parse("2026-03-10T09:00");
  private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final List<String> WEEKDAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

  private final GrammarReader reader = new GrammarReader();

  /** A rule, or none, and the time of day of its occurrences, or none. */
  record Rhythm(String rule, Anchor anchor) {}

  @Property(tries = 2_000)
  void whatIsSaidOfATaskReadsBackAsThatTask(
      @ForAll("titles") String title,
      @ForAll("dues") Due from,
      @ForAll("rhythms") Rhythm rhythm,
      @ForAll("tags") Set<String> tags,
      @ForAll("priorities") Priority priority) {
    // Given
    var begin = rhythm.rule() == null ? Optional.of(from) : first(rhythm.rule(), from);
    Assume.that(begin.filter(ReadBackTest::exists).isPresent());
    var due = begin.orElseThrow();
    var fields = TaskFields.titled(title, NEW_YORK).due(due).priority(priority);
    fields.tags(List.copyOf(new TreeSet<>(tags)));
    if (rhythm.rule() != null) {
      fields.recurrence(rhythm.rule(), rhythm.anchor());
    }
    var built = fields.build();

    // When
    var said = Wording.task(task(built));
    Reading read = reader.read(said, new Context(NOW.atZone(NEW_YORK)));

    // Then
    assertThat(read.question()).as(said).isNull();
    assertThat(read.details().title()).as(said).isEqualTo(title);
    assertThat(read.details().due()).as(said).isEqualTo(due);
    assertThat(read.details().tags()).as(said).isEqualTo(built.tags());
    assertThat(read.details().priority()).as(said).isEqualTo(spoken(priority));
    assertThat(read.details().repeat() == null).as(said).isEqualTo(rhythm.rule() == null);
    if (rhythm.rule() != null) {
      var rule = Recurrence.parse(rhythm.rule());
      var back = Recurrence.parse(read.details().repeat().rule());
      assertThat(back.occurrences(due.at(), 30)).as(said).isEqualTo(rule.occurrences(due.at(), 30));
      assertThat(read.details().repeat().anchor()).as(said).isEqualTo(rhythm.anchor());
    }
  }

  /** Medium is the usual one, and not said. */
  private static Priority spoken(Priority priority) {
    return priority == Priority.MEDIUM ? null : priority;
  }

  /** Empty if the rule ends before it has begun: a fifth Monday of every twelfth month is rare. */
  private static Optional<Due> first(String rule, Due from) {
    boolean wholeDay = from.wholeDay() && !rule.contains("BYHOUR");
    return Recurrence.parse(rule)
        .next(from.at(), from.at().minusSeconds(1))
        .map(next -> wholeDay ? Due.on(next.toLocalDate()) : Due.at(next));
  }

  /** Not in the hour that the clocks skip, from which every reading moves on. */
  private static boolean exists(Due due) {
    return due.wholeDay() || !NEW_YORK.getRules().getValidOffsets(due.at()).isEmpty();
  }

  private static Task task(TaskFields fields) {
    var at = NOW.atZone(NEW_YORK).toInstant();
    return new Task(UUID.randomUUID(), "ann", fields, Status.PENDING, null, at, at, null, false, 1);
  }

  @Provide
  Arbitrary<String> titles() {
    return Arbitraries.of(
        "buy milk", "call Ann", "read 1984", "water the plants", "pay rent", "meet at gate 4");
  }

  @Provide
  Arbitrary<Due> dues() {
    var days = Arbitraries.integers().between(1, 700).map(NOW.toLocalDate()::plusDays);
    var times =
        Arbitraries.integers().between(0, 287).map(i -> LocalTime.MIDNIGHT.plusMinutes(5L * i));
    return Arbitraries.oneOf(
        days.map(Due::on), Combinators.combine(days, times).as(ReadBackTest::at));
  }

  private static Due at(LocalDate day, LocalTime time) {
    return Due.at(day.atTime(time));
  }

  @Provide
  Arbitrary<Rhythm> rhythms() {
    var interval = Arbitraries.integers().between(1, 12);
    var weekdays = Arbitraries.of(WEEKDAYS).set().ofMinSize(1).ofMaxSize(5);
    var plain =
        Combinators.combine(Arbitraries.of("DAILY", "WEEKLY", "MONTHLY", "YEARLY"), interval)
            .as((unit, every) -> "FREQ=" + unit + (every > 1 ? ";INTERVAL=" + every : ""));
    var weekly =
        Combinators.combine(interval, weekdays)
            .as(
                (every, days) ->
                    "FREQ=WEEKLY"
                        + (every > 1 ? ";INTERVAL=" + every : "")
                        + ";BYDAY="
                        + list(days));
    var counts = Arbitraries.integers().between(0, 20).map(n -> n < 2 ? "" : ";COUNT=" + n);
    var untils =
        Arbitraries.integers()
            .between(5_500, 9_000)
            .map(n -> ";UNTIL=" + BASIC.format(NOW.plusDays(n)));
    var months = Arbitraries.integers().between(1, 12).set().ofMinSize(1).ofMaxSize(11);
    var some = months.map(set -> ";BYMONTH=" + joined(set));
    var rarer = Arbitraries.oneOf(monthly(interval), yearly(interval));
    var limited =
        Combinators.combine(
                Arbitraries.of("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO", "FREQ=MONTHLY;BYMONTHDAY=3"),
                some)
            .as((rule, in) -> rule.replaceFirst("(FREQ=\\w+)", "$1" + in));
    var rules =
        Combinators.combine(
                Arbitraries.oneOf(plain, weekly, rarer, limited, oftenADay()),
                Arbitraries.oneOf(counts, untils))
            .as(String::concat);
    var rhythm = Combinators.combine(rules, Arbitraries.of(Anchor.class)).as(Rhythm::new);
    return Arbitraries.oneOf(Arbitraries.just(new Rhythm(null, null)), rhythm);
  }

  private static Arbitrary<String> oftenADay() {
    var days =
        Arbitraries.of(
            "FREQ=DAILY",
            "FREQ=DAILY;INTERVAL=3",
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA",
            "FREQ=MONTHLY;BYMONTHDAY=-1",
            "FREQ=MONTHLY;BYDAY=1MO");
    var hours = Arbitraries.integers().between(0, 23).set().ofMinSize(1).ofMaxSize(12);
    return Combinators.combine(days, hours, Arbitraries.of(0, 5, 30))
        .as((rule, at, minute) -> rule + ";BYHOUR=" + joined(at) + ";BYMINUTE=" + minute);
  }

  private static Arbitrary<String> monthly(Arbitrary<Integer> interval) {
    var days = Arbitraries.integers().between(1, 31).set().ofMinSize(1).ofMaxSize(4);
    var monthDays =
        Combinators.combine(days, Arbitraries.of(true, false))
            .as((set, last) -> ";BYMONTHDAY=" + (last ? "-1," : "") + joined(set));
    var nth =
        Combinators.combine(
                Arbitraries.of(-3, -2, -1, 1, 2, 3, 4, 5).set().ofMinSize(1).ofMaxSize(3),
                Arbitraries.of(WEEKDAYS))
            .as(
                (numbers, day) ->
                    ";BYDAY="
                        + new TreeSet<>(numbers)
                            .stream().map(n -> n + day).collect(Collectors.joining(",")));
    var workdays =
        Arbitraries.of(-2, -1, 1, 2, 5, 10, 20)
            .set()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(set -> ";BYDAY=MO,TU,WE,TH,FR;BYSETPOS=" + joined(set));
    var mixed =
        Arbitraries.of("1MO,3TH", "-1FR,2TU", "1WE,2SA,4SU").map(codes -> ";BYDAY=" + codes);
    return Combinators.combine(interval, Arbitraries.oneOf(monthDays, nth, workdays, mixed))
        .as((every, on) -> "FREQ=MONTHLY" + (every > 1 ? ";INTERVAL=" + every : "") + on);
  }

  private static Arbitrary<String> yearly(Arbitrary<Integer> interval) {
    var month = Arbitraries.integers().between(1, 12);
    var days = Arbitraries.integers().between(1, 28).set().ofMinSize(1).ofMaxSize(3);
    var dates =
        Combinators.combine(month, days).as((m, d) -> ";BYMONTH=" + m + ";BYMONTHDAY=" + joined(d));
    var nth =
        Combinators.combine(month, Arbitraries.of(-1, 1, 2, 3, 4), Arbitraries.of(WEEKDAYS))
            .as((m, n, day) -> ";BYMONTH=" + m + ";BYDAY=" + n + day);
    var one =
        Combinators.combine(interval, Arbitraries.oneOf(dates, nth))
            .as((every, on) -> "FREQ=YEARLY" + (every > 1 ? ";INTERVAL=" + every : "") + on);
    var firsts =
        Arbitraries.integers()
            .between(1, 12)
            .set()
            .ofMinSize(2)
            .ofMaxSize(4)
            .map(set -> "FREQ=YEARLY;BYMONTH=" + joined(set) + ";BYMONTHDAY=1");
    var places =
        Arbitraries.of(
            "FREQ=YEARLY;BYMONTH=3,9;BYDAY=1WE",
            "FREQ=YEARLY;BYMONTH=2,8;BYMONTHDAY=3",
            "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=-1",
            "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
            "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=1MO");
    return Arbitraries.oneOf(one, firsts, places);
  }

  private static String joined(Set<Integer> numbers) {
    return new TreeSet<>(numbers).stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static String list(Set<String> days) {
    return WEEKDAYS.stream().filter(days::contains).collect(Collectors.joining(","));
  }

  @Provide
  Arbitrary<Set<String>> tags() {
    return Arbitraries.of("home", "work", "errand").set().ofMaxSize(2);
  }

  @Provide
  Arbitrary<Priority> priorities() {
    return Arbitraries.of(Priority.class).injectNull(0.3);
  }
}
