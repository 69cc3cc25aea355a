"""Ledgers that know many runs already, in the two databases that the program can use."""

import os
import re
import shutil
import subprocess
import time
from datetime import datetime, timezone
from pathlib import Path

import coreclaw
import servers

# The newest run of each Worker is its last one on the platform, the others are older. In the order of the primary key,
# which costs either database least.
_ROWS = """
INSERT INTO archived_log (worker_id, run_id, revision, object_key, is_final, completeness, run_status, started_at,
    finished_at, run_at, text_size, object_size, sha256, unchanged_since, archived_at, execution_id, request_id,
    error_lines)
SELECT worker, run, 1, 'worker=' || worker || '/date={date}/' || run || '.log.gz', TRUE, 'full', 'succeeded',
    at, at, at, 32000, 8000, LPAD(CAST(x AS VARCHAR), 64, '0'), at, at, 1, 'req-' || CAST(x AS VARCHAR), 0
FROM (
    SELECT x, '{scenario}~w' || LPAD(CAST(x / {each} AS VARCHAR), 7, '0') AS worker,
        CASE WHEN MOD(x, {each}) = {each} - 1 THEN '{run}' || LPAD(CAST(x / {each} AS VARCHAR), 7, '0')
            ELSE '01J0' || LPAD(CAST(MOD(x, {each}) AS VARCHAR), 22, '0') END AS run,
        CASE WHEN MOD(x, {each}) = {each} - 1
            THEN TIMESTAMP WITH TIME ZONE '{at}' + MOD(x / {each}, 3600) * INTERVAL '1' SECOND
            ELSE TIMESTAMP WITH TIME ZONE '2024-07-12 18:57:36+00' + x * INTERVAL '1' SECOND END AS at
    FROM {series}) numbered;
"""
# Its object is there: a store without any of the newest ones would be taken for another archive's.
_NEWEST = """
INSERT INTO archived_log (worker_id, run_id, revision, object_key, is_final, completeness, run_status, started_at,
    finished_at, run_at, text_size, object_size, sha256, unchanged_since, archived_at, execution_id, request_id,
    error_lines)
SELECT worker_id, run_id, 2, '{key}', TRUE, completeness, run_status, started_at, finished_at,
    TIMESTAMP WITH TIME ZONE '{at}', text_size, object_size, sha256, unchanged_since, archived_at,
    execution_id, request_id, error_lines
FROM archived_log WHERE worker_id = '{worker}' AND run_id = '{run}';
"""
_LISTED = """
INSERT INTO catch_up (worker_id, wanted_from, listed_to)
SELECT DISTINCT worker_id, TIMESTAMP WITH TIME ZONE '{at}',
    TIMESTAMP WITH TIME ZONE '{at}' FROM archived_log WHERE worker_id NOT IN (SELECT worker_id FROM catch_up);
"""
# In a table of its own, so that no database looks for them again and again.
_EXAMPLES = """
CREATE TABLE bench_example AS SELECT * FROM archived_log;
"""
# For pages. Each row is like that of a log that was archived, and leads to its object: a good one, or a failed one with
# errors. First the run of each Worker that the platform has.
_LAST_RUNS = """
INSERT INTO archived_log ({columns})
SELECT {values} FROM (
    SELECT '{scenario}~w' || LPAD(CAST(x AS VARCHAR), 7, '0') AS worker,
        '{run}' || LPAD(CAST(x AS VARCHAR), 7, '0') AS run, 'succeeded' AS status, '{good}' AS example,
        TIMESTAMP WITH TIME ZONE '{created}' + MOD(x, 3600) * INTERVAL '1' SECOND AS at
    FROM {series} WHERE x NOT IN ({examples})) numbered
JOIN bench_example example ON example.run_id = numbered.example;
"""
# Then two a day of each Worker, up to now. Two Workers in a hundred fail for more than a day, two more since their last run.
_EARLIER_RUNS = """
INSERT INTO archived_log ({columns})
SELECT {values} FROM (
    SELECT worker, run, at, status, CASE WHEN status = 'failed' THEN '{failed}' ELSE '{good}' END AS example FROM (
        SELECT '{scenario}~w' || LPAD(CAST(x / {each} AS VARCHAR), 7, '0') AS worker,
            '01J0' || LPAD(CAST(MOD(x, {each}) AS VARCHAR), 22, '0') AS run,
            CASE WHEN MOD(x, 41) = 0 OR (MOD(x / {each}, 50) = 0 AND MOD(x, {each}) >= {each} - 3)
                    OR (MOD(x / {each}, 50) = 25 AND MOD(x, {each}) = {each} - 1)
                THEN 'failed' ELSE 'succeeded' END AS status,
            TIMESTAMP WITH TIME ZONE '{now}' - ({each} - 1 - MOD(x, {each})) * INTERVAL '12' HOUR
                - MOD(x / {each}, 3600) * INTERVAL '1' SECOND AS at
        FROM {series}) ended) numbered
JOIN bench_example example ON example.run_id = numbered.example;
"""
_COLUMNS = {
    "worker_id": "worker", "run_id": "run", "revision": "1", "object_key": "example.object_key", "is_final": "TRUE",
    "completeness": "example.completeness", "run_status": "status", "started_at": "at", "finished_at": "at",
    "run_at": "at", "text_size": "example.text_size", "object_size": "example.object_size", "sha256": "example.sha256",
    "unchanged_since": "at", "archived_at": "at", "execution_id": "example.execution_id",
    "request_id": "example.request_id", "error_lines": "example.error_lines", "first_errors": "example.first_errors",
    "errors_at": "CASE WHEN example.error_lines > 0 THEN at END",
}
# An execution an hour up to now, like the last one; the last three had some failed Workers.
_EXECUTIONS = """
UPDATE batch_job_execution SET create_time = create_time - {executions} * INTERVAL '1' HOUR,
    start_time = start_time - {executions} * INTERVAL '1' HOUR, end_time = end_time - {executions} * INTERVAL '1' HOUR,
    last_updated = last_updated - {executions} * INTERVAL '1' HOUR;
INSERT INTO batch_job_instance SELECT job_instance_id + x, version, job_name, 'bench-' || CAST(x AS VARCHAR)
    FROM batch_job_instance, {series} WHERE job_instance_id = {last};
INSERT INTO batch_job_execution SELECT job_execution_id + x, version, job_instance_id + x,
    create_time + x * INTERVAL '1' HOUR, start_time + x * INTERVAL '1' HOUR, end_time + x * INTERVAL '1' HOUR, status,
    exit_code, exit_message, last_updated + x * INTERVAL '1' HOUR
    FROM batch_job_execution, {series} WHERE job_execution_id = {last};
INSERT INTO batch_job_execution_params
    SELECT job_execution_id + x, parameter_name, parameter_type, parameter_value, identifying
    FROM batch_job_execution_params, {series} WHERE job_execution_id = {last};
INSERT INTO batch_job_execution_context SELECT job_execution_id + x, short_context, serialized_context
    FROM batch_job_execution_context, {series} WHERE job_execution_id = {last};
INSERT INTO batch_step_execution SELECT step_execution_id + 100 * x, version, step_name, job_execution_id + x,
    create_time, start_time, end_time, status, commit_count, read_count, filter_count, write_count, read_skip_count,
    write_skip_count, process_skip_count, rollback_count, exit_code, exit_message, last_updated
    FROM batch_step_execution, {series} WHERE job_execution_id = {last};
INSERT INTO batch_step_execution_context SELECT context.step_execution_id + 100 * x, short_context, serialized_context
    FROM batch_step_execution_context context JOIN batch_step_execution step
        ON step.step_execution_id = context.step_execution_id AND step.job_execution_id = {last}, {series};
INSERT INTO failed_worker (instance_id, entry_number, execution_id, worker, code, reason, request_id, failed_at)
    SELECT {last} + {executions} - MOD(x, 3), x / 3 + 1, {last} + {executions} - MOD(x, 3),
        '{scenario}~w' || LPAD(CAST(x / 3 * 7 AS VARCHAR), 7, '0'), '50001', 'worker does not exist', 'req-1',
        CURRENT_TIMESTAMP - MOD(x, 3) * INTERVAL '1' HOUR
    FROM {failures};
DROP TABLE bench_example;
"""
_RUNS_OF_EACH = 60
_EXECUTIONS_KEPT = 720
_TOUCH = "UPDATE archived_log SET request_id = 'req-again' WHERE worker_id = '{worker}';\n"
# A transaction that is larger makes H2 keep many times its size.
_BATCH = 250_000


