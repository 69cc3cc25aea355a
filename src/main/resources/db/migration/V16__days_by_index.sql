-- Tells how much there is of each day by itself: each row would be a page of the file to read. Nobody needs the last two
-- columns: of two indexes that begin alike, H2 takes the one with fewer, and for lists of logs archived_log_by_run_at tells
-- more.
CREATE INDEX IF NOT EXISTS archived_log_by_day ON archived_log (run_at, revision, text_size, is_final, completeness);
