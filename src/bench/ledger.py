"""Ledgers that know many runs already, in the two databases that the program can use."""

import os
import shutil
import subprocess
from pathlib import Path

import servers

# The newest run of each Worker is its last one on the platform, the others are older. In the order of the primary key,
# which costs either database least.
_ROWS = """
INSERT INTO archived_log (worker_id, run_id, revision, object_key, is_final, completeness, run_status, started_at,
    finished_at, run_at, text_size, object_size, sha256, unchanged_since, archived_at, execution_id, request_id,
    error_lines)
SELECT worker, run, 1, 'worker=' || worker || '/date=2025-07-12/' || run || '.log.gz', TRUE, 'full', 'succeeded',
    at, at, at, 32000, 8000, LPAD(CAST(x AS VARCHAR), 64, '0'), at, at, 1, 'req-' || CAST(x AS VARCHAR), 0
FROM (
    SELECT x, '{scenario}~w' || LPAD(CAST(x / {each} AS VARCHAR), 7, '0') AS worker,
        CASE WHEN MOD(x, {each}) = {each} - 1 THEN '{run}' || LPAD(CAST(x / {each} AS VARCHAR), 7, '0')
            ELSE '01J0' || LPAD(CAST(MOD(x, {each}) AS VARCHAR), 22, '0') END AS run,
        CASE WHEN MOD(x, {each}) = {each} - 1 THEN TIMESTAMP WITH TIME ZONE '2025-07-12 18:57:36+00'
            ELSE TIMESTAMP WITH TIME ZONE '2024-07-12 18:57:36+00' END AS at
    FROM {series}) numbered;
"""
_LISTED = """
INSERT INTO catch_up (worker_id, wanted_from, listed_to)
SELECT DISTINCT worker_id, TIMESTAMP WITH TIME ZONE '2025-07-12 18:57:36+00',
    TIMESTAMP WITH TIME ZONE '2025-07-12 18:57:36+00' FROM archived_log;
"""
# A transaction that is larger makes H2 keep many times its size.
_BATCH = 250_000


def _statements(scenario, workers, series):
    """What fills the tables, by the database's way to count from one number to another."""
    rows = max(scenario.rows, workers)
    inserts = [_ROWS.format(scenario=scenario.name, each=rows // workers, run=servers.RUN,
                            series=series.format(first=first, last=min(first + _BATCH, rows) - 1))
               for first in range(0, rows, _BATCH)]
    return "".join(inserts) + _LISTED


class H2:
    """A database file in a state directory."""

    name = "h2"

    def __init__(self, directory, java, jar, program):
        self.directory = directory
        self.java = java
        self.jar = jar
        self.program = program

    def use(self, scenario, workers, task):
        state = self.directory / f"h2-{scenario.name}-{workers}"
        task.variables["ARCHIVER_STATE_DIR"] = str(state)
        if (state / ".complete").exists():
            return
        shutil.rmtree(state, ignore_errors=True)
        self.program.run_once(task, ["executions"])
        script = task.directory / "fill.sql"
        script.write_text(_statements(scenario, workers, "SYSTEM_RANGE({first}, {last}) AS s(x)")
                          + "ANALYZE;\n")
        subprocess.run([self.java, "-Xmx4g", "-cp", str(self.jar), "org.h2.tools.RunScript", "-url",
                        f"jdbc:h2:file:{state}/log-archiver;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;CACHE_SIZE=1000000", "-user", "sa", "-script", str(script)],
                       check=True)
        self.program.run_once(task, ["run", "--workers", str(task.workers), "--json"])
        (state / ".complete").touch()


class PostgreSql:
    """A server of Debian's, with its settings as they come."""

    name = "postgresql"

    def __init__(self, directory, program):
        self.directory = directory / "postgresql"
        self.program = program
        self.port = servers.free_ports(1)[0]
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

    def use(self, scenario, workers, task):
        database = f"{scenario.name}_{workers}"
        connection = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "bench"]
        task.variables["SPRING_DATASOURCE_URL"] = f"jdbc:postgresql://127.0.0.1:{self.port}/{database}"
        task.variables["SPRING_DATASOURCE_USERNAME"] = "bench"
        complete = self.directory / f"{database}.complete"
        if complete.exists():
            return
        self._call("dropdb", *connection, "--if-exists", database)
        self._call("createdb", *connection, database)
        self.program.run_once(task, ["executions"])
        script = task.directory / "fill.sql"
        script.write_text(_statements(scenario, workers, "generate_series({first}, {last}) AS s(x)")
                          + "VACUUM ANALYZE;\n")
        with script.open("rb") as source:
            subprocess.run([str(self.programs / "psql"), *connection, "-q", "-v", "ON_ERROR_STOP=1", database],
                           stdin=source, check=True)
        self.program.run_once(task, ["run", "--workers", str(task.workers), "--json"])
        complete.touch()

    def __exit__(self, *_):
        if self.as_owner:
            subprocess.run(["pkill", "-INT", "-P", str(self.process.pid)], check=False)
        else:
            self.process.send_signal(2)
        self.process.wait()
