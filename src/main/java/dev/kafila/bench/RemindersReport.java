package dev.kafila.bench;

/**
 * What came out; times in seconds from a reminder's moment to its notification in the inbox.
 *
 * @param arrived how many reminders have a notification
 * @param missing how many have none
 * @param doubled how many have more than one
 * @param receipts seconds from the first moment until every notification was delivered, with its
 *     receipts; NaN if it was not within the time
 * @param programCpuSeconds of the program's process, from the first moment to the last receipt
 * @param serversCpuSeconds of Kafka and PostgreSQL, likewise
 * @param load of the machine before the first moment: processes that want a processor
 */
public record RemindersReport(
    RemindersBench.Plan plan,
    long arrived,
    long missing,
    long doubled,
    double median,
    double p99,
    double longest,
    double receipts,
    double programCpuSeconds,
    double serversCpuSeconds,
    int processors,
    double load) {

  /** Whether each reminder has come, once. */
  public boolean allCameOnce() {
    return missing == 0 && doubled == 0;
  }

  /** CPU milliseconds of everything for one reminder, receipts included. */
  public double cpuMillisEach() {
    return (programCpuSeconds + serversCpuSeconds) * 1000 / Math.max(1, arrived);
  }
}
