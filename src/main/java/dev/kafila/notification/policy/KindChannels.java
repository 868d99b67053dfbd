package dev.kafila.notification.policy;

import java.util.List;

/**
 * Channels for some kinds of notifications, instead of those for all.
 *
 * @param reminder null: as for all; empty: nowhere
 * @param digest of the daily digest; null: as for all; empty: nowhere
 */
public record KindChannels(List<String> reminder, List<String> digest) {
  public KindChannels {
    reminder = reminder == null ? null : ChannelNames.checked("kinds.reminder", reminder);
    digest = digest == null ? null : ChannelNames.checked("kinds.digest", digest);
  }
}
