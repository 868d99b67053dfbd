package dev.kafila.task;

import java.time.ZoneId;
import java.util.List;

/** Collects {@link TaskFields}; nothing is checked before {@link #build}. */
public final class TaskFieldsBuilder {
  private String title;
  private String description;
  private Priority priority;
  private List<String> tags;
  private Due due;
  private ZoneId zone;
  private String recurrenceRule;
  private Anchor recurrenceAnchor;
  private List<Reminder> reminders;

  TaskFieldsBuilder() {}

  public TaskFieldsBuilder title(String value) {
    title = value;
    return this;
  }

  public TaskFieldsBuilder description(String value) {
    description = value;
    return this;
  }

  public TaskFieldsBuilder priority(Priority value) {
    priority = value;
    return this;
  }

  public TaskFieldsBuilder tags(List<String> value) {
    tags = value;
    return this;
  }

  public TaskFieldsBuilder due(Due value) {
    due = value;
    return this;
  }

  public TaskFieldsBuilder zone(ZoneId value) {
    zone = value;
    return this;
  }

  /**
   * @param rule null: happens once
   * @param anchor null: from the due date
   */
  public TaskFieldsBuilder recurrence(String rule, Anchor anchor) {
    recurrenceRule = rule;
    recurrenceAnchor = anchor;
    return this;
  }

  /**
   * @param value null: happens once
   */
  public TaskFieldsBuilder rule(String value) {
    recurrenceRule = value;
    return this;
  }

  public TaskFieldsBuilder anchor(Anchor value) {
    recurrenceAnchor = value;
    return this;
  }

  public TaskFieldsBuilder reminders(List<Reminder> value) {
    reminders = value;
    return this;
  }

  /**
   * @throws InvalidFieldException names the first field that makes no sense
   */
  public TaskFields build() {
    return new TaskFields(
        title, description, priority, tags, due, zone, recurrenceRule, recurrenceAnchor, reminders);
  }
}
