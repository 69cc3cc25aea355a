"""Measures log-archiver side by side with what a user would pick instead; see scripts/bench."""

import argparse
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

import ledger
import report
import servers
import work
from work import SCENARIOS, Logs

HOME = Path(__file__).resolve().parents[2]
TARGET = HOME / "target" / "bench"
CONTENDERS = Path(__file__).resolve().parent / "contenders"
SAMPLE = 100

# Settings that concern other servers; certificates would be read at each start.
FOREIGN = ("ARCHIVER_", "CORECLAW_", "AWS_", "SPRING_", "BENCH_", "NODE_EXTRA_CA_CERTS", "SSL_CERT_", "CURL_CA_BUNDLE")
# The system's own, not a version manager's shim before it.
PYTHON = "/usr/bin/python3"


@dataclass
class Measured:
    """One process from start to exit, with the processes that it started."""

    wall: float  # seconds
    cpu: float  # seconds, user and system
    memory: int  # bytes, the largest of its processes


class Contender:
    """A program that archives the Workers of a list."""

    ours = False

    def __init__(self, name, command, variables=None, suffix=".log.gz", share=1):
        self.name = name
        self.share = share  # it gets one Worker of so many, where all would take too long
        self.command = command
        self.variables = variables or {}
        self.suffix = suffix

    def run(self, task):
        return self._run(task, [*self.command, *self.arguments(task)])

    def _run(self, task, command):
        environment = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
        environment.update(task.variables)
        environment.update(self.variables)
        started = time.monotonic()
        with (task.directory / "output").open("wb") as output, (task.directory / "errors").open("wb") as errors:
            process = subprocess.Popen(command, cwd=task.directory, env=environment,
                                       stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
            _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
        if status != 0:
            sys.exit(f"bench: {self.name} ended with {os.waitstatus_to_exitcode(status)}: "
                     + (task.directory / "errors").read_text(errors="replace")[-2000:])
        return Measured(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)

    def arguments(self, task):
        return []


class LogArchiver(Contender):
    """Our own program, with everything on that is on by default."""

    ours = True

    def arguments(self, task):
        return ["run", "--workers", str(task.workers), "--json"]

    def run_once(self, task, arguments):
        """Runs a command that isn't measured."""
        self._run(task, [*self.command, *arguments])


@dataclass
class Task:
    """What a contender is told."""

    directory: Path
    workers: Path
    variables: dict


class Bench:

    def __init__(self, options, nginx, logs):
        self.options = options
        self.nginx = nginx
        self.logs = logs

    def workers(self, scenario, contender):
        return (self.options.workers or scenario.workers) // contender.share

    def task(self, scenario, s3, workers):
        directory = self.options.directory / "task"
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(parents=True)
        listed = directory / "workers.txt"
        with listed.open("w") as file:
            file.writelines(scenario.worker(number) + "\n" for number in range(workers))
        api = f"http://127.0.0.1:{self.nginx.ports['slow_api' if scenario.slow_api else 'api']}"
        concurrency = str(scenario.concurrency)
        variables = {
            "BENCH_API": api, "BENCH_WORKERS": str(listed), "BENCH_S3": s3.endpoint(), "BENCH_BUCKET": servers.BUCKET,
            "BENCH_PREFIX": "logs", "BENCH_CONCURRENCY": concurrency, "BENCH_COMPRESSION": "gzip",
            "BENCH_LEVEL": str(scenario.level),
            "BENCH_NODE_MODULES": str(TARGET / "node" / "node_modules"),
            "CORECLAW_API_KEY": servers.KEY, "CORECLAW_BASE_URL": api,
            "AWS_ACCESS_KEY_ID": servers.ACCESS_KEY, "AWS_SECRET_ACCESS_KEY": servers.SECRET_KEY,
            "AWS_REGION": "us-east-1", "AWS_ENDPOINT_URL_S3": s3.endpoint(), "AWS_EC2_METADATA_DISABLED": "true",
            "ARCHIVER_STORE_URI": f"s3://{servers.BUCKET}/logs", "ARCHIVER_STATE_DIR": str(directory / "state"),
            "ARCHIVER_CONCURRENCY": concurrency,
        }
        return Task(directory, listed, variables)

    def measure(self, scenario, contender, s3, database):
        s3.clear()
        workers = self.workers(scenario, contender)
        task = self.task(scenario, s3, workers)
        if scenario.rows:
            database.use(scenario, workers, task)
        measured = contender.run(task)
        self.check(scenario, contender, s3, task, workers)
        return {"scenario": scenario.name, "s3": s3.name, "database": database.name, "contender": contender.name,
                "workers": workers, "of": workers * contender.share,
                "bytes": self.logs.size(scenario, workers), **asdict(measured)}

    def check(self, scenario, contender, s3, task, count):
        """Each log must be there, and whole; where nothing was to be done, nothing may be."""
        if contender.ours:
            result = json.loads((task.directory / "output").read_text())
            expected = "unchanged" if scenario.rows else "archived"
            if result[expected] != count:
                sys.exit(f"bench: {contender.name} says {result}, {count} {expected} were expected")
        if scenario.rows:
            return
        bucket = s3.objects / servers.BUCKET / "logs"
        found = {str(file.relative_to(bucket)).split(".part")[0] for file in bucket.rglob("*") if file.is_file()}
        if len(found) != count:
            sys.exit(f"bench: {contender.name} stored {len(found)} objects instead of {count}")
        for number in random.Random(count).sample(range(count), min(count, SAMPLE)):
            path = bucket / (f"worker={scenario.worker(number)}/date={servers.RUN_DATE}/{servers.RUN}{number:07d}"
                             + contender.suffix)
            if text_digest(path) != self.logs.digest(self.logs.path(scenario, number)):
                sys.exit(f"bench: {contender.name} stored other bytes as {path}")


def text_digest(path):
    """SHA-256 of what an object holds, decompressed by the usual tools."""
    files = servers.parts(path)
    if not files:
        sys.exit(f"bench: there is no object {path}")
    command = {".gz": ["gzip", "-dc"], ".zst": ["zstd", "-dc"]}.get(path.suffix, ["cat"])
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as text, \
            ThreadPoolExecutor(1) as writer:
        writer.submit(write_all, files, text.stdin)
        return hashlib.file_digest(text.stdout, "sha256").hexdigest()


def write_all(files, target):
    with target:
        for file in files:
            with file.open("rb") as source:
                if b";chunk-signature=" in source.read(100):
                    copy_chunks(source, target)
                else:
                    source.seek(0)
                    shutil.copyfileobj(source, target)


def copy_chunks(source, target):
    """What the AWS SDK's content encoding aws-chunked wraps: the stand-in keeps it as it came."""
    source.seek(0)
    while (size := int(source.readline().split(b";")[0], 16)) > 0:
        target.write(source.read(size))
        source.readline()


def contenders(java, jar, libraries):
    """All of them, by name."""
    script = str(HOME / "scripts" / "log-archiver")
    floor = [java, "-cp", f"{TARGET / 'floor'}:{libraries}", "Floor"]
    found = [
        LogArchiver("log-archiver", [script]),
        LogArchiver("log-archiver, zstd", [script], {"ARCHIVER_STORE_COMPRESSION": "zstd"}, ".log.zst"),
        LogArchiver("log-archiver, plain jar", [java, "-jar", str(jar)]),
        Contender("floor", floor),
        Contender("floor, detail too", floor, {"BENCH_DETAIL": "yes"}),
        Contender("python", [PYTHON, str(CONTENDERS / "threads.py")]),
        Contender("node", ["node", str(CONTENDERS / "sdk.mjs")]),
        Contender("curl + rclone", [str(CONTENDERS / "curl-rclone.sh")]),
        Contender("xargs + curl", [str(CONTENDERS / "xargs-curl.sh")], share=20),
    ]
    return {contender.name: contender for contender in found}


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("scenarios", nargs="*", help="of " + ", ".join(SCENARIOS) + " (default: all)")
    parser.add_argument("--contenders", help="their names, separated by ;")
    parser.add_argument("--rounds", type=int, default=5, help="how often each contender does the work (default: 5)")
    parser.add_argument("--workers", type=int, help="another number of Workers")
    parser.add_argument("--s3", choices=("nginx", "s3proxy"), default="nginx", help="the S3 server")
    parser.add_argument("--database", choices=("h2", "postgresql"), default="h2", help="the ledger's database")
    parser.add_argument("--directory", type=Path, default=Path("/dev/shm/log-archiver-bench"),
                        help="for logs and objects, some 20 GB (default: %(default)s)")
    parser.add_argument("--save", type=Path, help="add the measured figures to this file")
    parser.add_argument("--java", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--jar", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--libraries", type=Path, required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if unknown := set(options.scenarios) - set(SCENARIOS):
        parser.error(f"no such scenario: {', '.join(unknown)}; there are {', '.join(SCENARIOS)}")
    measured = run(options)
    print(report.table(measured))
    if options.save:
        report.add(options.save, measured)


def run(options):
    everyone = contenders(options.java, options.jar, floor_libraries(options.libraries))
    logs = Logs(options.directory / "texts")
    logs.directory.mkdir(parents=True, exist_ok=True)
    h2 = next(options.libraries.glob("h2-*.jar"))
    measured = []
    with ExitStack() as stack:
        nginx = stack.enter_context(servers.Nginx(options.directory, logs.directory))
        s3 = nginx
        if options.s3 == "s3proxy":
            s3 = stack.enter_context(servers.S3Proxy(options.directory, options.java, test_classpath()))
        database = ledger.H2(options.directory, options.java, h2, everyone["log-archiver"])
        if options.database == "postgresql":
            database = stack.enter_context(ledger.PostgreSql(options.directory, everyone["log-archiver"]))
        bench = Bench(options, nginx, logs)
        for name in options.scenarios or SCENARIOS:
            scenario = SCENARIOS[name]
            # in a process of its own: what this one holds counts as memory of those that it starts
            subprocess.run([sys.executable, "-B", str(Path(work.__file__)), str(logs.directory), name], check=True)
            chosen = options.contenders.split(";") if options.contenders else scenario.contenders
            for _ in range(options.rounds):
                for each in chosen:
                    row = bench.measure(scenario, everyone[each.strip()], s3, database)
                    print(report.line(row), file=sys.stderr, flush=True)
                    measured.append(row)
    return measured


def floor_libraries(libraries):
    """What the floor needs; a logging library among them would write what they say at DEBUG."""
    framework = ("spring", "h2-", "postgresql", "flyway", "hibernate", "logback")
    return ":".join(str(jar) for jar in sorted(libraries.glob("*.jar"))
                    if not jar.name.startswith(framework))


def test_classpath():
    """Where s3proxy is."""
    return f"{HOME / 'target' / 'test-classes'}:{(HOME / 'target' / 'demo-classpath').read_text()}"


if __name__ == "__main__":
    main()
