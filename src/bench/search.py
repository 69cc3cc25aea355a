"""Measures search side by side with zgrep, on an archive in a directory.

    python3 src/bench/search.py --directory DIRECTORY [--logs 100000] [--size 32768] [--rounds 3] [PATTERN ...]

Needs a built jar, which scripts/log-archiver makes, and GNU grep. The archive is made once and kept in the directory.
"""

import argparse
import csv
import hashlib
import os
import random
import statistics
import subprocess
import time
import zlib
from datetime import datetime, timezone
from pathlib import Path

import work

HOME = Path(__file__).resolve().parents[2]
WORKERS = 1_000
FIRST_RUN = 1_790_000_000  # seconds since 1970; a run a minute from then on
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOAD = """
INSERT INTO archived_log (worker_id, run_id, revision, object_key, is_final, completeness, run_status, started_at, finished_at,
    run_at, text_size, object_size, sha256, unchanged_since, archived_at, execution_id, request_id, error_lines)
SELECT "WORKER", "RUN", 1, "OBJECT", TRUE, 'full', 'succeeded', at, at, at, CAST("LENGTH" AS BIGINT),
    CAST("STORED" AS BIGINT), "DIGEST", at, at, 1, 'req', 0
FROM (SELECT *, CAST("TIME" AS TIMESTAMP WITH TIME ZONE) AS at FROM CSVREAD('{rows}'));
"""


def run_id(seconds, number):
    value, text = (seconds * 1000 << 80) | number, ""
    for _ in range(26):
        value, text = value >> 5, _ALPHABET[value & 31] + text
    return text


def make(directory, logs, size):
    """Logs of lines as scrapers print them. One in a thousand has a line that no other has."""
    corpus = work.Logs(directory)._corpus()
    generator = random.Random(5)
    with (directory / "rows.csv").open("w") as file:
        rows = csv.writer(file)
        rows.writerow(("WORKER", "RUN", "OBJECT", "TIME", "LENGTH", "STORED", "DIGEST"))
        for number in range(logs):
            at = datetime.fromtimestamp(FIRST_RUN + 60 * number, timezone.utc)
            worker, run = f"acme~w{number % WORKERS:04d}", run_id(FIRST_RUN + 60 * number, number)
            start = corpus.index(b"\n", generator.randrange(len(corpus) - 2 * size)) + 1
            text = corpus[start:start + size] + (b"\nneedle in haystack\n" if number % 1000 == 7 else b"\n")
            packer = zlib.compressobj(4, zlib.DEFLATED, 31)
            packed = packer.compress(text) + packer.flush()
            key = f"worker={worker}/date={at:%Y-%m-%d}/{run}.log.gz"
            path = directory / "store" / key
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(packed)
            rows.writerow((worker, run, key, at.isoformat(" "), len(text), len(packed), hashlib.sha256(text).hexdigest()))


def load(directory, java, h2):
    """Rows, in a ledger that the program has made itself."""
    (directory / "empty").mkdir(exist_ok=True)
    program(directory, "reindex", "--store", f"file:{directory / 'empty'}")
    url = f"jdbc:h2:file:{directory / 'state' / 'log-archiver'};MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
    subprocess.run([java, "-Xmx4g", "-cp", h2, "org.h2.tools.Shell", "-url", url, "-user", "sa", "-sql",
                    _LOAD.format(rows=directory / "rows.csv")], check=True, stdout=subprocess.DEVNULL)


def program(directory, *arguments):
    return subprocess.run([HOME / "scripts" / "log-archiver", *arguments, "--state", directory / "state"], check=True,
                          capture_output=True, text=True)


def timed(command):
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1,
                               env={**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "80"})
    first, lines = None, 0
    for _ in process.stdout:
        first = first or time.monotonic() - began
        lines += 1
    _, _, usage = os.wait4(process.pid, 0)
    return (time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, first or 0, lines)


def measure(directory, pattern, rounds):
    store = directory / "store"
    contenders = {
        "log-archiver": [HOME / "scripts" / "log-archiver", "search", pattern, "--limit", "2000000000", "--state",
                         directory / "state", "--store", f"file:{store}"],
        "zgrep": ["sh", "-c", "find \"$0\" -name '*.log.gz' -print0 | xargs -0 -P2 -n 500 zgrep -aPn -e \"$1\"", store, pattern],
        "--version": [HOME / "scripts" / "log-archiver", "--version"],
    }
    results = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, command in contenders.items():
            results[name].append(timed([str(part) for part in command]))
    for name, all_rounds in results.items():
        wall, cpu, memory, first, lines = (statistics.median(values) for values in zip(*all_rounds))
        print(f"{pattern!r:24} {name:14} wall {wall:7.2f} s  CPU {cpu:7.2f} s  peak {memory:5.0f} MiB  "
              f"first line {first:6.2f} s  {lines:.0f} lines", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--directory", type=Path, required=True, help="where the archive is, or is made")
    parser.add_argument("--logs", type=int, default=100_000)
    parser.add_argument("--size", type=int, default=32 * 1024, help="of each log, in bytes")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--java", default="java", help="JDK 25")
    parser.add_argument("--h2", help="H2's jar, where the archive is to be made")
    parser.add_argument("patterns", nargs="*", default=["needle", r"-> 4\d\d in", "^$"])
    options = parser.parse_args()
    directory = options.directory.resolve()
    if not (directory / "state").exists():
        directory.mkdir(parents=True, exist_ok=True)
        make(directory, options.logs, options.size)
        load(directory, options.java, options.h2)
    for pattern in options.patterns:
        measure(directory, pattern, options.rounds)


if __name__ == "__main__":
    main()
