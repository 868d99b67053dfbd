-- Delivery by channel: every attempt, where a notification went instead, and secrets of channels.

-- Extension attributes of an event beside its standard ones, name to text: headers of its record.
alter table outbox add column attributes jsonb;

alter table notification_deliveries
  add column fallback_from text,          -- the channel that failed, so that this one was taken
  add column not_before    timestamptz;   -- until when the receiver wants to be left alone

create table notification_attempts (
  notification_id uuid        not null,
  channel         text        not null,
  number          integer     not null,   -- 1, 2, ...
  started_at      timestamptz not null,
  outcome         text        not null    -- started: in work, or cut off by a crash
    check (outcome in ('started', 'delivered', 'refused', 'away', 'unknown')),
  duration_ms     integer,
  error           text,
  primary key (notification_id, channel, number),
  foreign key (notification_id, channel)
    references notification_deliveries (notification_id, channel) on delete cascade
);

create table channel_secrets (
  user_id text not null,
  channel text not null,
  secret  text not null,
  primary key (user_id, channel)
);
