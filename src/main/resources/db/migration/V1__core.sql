-- Tasks, their changes, and what makes a change an event exactly once.

create table tasks (
  task_id           uuid primary key,
  user_id           text        not null,
  title             text        not null,
  description       text,
  priority          text        not null check (priority in ('low', 'medium', 'high')),
  tags              text[]      not null default '{}',
  status            text        not null check (status in ('pending', 'completed')),
  due_date          date,
  due_local         timestamp,            -- wall time in time_zone; never with due_date
  time_zone         text        not null,
  recurrence_rule   text,
  recurrence_anchor text check (recurrence_anchor in ('due', 'completion')),
  series_id         uuid,
  occurrence        integer,
  series_start      timestamp,            -- the series' first wall time: keeps phase and month-end anchors
  series_slot       timestamp,            -- this occurrence by the rule, wherever its due date was moved to
  reminders         jsonb       not null default '[]',
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  completed_at      timestamptz,
  skipped           boolean     not null default false,
  version           bigint      not null,
  check (due_date is null or due_local is null),
  unique (series_id, occurrence)
);
create index tasks_of_user on tasks (user_id, task_id);

-- One row a change, newest last: what undo restores.
create table task_changes (
  change_id  bigint generated always as identity primary key,
  user_id    text        not null,
  task_id    uuid        not null,
  kind       text        not null,
  before     jsonb,                       -- null: the change created the task
  after      jsonb,                       -- null: the change deleted it
  changed_at timestamptz not null,
  undone     boolean     not null default false
);
create index task_changes_of_user on task_changes (user_id, change_id desc);

create table outbox (
  outbox_id    bigint generated always as identity primary key,
  event_id     uuid        not null,
  topic        text        not null,
  type         text        not null,
  source       text        not null,
  subject      text        not null,
  user_id      text        not null,
  time         timestamptz not null,
  traceparent  text        not null,
  data         text        not null,
  created_at   timestamptz not null default now(),
  attempts     integer     not null default 0,
  set_aside_at timestamptz,               -- since when its publishing is given up for a while
  retry_at     timestamptz,
  last_error   text
);
create index outbox_set_aside on outbox (user_id) where set_aside_at is not null;

create table inbox (
  consumer_group text        not null,
  event_id       text        not null,
  handled_at     timestamptz not null default now(),
  primary key (consumer_group, event_id)
);
create index inbox_by_age on inbox (handled_at);

create table idempotent_answers (
  user_id         text        not null,
  idempotency_key text        not null,
  request_hash    text        not null,
  status          integer     not null,
  headers         jsonb       not null default '{}',
  body            text,
  created_at      timestamptz not null default now(),
  primary key (user_id, idempotency_key)
);

-- Conversations are named by the client or by us, each user's apart.
create table conversations (
  user_id         text        not null,
  conversation_id text        not null,
  state           jsonb       not null default '{}',   -- what was just said: open question, last list
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  primary key (user_id, conversation_id)
);

create table messages (
  message_id      uuid primary key,
  user_id         text        not null,
  conversation_id text        not null,
  role            text        not null check (role in ('user', 'assistant')),
  content         text        not null,
  tool_calls      jsonb       not null default '[]',
  created_at      timestamptz not null,
  foreign key (user_id, conversation_id) references conversations on delete cascade
);
create index messages_of_conversation on messages (user_id, conversation_id, message_id);

create table preferences (
  user_id    text primary key,
  time_zone  text,
  settings   jsonb       not null default '{}',
  updated_at timestamptz not null
);
