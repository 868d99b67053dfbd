-- When a notification leaves the inbox for channels that make a noise: quiet hours, digests, limits.

-- A digest tells of several tasks, or of none.
alter table notifications
  alter column task_id drop not null,
  drop constraint notifications_kind_check,
  add constraint notifications_kind_check check (kind in ('reminder', 'digest')),
  add constraint notifications_task_check check ((kind = 'digest') = (task_id is null)),
  add column items jsonb;                  -- what a digest lists

-- held: waits; in_digest: went out as a part of one; suppressed: will not go out.
alter table notification_deliveries
  drop constraint notification_deliveries_status_check,
  add constraint notification_deliveries_status_check
    check (status in ('requested', 'delivered', 'failed', 'held', 'in_digest', 'suppressed'));

-- One row a notification that is to leave the inbox, or did; kept to know duplicates and the pace.
create table pushes (
  notification_id uuid primary key references notifications on delete cascade,
  user_id         text        not null,
  task_id         uuid,                    -- null: a digest
  remind_at       timestamptz,             -- null: a digest
  urgent          boolean     not null,
  held_for        text check (held_for in ('quiet_hours', 'late', 'pace')),  -- null: nothing
  time_zone       text        not null,    -- where quiet hours are meant when the user names no zone
  traceparent     text        not null,
  created_at      timestamptz not null,
  sent_at         timestamptz,             -- null: held
  digest_id       uuid                     -- the digest that it went out with
);
create index pushes_held on pushes (user_id) where sent_at is null;
create index pushes_sent on pushes (user_id, sent_at desc) where digest_id is null;
create index pushes_of_task on pushes (task_id, remind_at);
create index pushes_by_age on pushes (created_at);

-- When to look at a user's held pushes and daily digest again.
create table push_agendas (
  user_id      text primary key,
  wake_at      timestamptz,                -- null: there is nothing to wait for
  digest_after timestamptz                 -- daily digests whose moment lies before are settled
);
create index push_agendas_by_time on push_agendas (wake_at) where wake_at is not null;
