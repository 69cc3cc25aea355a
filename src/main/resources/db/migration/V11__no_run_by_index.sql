-- Each tick counts the Workers that never ran, which are few.
CREATE INDEX IF NOT EXISTS surveyed_worker_by_outcome ON surveyed_worker (outcome, worker_id);
