"""What the contenders have to do: the scenarios, and the logs that the platform hands out.

    python3 src/bench/work.py DIRECTORY SCENARIO [MIB]      makes the logs of a scenario, the large ones of so many MiB
"""

import hashlib
import math
import os
import random
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path

KB = 1024
MB = 1024 * 1024
GB = 1024 * MB
LARGE = 64 * MB

# The large log of pages has its first error line behind this share of it.
FIRST_ERROR = 0.6
# So few Workers tell what starting costs.
START = 1_000

_WORDS = ("page item price proxy request response selector product title seller rating review retry queue "
          "session cookie header parse yield dataset batch region locale category offer stock image").split()
_HOSTS = ["www.example.com", "shop.example.org", "api.example.net", "cdn.example.com"]


@dataclass(frozen=True)
class Step:
    """What a contender is started for; a scenario has one step, or several in a row."""

    name: str = ""
    archived: float = 1  # the share of the Workers that have a run which isn't archived yet
    command: tuple = ()  # of log-archiver, which only reads; none: run
    lines: int = 0  # that it prints at least
    options: tuple = ()  # of run

    def archives(self, workers):
        return math.ceil(self.archived * workers)


@dataclass(frozen=True)
class Scenario:
    """Workers that each have one run with a log."""

    name: str
    workers: int
    purpose: str
    # The size in bytes of the log of each of the first Workers; it begins anew after 10,000.
    sizes: tuple = ()
    api: str = "api"  # or slow_api, or limited_api
    concurrency: int = 16
    rows: int = 0  # in the ledger before
    news: bool = False  # all Workers have been archived, those of the first step then got another run
    start: bool = False  # measured with a few Workers too, to tell what one more costs
    parts: bool = False  # large objects are joined from parts, which the stand-in for S3 doesn't do
    level: int = 6  # of the scripts' gzip
    shared: bool = False  # several processes use the ledger
    pages: bool = False  # for the browser, of an archive: see pages.py
    steps: tuple = (Step(),)
    contenders: tuple = ()

    def worker(self, number):
        return f"{self.name}~w{number:07d}"

    def sized(self, mebibytes):
        """The same with large logs of another size, for a trial."""
        if not mebibytes:
            return self
        return replace(self, sizes=tuple(mebibytes * MB if size >= LARGE else size for size in self.sizes))


def log_normal(count, median, mean, largest, seed):
    """Sizes as logs have them: many small ones, and a few that make up most of the bytes."""
    generator = random.Random(seed)
    sigma = math.sqrt(2 * math.log(mean / median))
    return tuple(min(largest, max(1, int(generator.lognormvariate(math.log(median), sigma)))) for _ in range(count))


_SMALL = log_normal(10_000, 8 * KB, 32 * KB, 4 * MB, 1)

_OURS = ("log-archiver", "log-archiver, zstd")
_SCRIPTS = ("python", "node", "curl + rclone")

_NOTHING_NEW = (Step(archived=0),)
_TICKS = (Step("first", archived=0.01), Step("second", archived=0))

SCENARIOS = {
    scenario.name: scenario for scenario in (
        Scenario("tick", 10_000, "10,000 Workers, all archived, 100 with a new run since; then a tick without news",
                 _SMALL, news=True, steps=_TICKS, contenders=("log-archiver", "before", *_SCRIPTS)),
        Scenario("limited", 10_000, "the same where the platform allows 20 calls a second", _SMALL, api="limited_api",
                 news=True, steps=_TICKS, contenders=("log-archiver", "python, a tenth")),
        Scenario("small", 10_000, "10,000 logs, log-normal, median 8 KB, mean 32 KB, the largest 4 MB", _SMALL,
                 contenders=(*_OURS, "floor", *_SCRIPTS, "xargs + curl")),
        Scenario("large", 4, "4 logs of 1 GiB, the scripts with our gzip level", (GB,) * 4, level=4, parts=True,
                 contenders=(*_OURS, "floor", *_SCRIPTS)),
        Scenario("mixed", 2_000, "2,000 small logs, 1 % of them 100 MB",
                 tuple(100 * MB if number % 100 == 50 else size for number, size in enumerate(_SMALL[:2_000])),
                 parts=True, contenders=("log-archiver", "floor")),
        Scenario("latency", 2_000, "2,000 small logs, each API answer takes 50 ms, 64 at a time", _SMALL[:2_000],
                 api="slow_api", concurrency=64, contenders=("log-archiver", "floor, detail too", *_SCRIPTS)),
        Scenario("unchanged", 100_000, "100,000 Workers, all archived already", rows=100_000, start=True,
                 steps=_NOTHING_NEW, contenders=("log-archiver",)),
        Scenario("ledger", 100_000, "the same with 10 million rows in the ledger", rows=10_000_000,
                 steps=_NOTHING_NEW, contenders=("log-archiver",)),
        Scenario("shards", 20_000, "20,000 Workers, all archived already, each asked (--no-survey); each API answer takes "
                 "50 ms, a process asks 4 at a time", rows=20_000, api="slow_api", concurrency=4, start=True, shared=True,
                 steps=(Step(archived=0, options=("--no-survey",)),), contenders=("log-archiver", "four shards")),
        Scenario("one", 1, "one Worker with a log of 8 KB, then a tick without news", (8 * KB,),
                 steps=(Step("first"), Step("later", archived=0)),
                 contenders=("log-archiver", "before", "log-archiver, plain jar")),
        Scenario("read", 1_000, "commands that only read, with 100,000 rows in the ledger", rows=100_000,
                 steps=(Step("logs --limit 10", command=("logs", "--limit", "10"), lines=10),
                        Step("--version", command=("--version",), lines=1)),
                 contenders=("log-archiver", "before")),
        Scenario("pages", 10_000, "pages of a log of 1 GiB, and of a ledger with 60 runs of each Worker",
                 (GB, 0, 64 * KB, 64 * KB), pages=True),
        Scenario("mebibyte", 1, "one log of 1 MiB", (MB,), contenders=("log-archiver",)),
        Scenario("huge", 1, "one log of 4 GiB", (4 * GB,), parts=True, contenders=("log-archiver",)),
    )
}


