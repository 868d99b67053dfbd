-- How many events were accepted, counted in the transactions that accept them: what the ledger
-- compares the topics with.

create table ledger_accepted (
  minute timestamptz not null,           -- of the event's time, which its record carries as ce_time
  topic  text        not null,
  source text        not null,
  writer integer     not null,           -- the backend that counted, so that none waits for another; 0: folded
  events bigint      not null,
  ids    bit(128)    not null,           -- exclusive or of the events' ids
  primary key (minute, topic, source, writer)
) with (fillfactor = 50);
-- A row is changed with each event: its old versions are cleared away within the page.
alter table ledger_accepted set (
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 5000
);

create function ledger_accept() returns trigger language plpgsql as $$
begin
  insert into ledger_accepted as counted (minute, topic, source, writer, events, ids)
  select date_trunc('minute', time), topic, source, pg_backend_pid(), count(*),
    bit_xor(('x' || translate(event_id::text, '-', ''))::bit(128))
  from added
  group by 1, 2, 3
  on conflict (minute, topic, source, writer) do update
    set events = counted.events + excluded.events, ids = counted.ids # excluded.ids;
  return null;
end
$$;

create trigger ledger_accept after insert on outbox
  referencing new table as added for each statement execute function ledger_accept();

-- Since when everything is counted; minutes before are not judged.
create table ledger_begin (
  since timestamptz not null
);
insert into ledger_begin
  select case
    when exists (select from outbox) or exists (select from inbox) or exists (select from task_changes)
    then date_trunc('minute', now()) + interval '1 minute'
    else '-infinity'
  end;
