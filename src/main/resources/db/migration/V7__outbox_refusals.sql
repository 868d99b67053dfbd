-- Since when Kafka refuses this very event; until it takes it, its user's later events wait behind it.
alter table outbox add column refused_at timestamptz;

-- Only refusals were counted so far.
update outbox set refused_at = set_aside_at where attempts > 0;
