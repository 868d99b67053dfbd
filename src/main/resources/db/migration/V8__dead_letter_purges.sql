-- Which dead letters were thrown away, by whom; and with which value one was sent again.

create table dead_letter_purges (
  purge_id  bigint generated always as identity primary key,
  purged_by text        not null,
  purged_at timestamptz not null,
  selection jsonb       not null,                -- ids or filters, as they were given
  letters   integer     not null
);

create table purged_letters (
  letter_topic      text        not null,        -- without dlq.
  letter_partition  integer     not null,
  letter_offset     bigint      not null,
  letter_written_at timestamptz not null,        -- a topic made anew begins at offset 0 again
  consumer_group    text        not null,        -- empty: the letter named none
  failed_partition  integer,                     -- null: the letter did not say where it failed
  failed_offset     bigint,
  event_id          text,                        -- null: it was no event
  replayed          boolean     not null,        -- it had been sent again before
  purge_id          bigint      not null references dead_letter_purges,
  primary key (letter_topic, letter_partition, letter_offset, letter_written_at)
);
create index purged_letters_by_place
  on purged_letters (letter_topic, consumer_group, failed_partition, failed_offset);

alter table dead_letter_replays
  add column original_value bytea,               -- null: the value was sent as it was
  add column edited_value   bytea;
