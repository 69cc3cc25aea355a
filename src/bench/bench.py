"""Measures log-archiver side by side with what a user would pick instead; see scripts/bench."""

import argparse
import hashlib
import json
import math
import os
import random
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timezone
from pathlib import Path

import coreclaw
import ledger
import pages
import report
import servers
import work
from work import SCENARIOS, Logs, Step

HOME = Path(__file__).resolve().parents[2]
TARGET = HOME / "target" / "bench"
CONTENDERS = Path(__file__).resolve().parent / "contenders"
SAMPLE = 100
# In seconds: the longer ago the last tick was, the more Workers log-archiver asks as a check.
KEPT_FOR = 50 * 60

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

    def run(self, task, step):
        return self._run(task, [*self.command, *self.arguments(task, step)])

    def environment(self, task):
        own = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
        return {**own, **task.variables, **self.variables}

    def _run(self, task, command):
        environment = self.environment(task)
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

    def arguments(self, task, step):
        return []

    def version(self):
        """Changes when what it leaves behind may be of no use any more."""
        return str(Path(self.command[-1]).stat().st_mtime)


class LogArchiver(Contender):
    """Our own program, with everything on that is on by default."""

    ours = True

    def __init__(self, name, command, home=HOME, **others):
        super().__init__(name, command, **others)
        self.home = home

    def arguments(self, task, step):
        return step.command or ["run", "--workers", str(task.workers), "--json", *step.options]

    def run_once(self, task, arguments):
        """Runs a command that isn't measured."""
        self._run(task, [*self.command, *arguments])

    def version(self):
        return str(max(jar.stat().st_mtime for jar in (self.home / "target").glob("log-archiver-*.jar")))


class Shards(LogArchiver):
    """Several of its processes, which share the list of a tick."""

    def __init__(self, name, command, shards, **others):
        super().__init__(name, command, **others)
        self.shards = shards

    def run(self, task, step):
        return self._share(task, self.arguments(task, step))

    def run_once(self, task, arguments):
        if arguments[0] == "run":
            self._share(task, arguments)
        else:
            super().run_once(task, arguments)

    def _share(self, task, arguments):
        """From the start of all to the end of the last; prints what they did together."""
        tick = datetime.now(timezone.utc).isoformat().replace("+00:00", "Z")
        # each in a directory of its own, for what it prints
        tasks = [replace(task, directory=task.directory / f"shard-{index}") for index in range(self.shards)]
        for each in tasks:
            each.directory.mkdir(exist_ok=True)
        started = time.monotonic()
        with ThreadPoolExecutor(self.shards) as threads:
            measured = list(threads.map(
                lambda index: self._run(tasks[index], [*self.command, *arguments, "--scheduled-at", tick,
                                                       "--shard", f"{index}/{self.shards}"]), range(self.shards)))
        wall = time.monotonic() - started
        results = [json.loads((each.directory / "output").read_text()) for each in tasks]
        together = {outcome: sum(result[outcome] for result in results) for outcome in ("archived", "unchanged")}
        (task.directory / "output").write_text(json.dumps(together))
        return Measured(wall, sum(each.cpu for each in measured), max(each.memory for each in measured))


@dataclass
class Task:
    """What a contender is told."""

    directory: Path
    workers: Path
    variables: dict

    def state(self):
        """What a contender keeps from one time to the next."""
        return self.directory / "state"


