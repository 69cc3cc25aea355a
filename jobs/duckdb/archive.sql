-- Questions about an archive, for DuckDB 2.0 or later; docs/reading.md shows how to ask them:
--   duckdb -init jobs/duckdb/archive.sql
--   SET VARIABLE archive = 's3://my-bucket/coreclaw';        -- or a directory
--   FROM errors(worker := 'acme~shop') LIMIT 20;
-- A query reads the objects that worker and day name; both may have the wildcards * and ?.

SET VARIABLE archive = coalesce(getvariable('archive'), 'data/archive');

-- One row for each object, with its compressed size in bytes. Names that begin with a dot are not objects.
CREATE OR REPLACE TEMP MACRO logs(worker := '*', day := '*') AS TABLE
SELECT regexp_extract(filename, '.*/worker=([^/]+)/', 1) AS worker,
    try_cast(regexp_extract(filename, '.*/date=([^/]+)/', 1) AS DATE) AS date,
    regexp_extract(filename, '([^/.]+)[^/]*$', 1) AS run,
    coalesce(try_cast(regexp_extract(filename, '\.r([0-9]+)[^/]*$', 1) AS INTEGER), 1) AS revision,
    filename LIKE '%.partial.log%' AS partial, size, filename AS object
FROM read_blob(getvariable('archive') || '/worker=' || worker || '/date=' || day || '/[0-9A-Za-z_-]*.log*');

-- One row for each line that isn't blank, in the order of the log. Lines end in LF, CRLF or CR, even mixed: with new_line = '\n'
-- each of these bytes ends one, while DuckDB otherwise drops a character after a lone CR in logs that begin with CRLF. The
-- delimiter is a character that no text has.
CREATE OR REPLACE TEMP MACRO lines(worker := '*', day := '*') AS TABLE
SELECT object.worker, object.date, regexp_extract(filename, '([^/.]+)[^/]*$', 1) AS run,
    coalesce(try_cast(regexp_extract(filename, '\.r([0-9]+)[^/]*$', 1) AS INTEGER), 1) AS revision,
    filename LIKE '%.partial.log%' AS partial, line
FROM read_csv(getvariable('archive') || '/worker=' || worker || '/date=' || day || '/[0-9A-Za-z_-]*.log*', columns = {'line': 'VARCHAR'},
    auto_detect = false, header = false, delim = chr(1114111), quote = '', escape = '', strict_mode = false, new_line = '\n',
    max_line_size = 100000000, buffer_size = 200000000, ignore_errors = true, filename = true,
    hive_partitioning = true, hive_types = {'worker': VARCHAR, 'date': DATE}) AS object
WHERE line <> '';

-- The lines that look like errors, by a shorter rule than that of 'log-archiver logs --errors'.
CREATE OR REPLACE TEMP MACRO errors(worker := '*', day := '*') AS TABLE
FROM lines(worker := worker, day := day)
WHERE regexp_matches(line, '\b(ERROR|FATAL|CRITICAL|SEVERE)\b|\berror:|\w(Error|Exception)\b|\bTraceback\b|\bpanic:|\bFailed to\b');
