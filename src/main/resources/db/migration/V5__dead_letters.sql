-- Which dead letters were sent again, by whom, and what came of it.

create table dead_letter_replays (
  replay_id         bigint generated always as identity primary key,
  letter_topic      text        not null,        -- without dlq.
  letter_partition  integer     not null,
  letter_offset     bigint      not null,
  letter_written_at timestamptz not null,        -- a topic made anew begins at offset 0 again
  consumer_group    text        not null,
  replayed_by       text        not null,
  replayed_at       timestamptz not null,
  forced            boolean     not null,
  outcome           text        not null check (outcome in ('sending', 'sent', 'failed'))
);
-- Two operators at once send a letter once, unless one insists.
create unique index dead_letter_replays_once
  on dead_letter_replays (letter_topic, letter_partition, letter_offset, letter_written_at)
  where not forced and outcome <> 'failed';
