-- Each statement can be repeated: a process that is killed meanwhile leaves some of them done.

-- Until when the store keeps the object whatever anybody says; null where nothing is known of a lock.
ALTER TABLE archived_log ADD COLUMN IF NOT EXISTS locked_until TIMESTAMP WITH TIME ZONE;
-- What was made unreadable in the text: how many secrets, by which rules (a digest of them), and a keyed hash of the text
-- that was downloaded. Null where nothing was looked for.
ALTER TABLE archived_log ADD COLUMN IF NOT EXISTS redactions BIGINT;
ALTER TABLE archived_log ADD COLUMN IF NOT EXISTS redaction_rules VARCHAR(64);
ALTER TABLE archived_log ADD COLUMN IF NOT EXISTS source_mac VARCHAR(64);

-- What the retention policy deleted: a row moves here from archived_log before its object is deleted, and back where the store
-- refuses to delete it. It keeps the run from being downloaded again.
CREATE TABLE IF NOT EXISTS pruned_log (
	worker_id VARCHAR(257) NOT NULL,
	run_id VARCHAR(64) NOT NULL,
	revision INTEGER NOT NULL,
	object_key VARCHAR(600) NOT NULL,
	is_final BOOLEAN NOT NULL,
	completeness VARCHAR(16) NOT NULL,
	run_status VARCHAR(16) NOT NULL,
	started_at TIMESTAMP WITH TIME ZONE,
	finished_at TIMESTAMP WITH TIME ZONE,
	run_at TIMESTAMP WITH TIME ZONE NOT NULL,
	text_size BIGINT NOT NULL,
	object_size BIGINT NOT NULL,
	sha256 VARCHAR(64) NOT NULL,
	source_etag VARCHAR(512),
	unchanged_since TIMESTAMP WITH TIME ZONE,
	archived_at TIMESTAMP WITH TIME ZONE NOT NULL,
	execution_id BIGINT NOT NULL,
	request_id VARCHAR,
	leftover_key VARCHAR(600),
	error_lines BIGINT,
	first_errors VARCHAR,
	errors_at TIMESTAMP WITH TIME ZONE,
	locked_until TIMESTAMP WITH TIME ZONE,
	redactions BIGINT,
	redaction_rules VARCHAR(64),
	source_mac VARCHAR(64),
	-- by which rule, when and by which execution it was pruned
	pruned_rule VARCHAR NOT NULL,
	pruned_at TIMESTAMP WITH TIME ZONE NOT NULL,
	pruned_by BIGINT NOT NULL,
	-- when its object was gone; null as long as it may still be there
	deleted_at TIMESTAMP WITH TIME ZONE,
	PRIMARY KEY (worker_id, run_id, revision)
);
CREATE INDEX IF NOT EXISTS pruned_log_by_deleted_at ON pruned_log (deleted_at);
CREATE INDEX IF NOT EXISTS pruned_log_by_run_at ON pruned_log (run_at, worker_id);

-- What nobody may prune: a log, or with an empty run all logs of a Worker, later ones too.
CREATE TABLE IF NOT EXISTS log_hold (
	worker_id VARCHAR(257) NOT NULL,
	run_id VARCHAR(64) NOT NULL,
	reason VARCHAR NOT NULL,
	held_at TIMESTAMP WITH TIME ZONE NOT NULL,
	PRIMARY KEY (worker_id, run_id)
);

-- The key of the hashes in source_mac, where no state directory keeps it.
CREATE TABLE IF NOT EXISTS redaction_key (
	key_number SMALLINT PRIMARY KEY CHECK (key_number = 1),
	content BYTEA NOT NULL
);
