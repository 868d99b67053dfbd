package dev.kafila.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What one process does: everything, or one part, each with its own route files. */
public enum Role {
  ALL(List.of("*")),
  CHAT(List.of("chat-api", "tasks-api", "notifications-api", "activity-api", "outbox")),
  RECURRING(List.of("recurring", "dead-letters", "outbox")),
  REMINDERS(List.of("reminders", "dead-letters", "outbox")),
  NOTIFICATIONS(List.of("notifications", "delivery-*", "audit", "live", "dead-letters", "outbox"));

  private final List<String> routeFiles;

  Role(List<String> routeFiles) {
    this.routeFiles = routeFiles;
  }

  /** The route files, as patterns separated by commas. */
  public String routePatterns(String prefix) {
    return routeFiles.stream()
        .map(name -> prefix + name + ".camel.yaml")
        .collect(Collectors.joining(","));
  }

  /** Whether people reach this process over HTTP. */
  public boolean servesHttp() {
    return this == ALL || this == CHAT;
  }

  /** Whether this process watches the clock for reminders. */
  public boolean schedulesReminders() {
    return this == ALL || this == REMINDERS;
  }

  /** Whether this process watches the clock for what is held and for daily digests. */
  public boolean schedulesPushes() {
    return this == ALL || this == NOTIFICATIONS;
  }

  static Role read(String name) {
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "kafila.role = %s: must be one of %s"
              .formatted(
                  name,
                  Arrays.stream(values())
                      .map(role -> role.name().toLowerCase(Locale.ROOT))
                      .collect(Collectors.joining(", "))));
    }
  }
}
