package dev.kafila.notification.delivery;

import dev.kafila.event.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * What goes out on a channel.
 *
 * @param waiting notifications that are requested and not delivered yet
 * @param waitingSince since when the oldest of them; null: none waits
 * @param held notifications that are not to go out yet: quiet hours, digests, limits
 * @param lastDeliveredAt begin of the last attempt that was; null: none was
 * @param lastError why the last attempt that was not delivered was not; null: there is none
 * @param lastErrorAt its begin
 */
public record ChannelTraffic(
    long waiting,
    Instant waitingSince,
    long held,
    Instant lastDeliveredAt,
    String lastError,
    Instant lastErrorAt) {

  /** Nothing at all. */
  public static final ChannelTraffic NONE = new ChannelTraffic(0, null, 0, null, null, null);

  /**
   * The traffic of every channel that has any, by name.
   *
   * @param since earlier notifications do not count
   */
  public static Map<String, ChannelTraffic> of(Handle tx, Instant since) {
    return tx.createQuery(
            """
            with deliveries as (
              select channel,
                count(*) filter (where status = 'requested') as waiting,
                min(at) filter (where status = 'requested') as waiting_since,
                count(*) filter (where status = 'held') as held
              from notification_deliveries where notification_id >= :first group by channel
            ), delivered as (
              select channel, max(started_at) as last_delivered_at
              from notification_attempts where notification_id >= :first and outcome = 'delivered'
              group by channel
            ), failed as (
              -- The reason only: what the other side says may hold an address.
              select distinct on (channel) channel, split_part(error, ': ', 1) as last_error,
                started_at as last_error_at
              from notification_attempts where notification_id >= :first and error is not null
              order by channel, started_at desc
            )
            select * from deliveries left join delivered using (channel) left join failed using (channel)
            """)
        .bind("first", Ids.firstOf(since))
        .map((row, context) -> Map.entry(row.getString("channel"), traffic(row)))
        .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private static ChannelTraffic traffic(ResultSet row) throws SQLException {
    return new ChannelTraffic(
        row.getLong("waiting"),
        moment(row, "waiting_since"),
        row.getLong("held"),
        moment(row, "last_delivered_at"),
        row.getString("last_error"),
        moment(row, "last_error_at"));
  }

  private static Instant moment(ResultSet row, String column) throws SQLException {
    var moment = row.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }
}