def _statements(scenario, workers, series):
    """What fills the tables, by the database's way to count from one number to another."""
    rows = max(scenario.rows, workers)
    inserts = [_ROWS.format(scenario=scenario.name, each=rows // workers, run=coreclaw.RUN, date=coreclaw.RUN_DATE,
                            at=_time(coreclaw.CREATED),
                            series=series.format(first=first, last=min(first + _BATCH, rows) - 1))
               for first in range(0, rows, _BATCH)]
    newest = _NEWEST.format(key=_newest(scenario), worker=scenario.worker(0), run=f"{coreclaw.RUN}{0:07d}",
                            at=_time(coreclaw.CREATED + 3600))
    return "".join(inserts) + newest + _LISTED.format(at=_time(coreclaw.CREATED))


def _history(scenario, workers, series, examples):
    """What fills the tables of an archive in which there are the logs of two example Workers."""
    good, failed = (f"{coreclaw.RUN}{number:07d}" for number in examples)
    values = {"columns": ", ".join(_COLUMNS), "values": ", ".join(_COLUMNS.values()), "scenario": scenario.name,
              "good": good, "failed": failed}
    yield _EXAMPLES + _LAST_RUNS.format(**values, run=coreclaw.RUN, created=_time(coreclaw.CREATED),
                                        examples=", ".join(map(str, examples)),
                                        series=series.format(first=0, last=workers - 1))
    yield _LISTED.format(at=_time(coreclaw.CREATED + 3600))
    each = _RUNS_OF_EACH - 1
    yield "".join(_EARLIER_RUNS.format(**values, each=each, now=_time(time.time()), series=series.format(
        first=first, last=min(first + _BATCH, each * workers) - 1)) for first in range(0, each * workers, _BATCH))
    yield _EXECUTIONS.format(scenario=scenario.name, executions=_EXECUTIONS_KEPT, last=2,
                             series=series.format(first=1, last=_EXECUTIONS_KEPT),
                             failures=series.format(first=0, last=3 * workers // 100 - 1))


def _time(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(" ")


def _newest(scenario):
    return f"worker={scenario.worker(0)}/date={coreclaw.RUN_DATE}/{coreclaw.RUN}{0:07d}.r2.log.gz"


class Database:
    """What the ledgers in both databases have in common."""

    def __init__(self, directory):
        self.directory = directory
        self.used = set()
        self.touching = None

    def use(self, scenario, workers, task, program, s3):
        """Gives the program a ledger with the scenario's rows, filled the first time."""
        name = re.sub(r"\W+", "_", f"{scenario.name}_{workers}_{program.name}_{coreclaw.RUN_DATE}")
        self.choose(name, task)
        kept = self.directory / f"{self.name}-{name}-bucket"
        if not kept.exists():
            self.create(name)
            program.run_once(task, ["reindex"])
            script = task.directory / "fill.sql"
            script.write_text(_statements(scenario, workers, self.series) + self.analyze)
            self.fill(name, script)
            newest = s3.bucket() / "logs" / _newest(scenario)
            newest.parent.mkdir(parents=True)
            newest.touch()
            program.run_once(task, ["run", "--workers", str(task.workers), "--json"])
            s3.keep(kept)
        s3.restore(kept)
        if name not in self.used:
            # what is done once after a new version, or after a long time, is no part of what is measured
            program.run_once(task, ["run", "--workers", str(task.workers), "--json"])
            self.used.add(name)

    def make_history(self, scenario, workers, task, program):
        """Gives the program an archive of many runs: two logs that it archived itself, and rows like theirs."""
        name = f"{scenario.name}_history"
        self.choose(name, task)
        self.create(name)
        examples = (2, 3)
        listed = (argument for number in examples for argument in ("--worker", scenario.worker(number)))
        program.run_once(task, ["run", *listed, "--json"])
        script = task.directory / "fill.sql"
        last_runs, listed_to, earlier_runs, executions = _history(scenario, workers, self.series, examples)
        script.write_text(last_runs + listed_to)
        self.fill(name, script)
        program.run_once(task, ["run", "--workers", str(task.workers), "--json"])
        script.write_text(earlier_runs + executions + self.analyze + self.compact)
        self.fill(name, script)
        self.touching = name, scenario.worker(1)
        return _RUNS_OF_EACH * workers

    def touch(self, task):
        """Changes a row, as any job would, and has the server notice."""
        name, worker = self.touching
        script = task.directory / "touch.sql"
        script.write_text(_TOUCH.format(worker=worker))
        self.fill(name, script)
        time.sleep(self.noticed_after)


class H2(Database):
    """A database file in a state directory."""

    name = "h2"
    series = "SYSTEM_RANGE({first}, {last}) AS s(x)"
    analyze = "ANALYZE;\n"
    # as large a file as a schedule makes
    compact = "SHUTDOWN COMPACT;\n"
    noticed_after = 0.5

    def __init__(self, directory, java, jar):
        super().__init__(directory)
        self.java = java
        self.jar = jar

    def _state(self, name):
        return self.directory / f"h2-{name}"

    def choose(self, name, task):
        task.variables["ARCHIVER_STATE_DIR"] = str(self._state(name))

    def create(self, name):
        shutil.rmtree(self._state(name), ignore_errors=True)

    def fill(self, name, script):
        url = (f"jdbc:h2:file:{self._state(name)}/log-archiver;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;"
               "DEFAULT_NULL_ORDERING=HIGH;CACHE_SIZE=1000000")
        subprocess.run([self.java, "-Xmx4g", "-cp", str(self.jar), "org.h2.tools.RunScript", "-url", url,
                        "-user", "sa", "-script", str(script)], check=True)


class PostgreSql(Database):
    """A server of Debian's, with its settings as they come."""

    name = "postgresql"
    series = "generate_series({first}, {last}) AS s(x)"
    analyze = "VACUUM ANALYZE;\n"
    compact = ""
    noticed_after = 5.5

    def __init__(self, directory):
        super().__init__(directory / "postgresql")
        self.port = servers.free_ports(1)[0]
        self.connection = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "bench"]
        self.process = None
        self.programs = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        # it refuses to be run by root
        self.as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []

    def __enter__(self):
        data = self.directory / "data"
        if not data.exists():
            self.directory.mkdir(parents=True)
            if self.as_owner:
                shutil.chown(self.directory, "postgres")
            self._call("initdb", "-D", str(data), "-U", "bench", "--auth=trust", "-E", "UTF8")
        log = self.directory / "server.log"
        self.process = subprocess.Popen(
            [*self.as_owner, str(self.programs / "postgres"), "-D", str(data), "-p", str(self.port), "-k",
             str(self.directory), "-h", "127.0.0.1"], stdout=log.open("wb"), stderr=subprocess.STDOUT, cwd="/")
        servers.await_port(self.port, self.process, "PostgreSQL", log)
        return self

    def _call(self, program, *arguments):
        subprocess.run([*self.as_owner, str(self.programs / program), *arguments], check=True, cwd="/",
                       stdout=subprocess.DEVNULL)

    def choose(self, name, task):
        task.variables["SPRING_DATASOURCE_URL"] = f"jdbc:postgresql://127.0.0.1:{self.port}/{name}"
        task.variables["SPRING_DATASOURCE_USERNAME"] = "bench"

    def create(self, name):
        self._call("dropdb", *self.connection, "--if-exists", name)
        self._call("createdb", *self.connection, name)

    def fill(self, name, script):
        with script.open("rb") as source:
            subprocess.run([str(self.programs / "psql"), *self.connection, "-q", "-v", "ON_ERROR_STOP=1", name],
                           stdin=source, check=True)

    def __exit__(self, *_):
        if self.as_owner:
            subprocess.run(["pkill", "-INT", "-P", str(self.process.pid)], check=False)
        else:
            self.process.send_signal(2)
        self.process.wait()
