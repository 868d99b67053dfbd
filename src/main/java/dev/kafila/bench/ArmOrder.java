package dev.kafila.bench;

/**
 * What an {@link ArmProcess} is told.
 *
 * @param events how many the topic holds
 * @param keys how many users they belong to
 * @param failing share of the events that fail once, 0 to 1
 * @param result the file to write the {@link ArmResult} to
 */
record ArmOrder(
    String arm,
    String brokers,
    String topic,
    String group,
    int events,
    int keys,
    double failing,
    String result) {}
