-- What one transaction changed is one step to undo.
alter table task_changes add column step bigint;
update task_changes set step = -change_id;       -- so far each change was a step by itself
alter table task_changes
  alter column step set not null,
  alter column step set default pg_current_xact_id()::text::bigint;

-- Undone: taken back, or found to be impossible to take back.
create index task_changes_to_undo on task_changes (user_id, change_id desc) where not undone;
-- For housekeeping.
create index task_changes_by_age on task_changes (changed_at);
