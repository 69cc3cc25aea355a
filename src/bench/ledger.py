"""Ledgers that know many runs already, in the two databases that the program can use."""

import os
import re
import shutil
import subprocess
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
    TIMESTAMP WITH TIME ZONE '{at}' FROM archived_log;
"""
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


def _time(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(" ")


def _newest(scenario):
    return f"worker={scenario.worker(0)}/date={coreclaw.RUN_DATE}/{coreclaw.RUN}{0:07d}.r2.log.gz"


class Database:
    """What the ledgers in both databases have in common."""

    def __init__(self, directory):
        self.directory = directory
        self.used = set()

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


class H2(Database):
    """A database file in a state directory."""

    name = "h2"
    series = "SYSTEM_RANGE({first}, {last}) AS s(x)"
    analyze = "ANALYZE;\n"

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
