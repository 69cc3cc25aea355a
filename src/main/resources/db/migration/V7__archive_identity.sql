-- Which archive this is the ledger of: one row, from the first execution on.
CREATE TABLE archive (
	archive_number SMALLINT PRIMARY KEY CHECK (archive_number = 1),
	archive_id VARCHAR(64) NOT NULL,
	created_at TIMESTAMP WITH TIME ZONE NOT NULL,
	store_uri VARCHAR NOT NULL,
	-- Whether the store was seen to have this ID; where not, its URI tells it from others.
	in_store BOOLEAN NOT NULL,
	-- Whether the partial objects are looked for that an earlier ledger may have left.
	partials_owed BOOLEAN NOT NULL
);

-- Partial objects that no row of archived_log tells of: about to be stored for the first
-- time, or to be deleted. A killed process leaves its rows here.
CREATE TABLE stray_partial (
	object_key VARCHAR(600) PRIMARY KEY,
	worker_id VARCHAR(257) NOT NULL,
	run_id VARCHAR(64) NOT NULL
);

-- The rows that 'reindex --replace' is about to drop, because their objects aren't there.
CREATE TABLE missing_log (
	worker_id VARCHAR(257) NOT NULL,
	run_id VARCHAR(64) NOT NULL,
	revision INTEGER NOT NULL,
	PRIMARY KEY (worker_id, run_id, revision)
);
