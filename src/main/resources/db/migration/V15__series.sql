-- A series that pauses, and an occurrence that differs from its series.
alter table tasks
  add column pause jsonb,               -- null: it does not pause
  add column series_fields jsonb;       -- what later occurrences take; null: this one's
