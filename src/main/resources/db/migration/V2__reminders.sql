-- Reminders, and the scheduler that fires them.

-- The last change of each task that its reminders follow: replays and older events change nothing.
create table reminded_tasks (
  task_id uuid primary key,
  user_id text    not null,
  version bigint  not null,
  deleted boolean not null               -- a deletion comes after the version that it deletes
);

create table reminders (
  reminder_id uuid primary key,
  user_id     text        not null,
  task_id     uuid        not null,
  remind_at   timestamptz not null,
  state       text        not null check (state in ('scheduled', 'cancelled', 'fired')),
  traceparent text        not null,       -- of what it was scheduled for
  created_at  timestamptz not null,
  ended_at    timestamptz,                -- when it was cancelled or fired
  late        boolean                     -- null until fired
);
-- A moment fires once for a task, whatever happens.
create unique index reminders_of_task on reminders (task_id, remind_at) where state <> 'cancelled';

-- As db-scheduler 16 wants it.
create table scheduled_tasks (
  task_name            text        not null,
  task_instance        text        not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean     not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint      not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_by_time on scheduled_tasks (execution_time);
create index scheduled_tasks_by_heartbeat on scheduled_tasks (last_heartbeat);

-- For housekeeping; the inbox has its index.
create index idempotent_answers_by_age on idempotent_answers (created_at);
