-- Writes the lines of all logs of a day to one Parquet file, PARQUET/date=DAY/lines.parquet: thousands of small objects are slow
-- to read, in DuckDB as in Athena. Run it again for the same day, and the file is replaced. For DuckDB 2.0 or later:
--   duckdb -bail <<'END'
--   SET VARIABLE archive = 's3://my-bucket/coreclaw';
--   SET VARIABLE day = '2026-06-15';
--   SET VARIABLE parquet = 's3://my-bucket/coreclaw-parquet';   -- or a directory, in which date=2026-06-15 exists
--   .read jobs/duckdb/day.sql
--   END

DROP TABLE IF EXISTS good_lines;
DROP TABLE IF EXISTS odd_lines;
DROP TABLE IF EXISTS odd_files;

-- The options are explained in archive.sql. What is not UTF-8 goes to odd_lines.
CREATE TEMP TABLE good_lines AS
SELECT filename, row_number() OVER () AS place, line
FROM read_csv(getvariable('archive') || '/worker=*/date=' || getvariable('day') || '/[0-9A-Za-z_-]*.log*', columns = {'line': 'VARCHAR'},
    auto_detect = false, header = false, delim = chr(1114111), quote = '', escape = '', strict_mode = false, new_line = '\n',
    force_not_null = ['line'], max_line_size = 100000000, buffer_size = 200000000, filename = true,
    store_rejects = true, rejects_table = 'odd_lines', rejects_scan = 'odd_files', rejects_limit = 0,
    rejects_line_size_limit = 100000000)
WHERE filename NOT LIKE '%.partial.log%';

-- Between them, the odd lines get back to where they stood: after as many good ones as there were before each.
CREATE OR REPLACE TEMP VIEW all_lines AS
SELECT filename, row_number() OVER (PARTITION BY filename ORDER BY place) AS place, 0 AS odd, line
FROM good_lines
UNION ALL
SELECT file_path, line - row_number() OVER (PARTITION BY file_path ORDER BY line) + 0.5, line, ltrim(csv_line, chr(10))
FROM odd_lines JOIN odd_files USING (scan_id, file_id)
WHERE file_path NOT LIKE '%.partial.log%';

COPY (
    SELECT regexp_extract(filename, '.*/worker=([^/]+)/', 1) AS worker, regexp_extract(filename, '([^/.]+)[^/]*$', 1) AS run,
        coalesce(try_cast(regexp_extract(filename, '\.r([0-9]+)[^/]*$', 1) AS INTEGER), 1) AS revision,
        row_number() OVER (PARTITION BY filename ORDER BY place, odd) AS number, odd = 0 AS exact, line
    FROM all_lines
    WHERE line <> ''
    ORDER BY worker, run, revision, number
) TO (getvariable('parquet') || '/date=' || getvariable('day') || '/lines.parquet') (FORMAT parquet, COMPRESSION zstd);

-- Reads the file back: an error if it lacks a line.
SELECT getvariable('day') AS day, count(DISTINCT (worker, run, revision)) AS logs, count(*) AS lines,
    count(*) FILTER (NOT exact) AS not_exact,
    CASE count(*) WHEN (SELECT count(*) FROM all_lines WHERE line <> '') THEN 'all there'
        ELSE error('lines are missing from the Parquet file') END AS checked
FROM read_parquet(getvariable('parquet') || '/date=' || getvariable('day') || '/lines.parquet');