class Logs:
    """The full texts, as files that nginx serves; made once and kept."""

    def __init__(self, directory):
        self.directory = directory
        self.digests = {}

    def make(self, scenario):
        target = self.directory / scenario.name
        complete = target / ".complete"
        sizes = str(hash(scenario.sizes))
        if not scenario.sizes or (complete.exists() and complete.read_text() == sizes):
            return
        target.mkdir(parents=True, exist_ok=True)
        corpus = self._corpus()
        generator = random.Random(scenario.name)
        large = {}
        for number, size in enumerate(scenario.sizes):
            path = target / f"{number:04d}.log"
            path.unlink(missing_ok=True)
            if size in large:
                os.link(large[size], path)
                continue
            behind = before = corpus
            if scenario.pages and size > MB:
                # 4xx and 5xx may count as errors, too
                behind = re.sub(rb": [45](\d\d)\n", rb": 3\1\n", corpus)
                before = behind.replace(b" ERROR ", b" DEBUG ")
            piece = min(16 * MB, size // 8) if scenario.pages else 16 * MB
            with path.open("wb") as file:
                rest = size
                while rest > 0:
                    start = generator.randrange(len(corpus) - min(rest, piece))
                    source = behind if rest <= (1 - FIRST_ERROR) * size else before
                    rest -= file.write(source[start:start + min(rest, piece)])
            if size >= LARGE:
                large[size] = path
        complete.write_text(sizes)

    def path(self, scenario, number):
        return self.directory / scenario.name / f"{number % 10_000:04d}.log"

    def size(self, scenario, workers):
        sizes = scenario.sizes
        return sum(sizes[number % len(sizes)] for number in range(workers)) if sizes else 0

    def digest(self, path):
        inode = path.stat().st_ino
        if inode not in self.digests:
            with path.open("rb") as file:
                self.digests[inode] = hashlib.file_digest(file, "sha256").hexdigest()
        return self.digests[inode]

    def _corpus(self):
        """64 MiB of lines as scrapers print them, which gzip makes about a quarter of."""
        path = self.directory / "corpus"
        if not path.exists():
            generator = random.Random(7)
            with path.open("wb") as file:
                time = 1752278400000
                while file.tell() < 64 * MB:
                    lines = []
                    for _ in range(20_000):
                        time += generator.randrange(1, 400)
                        lines.append(_line(generator, time))
                    file.write("".join(lines).encode())
        return path.read_bytes()


def _line(generator, millisecond):
    second = millisecond // 1000
    stamp = f"2025-07-12T{second // 3600 % 24:02d}:{second // 60 % 60:02d}:{second % 60:02d}.{millisecond % 1000:03d}Z"
    words = " ".join(generator.choices(_WORDS, k=generator.randrange(3, 9)))
    kind = generator.random()
    if kind < 0.5:
        rest = f"GET https://{generator.choice(_HOSTS)}/{generator.choice(_WORDS)}/{generator.randrange(10**7)} -> 200 in {generator.randrange(20, 900)} ms"
    elif kind < 0.9:
        rest = f"{words}: {generator.randrange(10**5)}"
    else:
        rest = f"{words} {generator.getrandbits(64):016x}"
    level = "ERROR" if kind > 0.998 else "WARNING" if kind > 0.97 else "INFO"
    return f"{stamp} {level} [{generator.choice(_WORDS)}] {rest}\n"


if __name__ == "__main__":
    Logs(Path(sys.argv[1])).make(SCENARIOS[sys.argv[2]].sized(int(sys.argv[3])))
