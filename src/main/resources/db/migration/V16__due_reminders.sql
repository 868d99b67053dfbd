-- Many that come due at once are fired together.
create index reminders_due on reminders (remind_at) where state = 'scheduled';
