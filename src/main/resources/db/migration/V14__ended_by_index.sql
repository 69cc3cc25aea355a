-- Tells how a Worker's runs ended by itself: the log's row would be another page of the file to read, for each Worker.
DROP INDEX IF EXISTS archived_log_by_worker;
CREATE INDEX IF NOT EXISTS archived_log_by_worker ON archived_log
	(worker_id, is_final, run_at, completeness, run_id, run_status);
