-- Each statement can be repeated: a process that is killed meanwhile leaves some of them done.

-- When the Workers of a list became known: once an execution takes the list, whatever becomes of it. By this machine's
-- clock until the platform's is known.
ALTER TABLE worker_list ADD COLUMN IF NOT EXISTS known_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE worker_list ADD COLUMN IF NOT EXISTS known_by_platform BOOLEAN DEFAULT FALSE NOT NULL;

-- A Worker is there from when it was first listed on (wanted_from); until something of it was listed, or needed no
-- listing, listed_to is null. The last run tells whether another one has begun.
ALTER TABLE catch_up ALTER COLUMN listed_to DROP NOT NULL;
ALTER TABLE catch_up ADD COLUMN IF NOT EXISTS last_run VARCHAR(64);

-- Since when the platform says that there is no log of the run, by its clock.
ALTER TABLE pending_run ADD COLUMN IF NOT EXISTS missing_since TIMESTAMP WITH TIME ZONE;

-- By the platform's clock; null as long as that isn't known. What was noted before is by the clock of this machine.
ALTER TABLE archived_log ALTER COLUMN unchanged_since DROP NOT NULL;
UPDATE archived_log SET unchanged_since = NULL WHERE is_final = FALSE;

-- Runs that had not ended when their newest log was stored, be it partial, or final because its bytes stayed the same.
-- Those are looked at again, from a time on where they take long.
CREATE TABLE IF NOT EXISTS unfinished_run (
	worker_id VARCHAR(257) NOT NULL,
	run_id VARCHAR(64) NOT NULL,
	look_at TIMESTAMP WITH TIME ZONE,
	PRIMARY KEY (worker_id, run_id)
);
INSERT INTO unfinished_run (worker_id, run_id) SELECT DISTINCT worker_id, run_id FROM archived_log
	WHERE is_final = FALSE OR run_status IN ('ready', 'running', 'aborting', 'unknown') ON CONFLICT DO NOTHING;