class Bench:

    def __init__(self, options, nginx, s3, h2, database, logs):
        self.options = options
        self.platform = nginx.platform
        self.s3 = s3
        self.h2 = h2
        self.database = database
        self.logs = logs

    def task(self, scenario, workers):
        directory = self.options.directory / "task"
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(parents=True)
        listed = directory / "workers.txt"
        with listed.open("w") as file:
            file.writelines(scenario.worker(number) + "\n" for number in range(workers))
        api = f"http://127.0.0.1:{self.platform.ports[scenario.api]}"
        concurrency = str(scenario.concurrency)
        variables = {
            "BENCH_API": api, "BENCH_WORKERS": str(listed), "BENCH_S3": self.s3.endpoint(),
            "BENCH_BUCKET": servers.BUCKET, "BENCH_PREFIX": "logs", "BENCH_CONCURRENCY": concurrency,
            "BENCH_COMPRESSION": "gzip", "BENCH_LEVEL": str(scenario.level), "BENCH_DATE": coreclaw.RUN_DATE,
            "BENCH_NODE_MODULES": str(TARGET / "node" / "node_modules"),
            "CORECLAW_API_KEY": servers.KEY, "CORECLAW_BASE_URL": api,
            "AWS_ACCESS_KEY_ID": servers.ACCESS_KEY, "AWS_SECRET_ACCESS_KEY": servers.SECRET_KEY,
            "AWS_REGION": "us-east-1", "AWS_ENDPOINT_URL_S3": self.s3.endpoint(), "AWS_EC2_METADATA_DISABLED": "true",
            "ARCHIVER_STORE_URI": f"s3://{servers.BUCKET}/logs", "ARCHIVER_STATE_DIR": str(directory / "state"),
            "ARCHIVER_CONCURRENCY": concurrency,
        }
        return Task(directory, listed, variables)

    def measure(self, scenario, contender, workers):
        """One row for each step."""
        self.s3.clear()
        self.platform.serve(scenario.name, workers, self.logs.directory / scenario.name)
        task = self.task(scenario, workers)
        if scenario.rows:
            # the tick that is measured comes after some that need not take as long
            task.variables["ARCHIVER_CONCURRENCY"] = "64"
            self.database.use(scenario, workers, task, contender, self.s3)
            task.variables["ARCHIVER_CONCURRENCY"] = str(scenario.concurrency)
        if scenario.news:
            self.archive_before(scenario, contender, workers, task)
        rows = []
        for step in scenario.steps:
            self.platform.forget_calls()
            measured = contender.run(task, step)
            calls, refused = self.platform.calls()
            if contender.ours:
                self.check_output(step, contender, task, workers)
            rows.append({"scenario": scenario.name, "step": step.name, "s3": self.s3.name,
                         "database": self.database.name if scenario.rows else "h2", "contender": contender.name,
                         "workers": workers, "of": workers * contender.share,
                         "bytes": self.logs.size(scenario, step.archives(workers)), "calls": calls,
                         "refused": refused, **asdict(measured)})
        if not scenario.rows:
            self.check_objects(scenario, contender, workers)
        return rows

    def archive_before(self, scenario, contender, workers, task):
        """Archives all Workers, or takes what the contender left when it last did; then some get another run."""
        task.variables["BENCH_STATE"] = str(task.state() / "archived")
        kept = self.options.directory / "before" / f"{scenario.name}-{workers}-{contender.name}-{self.s3.name}"
        version = f"{contender.version()} {self.platform.ports} {self.s3.endpoint()} {coreclaw.RUN}"
        if not is_kept(kept / "version", version, KEPT_FOR if contender.ours else math.inf):
            shutil.rmtree(kept, ignore_errors=True)
            task.state().mkdir()
            contender.run(task, Step())
            self.s3.keep(kept / "bucket")
            task.state().rename(kept / "state")
            (kept / "version").write_text(version)
        shutil.copytree(kept / "state", task.state())
        self.s3.restore(kept / "bucket")
        self.platform.publish(scenario.steps[0].archives(workers))
        task.variables["BENCH_DATE"] = self.platform.news_date()
        if scenario.api == "limited_api":
            self.platform.limit(True)
            task.variables["BENCH_RATE"] = str(coreclaw.RATE)

    def check_output(self, step, contender, task, workers):
        output = (task.directory / "output").read_text()
        if step.command:
            if output.count("\n") < step.lines:
                sys.exit(f"bench: {contender.name} printed fewer lines than {step.lines}: {output}")
            return
        result = json.loads(output)
        expected = {"archived": step.archives(workers), "unchanged": workers - step.archives(workers)}
        if any(result[outcome] != count for outcome, count in expected.items()):
            sys.exit(f"bench: {contender.name} says {result}, {expected} were expected")

    def check_objects(self, scenario, contender, workers):
        """Each log must be there, and whole; nothing may have been stored again."""
        bucket = self.s3.bucket() / "logs"
        found = {str(file.relative_to(bucket)).split(".part")[0] for file in bucket.glob("worker=*/**/*")
                 # what was there before is linked
                 if file.is_file() and file.stat().st_nlink == 1}
        expected = self.platform.news or {number: f"{coreclaw.RUN}{number:07d}" for number in range(workers)}
        if len(found) != len(expected):
            sys.exit(f"bench: {contender.name} stored {len(found)} objects instead of {len(expected)}")
        date = self.platform.news_date() if self.platform.news else coreclaw.RUN_DATE
        for number in random.Random(workers).sample(sorted(expected), min(len(expected), SAMPLE)):
            path = bucket / f"worker={scenario.worker(number)}/date={date}/{expected[number]}{contender.suffix}"
            if text_digest(path) != self.logs.digest(self.logs.path(scenario, number)):
                sys.exit(f"bench: {contender.name} stored other bytes as {path}")


def is_kept(file, version, seconds):
    return file.exists() and file.read_text() == version and time.time() - file.stat().st_mtime < seconds


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


