-- The outbox fills and empties all the time: what was deleted is cleared away by its number, not by
-- its share of a table that is nearly always empty.
alter table outbox set (
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 5000,
  autovacuum_analyze_scale_factor = 0,
  autovacuum_analyze_threshold = 5000
);
