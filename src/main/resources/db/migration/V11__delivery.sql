-- Delivery by channel: every attempt, where a notification went instead, and where users are reached.

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

-- Where users are reached, and what their channels sign with. Apart from other preferences: nothing
-- that shows or logs those can show these.
create table user_channels (
  user_id text not null,
  channel text not null,
  address text,
  secret  text,
  primary key (user_id, channel)
);
