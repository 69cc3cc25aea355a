-- Up to when a Worker's runs have been listed, and up to when they are still to be: the
-- runs between two ticks. Those before the first tick are left to a backfill.
CREATE TABLE catch_up (
	worker_id VARCHAR(257) PRIMARY KEY,
	wanted_from TIMESTAMP WITH TIME ZONE NOT NULL,
	listed_to TIMESTAMP WITH TIME ZONE NOT NULL,
	owed_to TIMESTAMP WITH TIME ZONE
);

CREATE INDEX catch_up_owed ON catch_up (owed_to);

-- Runs that the platform lists and that aren't archived. Those of a backfill belong to its
-- job instance, those with 0 to every run of the job. A run that is gone stays known as such.
CREATE TABLE pending_run (
	instance_id BIGINT NOT NULL,
	worker_id VARCHAR(257) NOT NULL,
	run_id VARCHAR(64) NOT NULL,
	run_status VARCHAR(16) NOT NULL,
	started_at TIMESTAMP WITH TIME ZONE,
	finished_at TIMESTAMP WITH TIME ZONE,
	gone BOOLEAN NOT NULL,
	tried_by BIGINT,
	tried_at TIMESTAMP WITH TIME ZONE,
	code VARCHAR,
	reason VARCHAR,
	request_id VARCHAR,
	PRIMARY KEY (instance_id, worker_id, run_id)
);

-- What became so far of the Workers of which a job instance still works on further runs.
-- The outcome is 0 failed, 1 archived, 2 unchanged, 3 no run: the lowest counts.
CREATE TABLE worker_outcome (
	instance_id BIGINT NOT NULL,
	worker_id VARCHAR(257) NOT NULL,
	entry_number BIGINT NOT NULL,
	outcome SMALLINT NOT NULL,
	is_partial BOOLEAN NOT NULL,
	PRIMARY KEY (instance_id, worker_id)
);
