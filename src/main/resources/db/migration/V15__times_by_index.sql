-- Tells which Workers ran when, and how that ended, by itself: each row would be a page of the file to read.
DROP INDEX IF EXISTS archived_log_by_run_at;
CREATE INDEX IF NOT EXISTS archived_log_by_run_at ON archived_log (run_at, worker_id, is_final, run_status);