def contenders(java, jar, libraries, before):
    """All of them, by name."""
    script = str(HOME / "scripts" / "log-archiver")
    floor = [java, "-cp", f"{TARGET / 'floor'}:{libraries}", "Floor"]
    python = [PYTHON, str(CONTENDERS / "threads.py")]
    found = [
        LogArchiver("log-archiver", [script]),
        LogArchiver("log-archiver, zstd", [script], variables={"ARCHIVER_STORE_COMPRESSION": "zstd"},
                    suffix=".log.zst"),
        LogArchiver("log-archiver, redacting", [script], variables={"ARCHIVER_REDACT_RULES": "default"}),
        # looks after each tick what changed; nothing does that anybody would have to be told
        LogArchiver("log-archiver, notifying", [script], variables={"ARCHIVER_NOTIFY_URL": "http://127.0.0.1:9/"}),
        Shards("four shards", [script], 4),
        LogArchiver("log-archiver, plain jar", [java, "-jar", str(jar)]),
        Contender("floor", floor),
        Contender("floor, detail too", floor, {"BENCH_DETAIL": "yes"}),
        Contender("python", python),
        Contender("python, a tenth", python, share=10),
        Contender("node", ["node", str(CONTENDERS / "sdk.mjs")]),
        Contender("curl + rclone", [str(CONTENDERS / "curl-rclone.sh")]),
        Contender("xargs + curl", [str(CONTENDERS / "xargs-curl.sh")], share=20),
    ]
    if before:
        found.append(LogArchiver("before", [str(before / "scripts" / "log-archiver")], before))
    return {contender.name: contender for contender in found}


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("scenarios", nargs="*", help="of " + ", ".join(SCENARIOS) + " (default: all)")
    parser.add_argument("--contenders", help="their names, separated by ;")
    parser.add_argument("--rounds", type=int, default=5, help="how often each contender does the work (default: 5)")
    parser.add_argument("--workers", type=int, help="another number of Workers")
    parser.add_argument("--size", type=int, default=0, metavar="MIB", help="another size of the large logs, for a trial")
    parser.add_argument("--before", type=Path, metavar="DIR", help="a clone at an earlier commit, to compare with")
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
    if options.before:
        options.before = options.before.resolve()
        # builds it, and its ahead-of-time cache
        subprocess.run([options.before / "scripts" / "log-archiver", "--version"], check=True, stdout=sys.stderr)
    measured = run(options)
    print(report.table(measured))
    if options.save:
        report.add(options.save, measured)


def run(options):
    everyone = contenders(options.java, options.jar, floor_libraries(options.libraries), options.before)
    logs = Logs(options.directory / "texts")
    logs.directory.mkdir(parents=True, exist_ok=True)
    measured = []
    with ExitStack() as stack:
        nginx = stack.enter_context(servers.Nginx(options.directory))
        s3 = nginx
        if options.s3 == "s3proxy":
            s3 = stack.enter_context(servers.S3Proxy(options.directory, options.java, test_classpath()))
        database = h2 = ledger.H2(options.directory, options.java, next(options.libraries.glob("h2-*.jar")))
        if options.database == "postgresql":
            database = stack.enter_context(ledger.PostgreSql(options.directory))
        bench = Bench(options, nginx, s3, h2, database, logs)
        for name in options.scenarios or SCENARIOS:
            scenario = SCENARIOS[name].sized(options.size)
            if scenario.parts and s3 is nginx:
                print(f"bench: {name} needs --s3 s3proxy, and is left out", file=sys.stderr)
                continue
            if scenario.shared and database is h2:
                print(f"bench: {name} needs --database postgresql, and is left out", file=sys.stderr)
                continue
            # in a process of its own: what this one holds counts as memory of those that it starts
            subprocess.run([sys.executable, "-B", str(Path(work.__file__)), str(logs.directory), name,
                            str(options.size)], check=True)
            for row in rows(bench, scenario, everyone):
                print(report.line(row), file=sys.stderr, flush=True)
                measured.append(row)
    return measured


def rows(bench, scenario, everyone):
    if scenario.pages:
        # the real S3 server and PostgreSQL where they are asked for, besides what needs neither
        stores = [None] if bench.s3.name == "nginx" else [None, bench.s3]
        databases = [bench.h2] if bench.database is bench.h2 else [bench.h2, bench.database]
        yield from pages.measure(bench, scenario, everyone["log-archiver"], stores, databases)
        return
    for contender, workers in turns(bench.options, scenario, everyone):
        yield from bench.measure(scenario, contender, workers)


def turns(options, scenario, everyone):
    """The contenders take turns, so that a machine that is slower for a while is so for all of them."""
    chosen = scenario.contenders
    if options.contenders:
        chosen = [name.strip() for name in options.contenders.split(";")]
    elif not options.before:
        chosen = [name for name in chosen if name != "before"]
    workers = options.workers or scenario.workers
    sizes = (work.START, workers) if scenario.start and workers > work.START else (workers,)
    return [(everyone[name], size // everyone[name].share)
            for _ in range(options.rounds) for name in chosen for size in sizes]


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
