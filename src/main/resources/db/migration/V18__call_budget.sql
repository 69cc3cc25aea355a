-- The rate at which the platform lets calls through, common to all processes that use the same address and key. PostgreSQL only:
-- an H2 file is open in one process, which keeps it in memory. All times are those of the database.
CREATE TABLE IF NOT EXISTS call_budget (
	-- the digest of address and key
	source VARCHAR(64) PRIMARY KEY,
	-- calls a second; null as long as nothing was refused
	rate DOUBLE PRECISION,
	-- what was accepted a second when calls were last refused; null after the first time, which tells little
	ceiling DOUBLE PRECISION,
	-- how often the rate was lowered: it tells which calls were let through before
	decreases BIGINT NOT NULL,
	raised_at TIMESTAMP WITH TIME ZONE NOT NULL,
	paused_until TIMESTAMP WITH TIME ZONE NOT NULL,
	-- how long the last pause was, in seconds
	pause DOUBLE PRECISION NOT NULL,
	-- accepted calls since then, to know how many the platform accepts a second
	accepted DOUBLE PRECISION NOT NULL,
	accepted_since TIMESTAMP WITH TIME ZONE NOT NULL,
	-- the first slot that nobody has reserved
	next_slot TIMESTAMP WITH TIME ZONE NOT NULL,
	-- until when each precedence counts as one that wants calls, and how far the lower one is ahead of its share
	usual_until TIMESTAMP WITH TIME ZONE NOT NULL,
	low_until TIMESTAMP WITH TIME ZONE NOT NULL,
	low_ahead DOUBLE PRECISION NOT NULL,
	asked_at TIMESTAMP WITH TIME ZONE NOT NULL
);
