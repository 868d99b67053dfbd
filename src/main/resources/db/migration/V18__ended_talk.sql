-- For housekeeping: conversations by their last message, notifications by when they were read.
create index conversations_by_age on conversations (updated_at);
create index notifications_by_reading on notifications (read_at) where read_at is not null;
