-- What streams show, kept for those who come back.

create table live_changes (
  change_id  bigint      generated always as identity primary key,  -- what clients resume from
  user_id    text        not null,
  type       text        not null,
  data       text        not null,             -- JSON in one line, as it is sent
  created_at timestamptz not null default now()
);
create index live_changes_of_user on live_changes (user_id, change_id);
create index live_changes_by_age on live_changes (created_at);

-- Whoever resumes from before has missed something.
create table live_horizon (
  change_id bigint not null
);
insert into live_horizon values (0);
