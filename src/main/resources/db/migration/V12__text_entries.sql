-- Where the objects of large logs can be entered in the middle. Goes with the log's row; counts only for this text under this key.
CREATE TABLE IF NOT EXISTS text_entries (
	worker_id VARCHAR(257) NOT NULL,
	run_id VARCHAR(64) NOT NULL,
	revision INTEGER NOT NULL,
	object_key VARCHAR(600) NOT NULL,
	sha256 VARCHAR(64) NOT NULL,
	entries BYTEA NOT NULL,
	PRIMARY KEY (worker_id, run_id, revision),
	FOREIGN KEY (worker_id, run_id, revision) REFERENCES archived_log (worker_id, run_id, revision) ON DELETE CASCADE
);
