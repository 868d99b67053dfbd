package dev.kafila.chat;

import static dev.kafila.testing.TestStore.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.chat.reader.GrammarReader;
import dev.kafila.task.Due;
import dev.kafila.task.Priority;
import dev.kafila.task.Task;
import dev.kafila.task.TaskQuery;
import dev.kafila.task.Tasks;
import dev.kafila.task.Upcoming;
import dev.kafila.testing.SettableClock;
import dev.kafila.testing.TestStore;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was done is told, several are named at once, and a whole series moves. */
class EnglishDeedsIT {
  private static final String ANN = "ann";

  private final SettableClock clock = new SettableClock("2026-03-10T13:00:00Z");
  private TestStore store;
  private Tasks tasks;
  private Chat chat;

  @BeforeEach
  void open() {
    store = TestStore.open();
    tasks = new Tasks(store.outbox, clock);
    var newYork = ZoneId.of("America/New_York");
    chat = new Chat(new GrammarReader(), tasks, (tx, user) -> newYork, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private String says(String message) {
    var request = new ChatRequest(ANN, message, Optional.of("c"), Optional.empty());
    return store.inUser(ANN, tx -> chat.answer(tx, request, CAUSE)).response();
  }

  private List<Task> all() {
    return store.transactions.read(tx -> tasks.list(tx, TaskQuery.of(ANN)));
  }

  private Task task(String title) {
    return all().stream()
        .filter(task -> task.fields().title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void severalAreCompletedByTheirNumbers() {
    // Given
    says("buy milk today");
    says("call Ann tomorrow");
    says("pay rent on friday");
    says("list my tasks");

    // When
    var missing = says("complete 1 and 4");
    var untouched = all().stream().allMatch(Task::isPending);
    var done = says("done with 1 and 3");
    var next = says("complete 2");

    // Then
    assertThat(missing).isEqualTo("There is no number 4 in what I showed last.");
    assertThat(untouched).isTrue();
    assertThat(done).isEqualTo("Done: \"buy milk\".\nDone: \"pay rent\".");
    assertThat(next).isEqualTo("Done: \"call Ann\".");
  }

  @Test
  void severalAreDeletedAfterAYes() {
    // Given
    says("buy milk today");
    says("call Ann tomorrow");
    says("pay rent on friday");
    says("list my tasks");

    // When
    var asked = says("delete 1-2");
    says("yes");

    // Then
    assertThat(asked).startsWith("That means 2 tasks:");
    assertThat(all()).extracting(task -> task.fields().title()).containsExactly("pay rent");
  }

  @Test
  void whatOneHasDoneIsCompleted() {
    // Given
    says("pay the rent");
    says("rent a car for the trip");
    says("call Ann");
    says("email Ann the photos");

    // When
    var rent = says("i paid the rent");
    var ann = says("I've called Ann");

    // Then
    assertThat(rent).isEqualTo("Done: \"pay the rent\".");
    assertThat(ann).isEqualTo("Done: \"call Ann\".");
  }

  @Test
  void anotherDeedIsAskedAbout() {
    // Given
    says("email Ann the photos");

    // When
    var asked = says("I called Ann");
    var before = task("email Ann the photos").isPending();
    var done = says("yes");

    // Then
    assertThat(asked).isEqualTo("Is that \"email Ann the photos\"? (yes or no)");
    assertThat(before).isTrue();
    assertThat(done).isEqualTo("Done: \"email Ann the photos\".");
  }

  @Test
  void whatIsLetGoIsDeletedAfterAYes() {
    // Given
    says("dentist appointment on Friday");

    // When
    var asked = says("forget about the dentist");
    says("yes");

    // Then
    assertThat(asked).startsWith("Shall I delete \"dentist appointment\"");
    assertThat(all()).isEmpty();
  }

  @Test
  void aWholeSeriesMoves() {
    // Given
    says("yoga every Monday at 9");

    // When
    var moved = says("move the whole yoga series to 10");
    var next = Upcoming.of(task("yoga"), 2);

    // Then
    assertThat(moved).isEqualTo("Changed: \"yoga\" for Mon 16 Mar 2026, 10:00, every Monday.");
    assertThat(next.get(1)).isEqualTo(Due.at(LocalDateTime.parse("2026-03-23T10:00")));
  }

  @Test
  void whatIsUnclearInAListIsAskedAboutWhenTheRestIsAdded() {
    // When
    var added = says("Tomorrow:\n- buy milk\n- call Ann at 5\n- see Bob Tuesday or Wednesday");
    var answered = says("Wednesday");

    // Then
    assertThat(added)
        .isEqualTo(
            """
            Added "buy milk" for Wed 11 Mar 2026.
            Added "call Ann" for Wed 11 Mar 2026, 17:00.
            "see Bob": Which one: Tuesday or Wednesday?""");
    assertThat(answered).isEqualTo("Added \"see Bob\" for Wed 11 Mar 2026.");
  }

  @Test
  void whatIsButToldDeletesNothingWithoutAYes() {
    // When
    says("yoga every Tuesday at 8");
    var told = says("yoga is cancelled");
    var kept = all();
    says("no");

    // Then
    assertThat(told).startsWith("Shall I delete \"yoga\"").endsWith("(yes or no)");
    assertThat(kept).hasSize(1);
    assertThat(all()).hasSize(1);
  }

  @Test
  void whatWasDoneToItMustBeWhatItsTaskIs() {
    // When
    says("buy milk");
    var other = says("I sent it");
    says("no");
    var same = says("I bought it");

    // Then
    assertThat(other).isEqualTo("Is that \"buy milk\"? (yes or no)");
    assertThat(same).isEqualTo("Done: \"buy milk\".");
  }

  @Test
  void aWrongOneAmongThoseAskedAboutTakesNothingBack() {
    // When
    says("buy milk");
    says("complete milk");
    says("dentist with Ann");
    says("delete dentist");
    var answer = says("wrong one");

    // Then
    assertThat(answer).isEqualTo("All right, nothing was changed.");
    assertThat(task("buy milk").isPending()).isFalse();
    assertThat(task("dentist with Ann").isPending()).isTrue();
  }

  @Test
  void severalDeedsOfOneMessageAreDoneWithOneYesWhereOneIsNeeded() {
    // Given
    says("buy milk today");
    says("call Ann tomorrow");
    says("pay rent on friday");
    says("list my tasks");

    // When
    var asked = says("complete 1 and delete 2");
    var done = says("yes");

    // Then
    assertThat(asked).contains("buy milk").contains("Shall I delete \"call Ann\"");
    assertThat(done).contains("call Ann");
    assertThat(task("buy milk").isPending()).isFalse();
    assertThat(all()).extracting(task -> task.fields().title()).doesNotContain("call Ann");
    assertThat(task("pay rent").isPending()).isTrue();
  }

  @Test
  void eachUnclearTaskOfMessageIsAskedAboutInTurn() {
    // When
    var first = says("- call Ann on feb 30\n- buy milk tomorrow\n- pay rent on feb 31");
    var second = says("march 20");
    var last = says("april 1");

    // Then
    assertThat(first)
        .contains("Added \"buy milk\"")
        .contains("call Ann")
        .doesNotContain("pay rent");
    assertThat(second).contains("Added \"call Ann\"").contains("pay rent");
    assertThat(last).contains("Added \"pay rent\"");
    assertThat(all()).hasSize(3);
  }

  @Test
  void twoFieldsOfTaskAreChangedAtOnce() {
    // Given
    says("do taxes");

    // When
    says("make taxes high priority and due friday");

    // Then
    var fields = task("do taxes").fields();
    assertThat(fields.priority()).isEqualTo(Priority.HIGH);
    assertThat(fields.due()).isEqualTo(Due.on(LocalDate.of(2026, 3, 13)));
  }
}
