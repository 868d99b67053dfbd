package dev.kafila.web;

import dev.kafila.calendar.TaskCalendar;
import dev.kafila.store.UserTransactions;
import dev.kafila.task.TaskQuery;
import dev.kafila.task.Tasks;

/** The calendar operation of the contract. */
public final class CalendarApi {
  private static final int MOST = 5_000;

  private final Tasks tasks;
  private final UserTransactions transactions;

  public CalendarApi(Tasks tasks, UserTransactions transactions) {
    this.tasks = tasks;
    this.transactions = transactions;
  }

  public ApiAnswer get(ApiRequest request) {
    var newest = TaskQuery.of(request.userId()).newest(MOST);
    return ApiAnswer.text(
        "text/calendar; charset=utf-8",
        TaskCalendar.of(transactions.read(tx -> tasks.list(tx, newest))));
  }
}
