package dev.kafila.notification;

import dev.kafila.event.Json;
import dev.kafila.store.ReadAhead;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What each user prefers. */
public final class Preferences {
  private final ReadAhead<String, UserPreferences> rows = new ReadAhead<>(Preferences::read);
  private final PushAgendas agendas = new PushAgendas();
  private final Clock clock;

  public Preferences(Clock clock) {
    this.clock = clock;
  }

  /** Defaults where the user never chose. */
  public UserPreferences get(Handle tx, String userId) {
    return rows.get(tx, userId).orElse(UserPreferences.DEFAULT);
  }

  /** For who will get them: by user. */
  ReadAhead<String, UserPreferences> rows() {
    return rows;
  }

  private static Map<String, UserPreferences> read(Handle tx, Collection<String> userIds) {
    return tx.createQuery("select user_id, settings from preferences where user_id = any(:users)")
        .bindArray("users", String.class, userIds)
        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> Json.read(entry.getValue(), UserPreferences.class)));
  }

  /**
   * Replaces them all, in a transaction that holds the user's lock. What is held for the user is
   * looked at again; a daily digest whose time or zone changes comes next at its new time.
   */
  public void put(Handle tx, String userId, UserPreferences preferences) {
    var before = get(tx, userId);
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    agendas.wakeBy(tx, userId, now);
    if (!Objects.equals(before.digest(), preferences.digest())
        || !Objects.equals(before.timeZone(), preferences.timeZone())) {
      agendas.settleDigests(tx, userId, now);
    }
    tx.createUpdate(
            """
            insert into preferences (user_id, time_zone, settings, updated_at)
            values (:user, :zone, cast(:settings as jsonb), :now)
            on conflict (user_id) do update set time_zone = excluded.time_zone,
              settings = excluded.settings, updated_at = excluded.updated_at
            """)
        .bind("user", userId)
        .bind("zone", preferences.timeZone())
        .bind("settings", Json.write(preferences))
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .execute();
  }

  /** The zone that the user's wall times are meant in; empty if the user named none. */
  public Optional<ZoneId> zoneOf(Handle tx, String userId) {
    return Optional.ofNullable(get(tx, userId).timeZone()).map(ZoneId::of);
  }

  /** How many minutes before its due time a task without reminders reminds; empty: not at all. */
  public OptionalInt defaultReminderMinutes(Handle tx, String userId) {
    var minutes = get(tx, userId).defaultReminderMinutes();
    return minutes == null ? OptionalInt.empty() : OptionalInt.of(minutes);
  }
}
