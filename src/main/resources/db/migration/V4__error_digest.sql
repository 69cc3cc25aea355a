-- How many lines of the log are errors, and the first few of them, each as its number, a
-- tab, its text and a line feed. Null where errors were not looked for.
ALTER TABLE archived_log ADD COLUMN error_lines BIGINT;
ALTER TABLE archived_log ADD COLUMN first_errors VARCHAR;
-- The run's time where there are errors, else null: the index finds the newest such runs.
ALTER TABLE archived_log ADD COLUMN errors_at TIMESTAMP WITH TIME ZONE;

CREATE INDEX archived_log_with_errors ON archived_log (errors_at);
