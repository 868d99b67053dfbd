-- What users were told, and how far it got on each channel.

create table notifications (
  notification_id uuid primary key,
  user_id         text        not null,
  task_id         uuid        not null,
  kind            text        not null check (kind in ('reminder')),
  title           text        not null,
  body            text        not null,
  late            boolean     not null,
  source_event_id text        not null unique,   -- one event, one notification
  created_at      timestamptz not null,
  read_at         timestamptz
);
create index notifications_of_user on notifications (user_id, notification_id desc);

create table notification_deliveries (
  notification_id uuid        not null references notifications on delete cascade,
  channel         text        not null,
  status          text        not null check (status in ('requested', 'delivered', 'failed')),
  at              timestamptz not null,          -- since when it has this status
  attempts        integer     not null default 0,
  error           text,
  primary key (notification_id, channel)
);
