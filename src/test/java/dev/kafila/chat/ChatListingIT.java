package dev.kafila.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kafila.chat.reader.Details;
import dev.kafila.chat.reader.Filter;
import dev.kafila.chat.reader.Intent;
import dev.kafila.chat.reader.Reading;
import dev.kafila.task.Due;
import dev.kafila.task.Priority;
import dev.kafila.task.Status;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lists of tasks, and what is said of each. */
class ChatListingIT extends ScriptedChat {
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
}
