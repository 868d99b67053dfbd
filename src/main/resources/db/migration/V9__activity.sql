-- Who did what when: one row an event, as the audit group read it.

create table activity (
  activity_id     uuid        primary key,     -- of version 7: a user's rows lie in the order of the events
  user_id         text        not null,
  event_id        text        not null,
  type            text        not null,
  source          text        not null,
  time            timestamptz not null,
  task_id         uuid,
  notification_id uuid,
  title           text,
  changes         jsonb,
  trace_id        text
);
create index activity_of_user on activity (user_id, activity_id desc);

-- From which message: what follows from one has its trace.
alter table messages add column trace_id text;
create index messages_by_trace on messages (user_id, trace_id) where role = 'user';
