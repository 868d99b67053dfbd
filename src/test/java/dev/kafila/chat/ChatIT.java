package dev.kafila.chat;

import static dev.kafila.testing.TestStore.CAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kafila.chat.reader.Amount;
import dev.kafila.chat.reader.Context;
import dev.kafila.chat.reader.Details;
import dev.kafila.chat.reader.Filter;
import dev.kafila.chat.reader.Intent;
import dev.kafila.chat.reader.Reading;
import dev.kafila.chat.reader.Repeat;
import dev.kafila.chat.reader.Target;
import dev.kafila.event.Event;
import dev.kafila.task.Anchor;
import dev.kafila.task.Due;
import dev.kafila.task.InvalidFieldException;
import dev.kafila.task.Priority;
import dev.kafila.task.Reminder;
import dev.kafila.task.Status;
import dev.kafila.task.Task;
import dev.kafila.task.TaskQuery;
import dev.kafila.task.Tasks;
import dev.kafila.testing.SettableClock;
import dev.kafila.testing.TestStore;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What chat does with what was understood; the understanding itself is scripted. */
class ChatIT {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);
  private static final String ANN = "ann";

  private final SettableClock clock = new SettableClock("2026-03-10T13:00:00Z");
  private final Map<String, Reading> meanings = new HashMap<>();
  private TestStore store;
  private Tasks tasks;
  private Chat chat;

  @BeforeEach
  void open() {
    store = TestStore.open();
    tasks = new Tasks(store.outbox, clock);
    chat = new Chat(this::read, tasks, (tx, user) -> NEW_YORK, clock);
    means("yes", Reading.of(Intent.CONFIRM));
    means("no", Reading.of(Intent.DECLINE));
    means("undo", Reading.of(Intent.UNDO));
    means("list", Reading.of(Intent.LIST));
    means("complete plants", Reading.of(Intent.COMPLETE).with(Target.named("plants")));
    means("delete plants", Reading.of(Intent.DELETE).with(Target.named("plants")));
    means("complete it", Reading.of(Intent.COMPLETE).with(Target.LAST));
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** What nothing is said about is a new task of that title. */
  private Reading read(String sentence, Context context) {
    var known = meanings.get(sentence);
    return known == null ? Reading.of(Intent.ADD).with(Details.NONE.withTitle(sentence)) : known;
  }

  private void means(String sentence, Reading reading) {
    meanings.put(sentence, reading);
  }

  private ChatAnswer says(String user, String conversation, String message) {
    return store.inUser(
        user,
        tx ->
            chat.answer(
                tx,
                new ChatRequest(user, message, Optional.of(conversation), Optional.empty()),
                CAUSE));
  }

  private ChatAnswer says(String message) {
    return says(ANN, "c", message);
  }

  private List<Task> tasksOf(String user) {
    return store.transactions.read(tx -> tasks.list(tx, TaskQuery.of(user)));
  }

  private Task task(String title) {
    return tasksOf(ANN).stream()
        .filter(task -> task.fields().title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> tools(ChatAnswer answer) {
    return answer.toolCalls().stream().map(ToolCall::tool).toList();
  }

  private static Details details(Due due, Repeat repeat) {
    return new Details(null, due, false, repeat, List.of(), null, List.of(), List.of(), Set.of());
  }

  private static Filter filter(Status status, List<String> tags) {
    return new Filter(status, null, tags, null, null, null, false, null);
  }

  @Test
  void addsATaskAndSaysHowItWasUnderstood() {
    // Given
    means(
        "water the plants",
        Reading.of(Intent.ADD)
            .with(
                new Details(
                    "water the plants",
                    Due.at(LocalDateTime.parse("2026-03-16T09:00")),
                    false,
                    new Repeat("FREQ=WEEKLY;BYDAY=MO", Anchor.DUE),
                    List.of(Reminder.before(10)),
                    Priority.HIGH,
                    List.of("home"),
                    List.of(),
                    Set.of())));

    // When
    var answer = says("water the plants");

    // Then
    assertThat(answer.response())
        .isEqualTo(
            "Added \"water the plants\" for Mon 16 Mar 2026, 9:00, every Monday,"
                + " high priority #home.");
    assertThat(tools(answer)).containsExactly("add_task");
    var task = task("water the plants");
    assertThat(task.fields().zone()).isEqualTo(NEW_YORK);
    assertThat(task.fields().reminders()).containsExactly(Reminder.before(10));
    assertThat(store.published()).extracting(Event::type).containsExactly("task.created");
  }

  @Test
  void keepsTheConversation() {
    // When
    says("buy milk");
    says("list");

    // Then
    assertThat(
            store.list(
                String.class, "select role || ': ' || content from messages order by message_id"))
        .containsExactly(
            "user: buy milk",
            "assistant: Added \"buy milk\".",
            "user: list",
            "assistant: 1 task:\n1. \"buy milk\"");
  }

  @Test
  void withoutAnIdANewConversationBegins() {
    // Given
    var request = new ChatRequest(ANN, "buy milk", Optional.empty(), Optional.empty());

    // When
    var first = store.inUser(ANN, tx -> chat.answer(tx, request, CAUSE));
    var second = store.inUser(ANN, tx -> chat.answer(tx, request, CAUSE));

    // Then
    assertThat(first.conversationId()).isNotEqualTo(second.conversationId());
  }

  @Test
  void refusesMessagesThatAreNone() {
    // When, then
    assertThatThrownBy(() -> says(" \n")).isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> says("x".repeat(10_001))).isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> says("a\u0000")).isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> says("a\ud800")).isInstanceOf(InvalidFieldException.class);
    assertThatThrownBy(() -> says(ANN, "c".repeat(129), "x"))
        .isInstanceOf(InvalidFieldException.class);
    assertThat(tasksOf(ANN)).isEmpty();
  }

  @Test
  void aTitleThatIsTooLongIsExplained() {
    // When
    var answer = says("x".repeat(501));

    // Then
    assertThat(answer.response())
        .isEqualTo("That can't be done: title: at most 500 characters are allowed.");
    assertThat(answer.toolCalls()).isEmpty();
  }

  @Test
  void listsWhatIsOpenByDateAndKnowsWhatIsOverdue() {
    // Given
    means(
        "rent",
        Reading.of(Intent.ADD).with(details(Due.on(TODAY.plusDays(1)), null).withTitle("rent")));
    means(
        "taxes",
        Reading.of(Intent.ADD).with(details(Due.on(TODAY.minusDays(1)), null).withTitle("taxes")));
    says("some day");
    says("rent");
    says("taxes");
    says("done already");
    says("complete it");

    // When
    var answer = says("list");

    // Then
    assertThat(answer.response())
        .isEqualTo(
            """
            3 tasks:
            1. "taxes" for Mon 9 Mar 2026 (overdue)
            2. "rent" for Wed 11 Mar 2026
            3. "some day"\
            """);
    assertThat(answer.toolCalls().get(0).arguments()).hasToString("{status=pending}");
  }

  @Test
  void filtersByStatusTagDayAndLimit() {
    // Given
    means(
        "rent",
        Reading.of(Intent.ADD)
            .with(
                new Details(
                    "rent",
                    Due.on(TODAY),
                    false,
                    null,
                    List.of(),
                    Priority.LOW,
                    List.of("Home"),
                    List.of(),
                    Set.of())));
    says("rent");
    says("milk");
    says("complete it");
    means(
        "home today",
        Reading.of(Intent.LIST)
            .with(new Filter(null, null, List.of("home"), Priority.LOW, TODAY, TODAY, false, 1)));
    means(
        "done today",
        Reading.of(Intent.LIST)
            .with(new Filter(Status.COMPLETED, null, List.of(), null, TODAY, TODAY, false, null)));
    means(
        "overdue",
        Reading.of(Intent.LIST)
            .with(new Filter(Status.PENDING, null, List.of(), null, null, null, true, null)));
    means(
        "find rents",
        Reading.of(Intent.SEARCH)
            .with(new Filter(null, "rents", List.of(), null, null, null, false, null)));

    // When
    var home = says("home today");
    var done = says("done today");
    var overdue = says("overdue");
    var found = says("find rents");

    // Then
    assertThat(home.response()).endsWith("1. \"rent\" for Tue 10 Mar 2026, low priority #home");
    assertThat(done.response()).endsWith("1. \"milk\" (done)");
    assertThat(overdue.response()).isEqualTo("Nothing found.");
    assertThat(found.response()).startsWith("1 task:");
    assertThat(tools(found)).containsExactly("search_tasks");
  }

  @Test
  void aLongListIsCutAndSaysSo() {
    // Given
    for (int i = 0; i < 51; i++) {
      says("task " + i);
    }

    // When
    var answer = says("list");

    // Then
    assertThat(answer.response()).startsWith("The first 50 of 51 tasks:\n1. ");
  }

  @Test
  void completesByWords() {
    // Given
    says("water the plants");
    says("buy milk");

    // When
    var answer = says("complete plants");

    // Then
    assertThat(answer.response()).isEqualTo("Done: \"water the plants\".");
    assertThat(tools(answer)).containsExactly("complete_task");
    assertThat(task("water the plants").isPending()).isFalse();
    assertThat(task("buy milk").isPending()).isTrue();
  }

  @Test
  void theWholeTitleWinsOverWordsInOthers() {
    // Given
    says("plants");
    says("water the plants");

    // When
    says("complete plants");

    // Then
    assertThat(task("plants").isPending()).isFalse();
    assertThat(task("water the plants").isPending()).isTrue();
  }

  @Test
  void asksWhichOneAndDoesItToTheChosen() {
    // Given
    says("water the plants");
    says("buy plants");
    means("the second one", Reading.of(Intent.CHOOSE).choosing(2));
    store.published();

    // When
    var question = says("complete plants");
    var meanwhile = store.published();
    var answer = says("the second one");

    // Then
    assertThat(question.response()).startsWith("Which one do you mean?\n1. ").contains("\n2. ");
    assertThat(question.toolCalls()).isEmpty();
    assertThat(meanwhile).isEmpty();
    assertThat(tools(answer)).containsExactly("complete_task");
    var chosen = question.response().split("\n")[2].substring("2. ".length());
    assertThat(answer.response()).isEqualTo("Done: " + chosen + ".");
  }

  @Test
  void aChoiceMayBeMadeByWordsOrMeanAllOrTheLast() {
    // Given
    says("water the plants");
    says("buy plants");
    says("sell plants");
    means("the last", Reading.of(Intent.CHOOSE).choosing(-1));
    means("all of them", Reading.of(Intent.CHOOSE).choosing(0));

    // When
    says("complete plants");
    var byWords = says("sell");
    says("complete plants");
    var last = says("the last");
    says("undo");
    says("complete plants");
    var all = says("all of them");

    // Then
    assertThat(byWords.response()).isEqualTo("Done: \"sell plants\".");
    assertThat(tools(last)).containsExactly("complete_task");
    assertThat(tools(all)).containsExactly("complete_task", "complete_task");
    assertThat(tasksOf(ANN)).hasSize(3).noneMatch(Task::isPending);
  }

  @Test
  void aNumberThatWasNotOfferedIsAskedForAgain() {
    // Given
    says("water the plants");
    says("buy plants");
    says("complete plants");
    means("5", Reading.of(Intent.CHOOSE).choosing(5));
    means("1", Reading.of(Intent.CHOOSE).choosing(1));

    // When
    var wrong = says("5");
    var right = says("1");

    // Then
    assertThat(wrong.response()).isEqualTo("Please choose a number from 1 to 2.");
    assertThat(tools(right)).containsExactly("complete_task");
  }

  @Test
  void anAnswerThatStillFitsSeveralIsNoNewTask() {
    // Given
    says("water the big plants");
    says("water the small plants");
    says("buy plants");
    says("complete plants");

    // When
    var again = says("water");
    var settled = says("big");

    // Then
    assertThat(again.response()).startsWith("Which one do you mean?").doesNotContain("buy");
    assertThat(settled.response()).isEqualTo("Done: \"water the big plants\".");
    assertThat(tasksOf(ANN)).hasSize(3);
  }

  @Test
  void whoeverMovesOnIsNotAskedAgain() {
    // Given
    says("water the plants");
    says("buy plants");
    says("complete plants");

    // When
    says("call mom");
    var yes = says("yes");

    // Then
    assertThat(task("call mom").isPending()).isTrue();
    assertThat(yes.response()).isEqualTo("There is nothing to decide right now.");
  }

  @Test
  void deletingIsAskedForUnlessTheTaskIsNamedExactly() {
    // Given
    says("water the plants");
    says("plants");
    means("delete water plants", Reading.of(Intent.DELETE).with(Target.named("water plants")));

    // When
    var exact = says("delete plants");
    var question = says("delete water plants");
    var before = tasksOf(ANN);
    var answer = says("yes");

    // Then
    assertThat(exact.response()).isEqualTo("Deleted \"plants\".");
    assertThat(question.response()).isEqualTo("Shall I delete \"water the plants\"? (yes or no)");
    assertThat(before).hasSize(1);
    assertThat(tools(answer)).containsExactly("delete_task");
    assertThat(tasksOf(ANN)).isEmpty();
  }

  @Test
  void noMeansNo() {
    // Given
    says("water the plants");
    says("delete plants");

    // When
    var no = says("no");
    var yes = says("yes");

    // Then
    assertThat(no.response()).isEqualTo("All right, nothing was changed.");
    assertThat(yes.toolCalls()).isEmpty();
    assertThat(tasksOf(ANN)).hasSize(1);
  }

  @Test
  void whatWasDeletedMeanwhileIsGone() {
    // Given
    says("water the plants");
    says("delete plants");
    says(ANN, "another", "delete plants");
    says(ANN, "another", "yes");

    // When
    var answer = says("yes");

    // Then
    assertThat(answer.response()).isEqualTo("That task is gone.");
  }

  @Test
  void aSetIsChangedAfterAYes() {
    // Given
    means("complete all #home", Reading.of(Intent.COMPLETE).with(filter(null, List.of("home"))));
    for (var title : List.of("a", "b")) {
      means(
          title,
          Reading.of(Intent.ADD)
              .with(
                  new Details(
                      title,
                      null,
                      false,
                      null,
                      List.of(),
                      null,
                      List.of("home"),
                      List.of(),
                      Set.of())));
      says(title);
    }
    says("c");

    // When
    var question = says("complete all #home");
    var answer = says("yes");
    var none = says("complete all #home");

    // Then
    assertThat(question.response())
        .startsWith("That means 2 tasks:\n")
        .endsWith("\nShall I complete them? (yes or no)");
    assertThat(tools(answer)).containsExactly("complete_task", "complete_task");
    assertThat(task("c").isPending()).isTrue();
    assertThat(none.response()).isEqualTo("There is no such task.");
  }

  @Test
  void aLargeSetIsShownInPart() {
    // Given
    means("delete everything", Reading.of(Intent.DELETE).with(Filter.ALL));
    for (int i = 0; i < 23; i++) {
      says("task " + i);
    }

    // When
    var question = says("delete everything");
    says("yes");

    // Then
    assertThat(question.response()).contains("That means 23 tasks:", "\n... and 3 more\n");
    assertThat(tasksOf(ANN)).isEmpty();
  }

  @Test
  void undoTakesBackOneStepAfterTheOther() {
    // Given
    says("buy milk");
    says("complete it");

    // When
    var first = says("undo");
    var second = says("undo");
    var third = says("undo");

    // Then
    assertThat(first.response()).isEqualTo("Undone: \"buy milk\" is open again.");
    assertThat(second.response()).isEqualTo("Undone: \"buy milk\" is gone again.");
    assertThat(third.response()).startsWith("There is nothing I can undo");
    assertThat(tools(first)).containsExactly("undo");
    assertThat(tasksOf(ANN)).isEmpty();
  }

  @Test
  void undoSaysWhatIsBackAndWhatItIsAgain() {
    // Given
    says("buy milk");
    means(
        "rename it",
        Reading.of(Intent.UPDATE).with(Target.LAST).with(Details.NONE.withTitle("buy oat milk")));
    means("delete it", Reading.of(Intent.DELETE).with(Target.LAST));
    var renamed = says("rename it");
    says("delete it");
    says("yes");

    // When
    var back = says("undo");
    var again = says("undo");

    // Then
    assertThat(renamed.response()).isEqualTo("Changed: \"buy oat milk\".");
    assertThat(back.response()).isEqualTo("Undone: \"buy oat milk\" is back.");
    assertThat(again.response()).isEqualTo("Undone: it is \"buy milk\" again.");
  }

  @Test
  void itIsTheTaskSpokenOfLastAndNumbersAreThoseShownLast() {
    // Given
    says("a");
    says("b");
    says("list");
    means("complete 1", Reading.of(Intent.COMPLETE).with(Target.numbered(1)));
    means("complete 7", Reading.of(Intent.COMPLETE).with(Target.numbered(7)));
    means("reopen it", Reading.of(Intent.REOPEN).with(Target.LAST));
    means("what is 2", Reading.of(Intent.CHOOSE).choosing(2));

    // When
    var first = says("complete 1");
    var done = says("complete it");
    var again = says("reopen it");
    var none = says("complete 7");
    var shown = says("what is 2");
    says("complete it");

    // Then
    assertThat(first.response()).isEqualTo("Done: \"a\".");
    assertThat(done.response()).isEqualTo("\"a\" is done already.");
    assertThat(again.response()).isEqualTo("Open again: \"a\".");
    assertThat(none.response()).isEqualTo("There is no number 7 in what I showed last.");
    assertThat(shown.response()).isEqualTo("That is \"b\".");
    assertThat(task("b").isPending()).isFalse();
  }

  @Test
  void withNothingSpokenOfItIsAskedWhat() {
    // When
    var answer = says("complete it");

    // Then
    assertThat(answer.response()).isEqualTo("Which task do you mean?");
  }

  @Test
  void whatIsNotFoundIsSaid() {
    // Given
    says("water the plants");
    says("complete it");

    // When
    var done = says("complete plants");
    means("complete cars", Reading.of(Intent.COMPLETE).with(Target.named("cars")));
    var none = says("complete cars");

    // Then
    assertThat(done.response()).isEqualTo("\"water the plants\" is done already.");
    assertThat(none.response()).isEqualTo("I find no task with \"cars\".");
  }

  @Test
  void aNewDayKeepsTheTimeAndANewTimeTheDay() {
    // Given
    var friday = LocalDate.of(2026, 3, 13);
    means(
        "call mom",
        Reading.of(Intent.ADD)
            .with(details(Due.at(TODAY.atTime(17, 0)), null).withTitle("call mom")));
    means(
        "move it to friday",
        Reading.of(Intent.UPDATE).with(Target.LAST).with(details(Due.on(friday), null)));
    means(
        "no, at 10",
        Reading.of(Intent.UPDATE)
            .with(Target.LAST)
            .with(
                new Details(
                    null,
                    Due.at(TODAY.atTime(10, 0)),
                    true,
                    null,
                    List.of(),
                    null,
                    List.of(),
                    List.of(),
                    Set.of())));
    says("call mom");

    // When
    says("move it to friday");
    var moved = task("call mom").fields().due();
    says("no, at 10");

    // Then
    assertThat(moved).isEqualTo(Due.at(friday.atTime(17, 0)));
    assertThat(task("call mom").fields().due()).isEqualTo(Due.at(friday.atTime(10, 0)));
  }

  @Test
  void aRuleForATaskWithoutADateBeginsOnItsNextDay() {
    // Given
    says("water the plants");
    means(
        "every monday",
        Reading.of(Intent.UPDATE)
            .with(Target.LAST)
            .with(details(null, new Repeat("FREQ=WEEKLY;BYDAY=MO", Anchor.DUE))));

    // When
    var answer = says("every monday");

    // Then
    assertThat(answer.response())
        .isEqualTo("Changed: \"water the plants\" for Mon 16 Mar 2026, every Monday.");
  }

  @Test
  void fieldsAreAddedTakenAwayAndCleared() {
    // Given
    means(
        "rent",
        Reading.of(Intent.ADD)
            .with(
                new Details(
                    "rent",
                    Due.on(TODAY),
                    false,
                    new Repeat("FREQ=MONTHLY", Anchor.DUE),
                    List.of(Reminder.before(10)),
                    Priority.HIGH,
                    List.of("home", "bank"),
                    List.of(),
                    Set.of())));
    means(
        "change tags",
        Reading.of(Intent.UPDATE)
            .with(Target.LAST)
            .with(
                new Details(
                    null,
                    null,
                    false,
                    null,
                    List.of(),
                    Priority.LOW,
                    List.of("money"),
                    List.of("Bank"),
                    Set.of())));
    means(
        "clear all",
        Reading.of(Intent.UPDATE)
            .with(Target.LAST)
            .with(
                new Details(
                    null,
                    null,
                    false,
                    null,
                    List.of(),
                    null,
                    List.of(),
                    List.of(),
                    Set.of(Details.Field.values()))));
    says("rent");

    // When
    says("change tags");
    var tagged = task("rent").fields();
    says("clear all");
    var cleared = task("rent").fields();

    // Then
    assertThat(tagged.tags()).containsExactly("home", "money");
    assertThat(tagged.priority()).isEqualTo(Priority.LOW);
    assertThat(cleared.tags()).isEmpty();
    assertThat(cleared.due()).isNull();
    assertThat(cleared.recurrenceRule()).isNull();
    assertThat(cleared.reminders()).isEmpty();
    assertThat(cleared.priority()).isEqualTo(Priority.MEDIUM);
  }

  @Test
  void whatMakesNoSenseIsExplainedAndChangesNothing() {
    // Given
    says("buy milk");
    means("skip it", Reading.of(Intent.SKIP).with(Target.LAST));

    // When
    var answer = says("skip it");

    // Then
    assertThat(answer.response())
        .isEqualTo("That can't be done: recurrence rule: only a task that recurs can be skipped.");
  }

  @Test
  void snoozesForAnHourForAsLongAsSaidOrUntilThen() {
    // Given
    says("call mom");
    var snooze = Reading.of(Intent.SNOOZE).with(Target.LAST);
    means("snooze", snooze);
    means("snooze 2 days", snooze.with(new Amount(Period.ofDays(2), Duration.ZERO)));
    means("snooze until friday", snooze.with(details(Due.on(LocalDate.of(2026, 3, 13)), null)));

    // When
    var hour = says("snooze");
    var days = says("snooze 2 days");
    var friday = says("snooze until friday");

    // Then
    assertThat(hour.response())
        .isEqualTo("I'll remind you of \"call mom\" on Tue 10 Mar 2026, 10:00.");
    assertThat(days.response()).endsWith("on Thu 12 Mar 2026, 9:00.");
    assertThat(friday.response()).endsWith("on Fri 13 Mar 2026, 9:00.");
    assertThat(task("call mom").fields().reminders())
        .containsExactly(Reminder.at(OffsetDateTime.parse("2026-03-13T09:00-04:00")));
  }

  @Test
  void whatIsUnclearIsAskedAndWhatIsUnknownGetsHelp() {
    // Given
    means("buy milk some", Reading.of(Intent.ADD).asking("When?"));
    means("hello", Reading.of(Intent.UNKNOWN));

    // When
    var unclear = says("buy milk some");
    var unknown = says("hello");

    // Then
    assertThat(unclear.response()).isEqualTo("When?");
    assertThat(unknown.response()).startsWith("I keep your tasks.");
    assertThat(tasksOf(ANN)).isEmpty();
  }

  @Test
  void twoUsersConversationsOfOneNameAreApart() {
    // Given
    says("water the plants");
    says("bob", "c", "feed the cat");
    says("delete plants");

    // When
    var bobs = says("bob", "c", "yes");
    var bobsIt = says("bob", "c", "complete it");
    var anns = says("yes");

    // Then
    assertThat(bobs.toolCalls()).isEmpty();
    assertThat(bobsIt.response()).isEqualTo("Done: \"feed the cat\".");
    assertThat(tools(anns)).containsExactly("delete_task");
  }

  @Test
  void theMessagesZoneIsWhereItsTimesAreMeant() {
    // Given
    var berlin = ZoneId.of("Europe/Berlin");
    var request = new ChatRequest(ANN, "buy milk", Optional.empty(), Optional.of(berlin));

    // When
    store.inUser(ANN, tx -> chat.answer(tx, request, CAUSE));

    // Then
    assertThat(task("buy milk").fields().zone()).isEqualTo(berlin);
  }
}
