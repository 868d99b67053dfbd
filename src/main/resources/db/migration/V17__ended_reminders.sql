-- For housekeeping.
create index reminders_by_end on reminders (ended_at) where ended_at is not null;
