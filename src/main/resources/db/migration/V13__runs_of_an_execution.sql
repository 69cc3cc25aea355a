-- How the runs ended that an execution archived: after each tick, without a look at the rest of the table.
CREATE INDEX IF NOT EXISTS archived_log_by_execution ON archived_log (execution_id);
