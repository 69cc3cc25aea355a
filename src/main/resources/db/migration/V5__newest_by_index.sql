-- Tells the newest log of a Worker by itself: the log's row would be another page of the file to read, for each Worker of
-- the list.
DROP INDEX archived_log_by_worker;
CREATE INDEX archived_log_by_worker ON archived_log (worker_id, is_final, run_at, completeness, run_id);
