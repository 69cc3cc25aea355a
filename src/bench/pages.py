"""Measures the pages of `serve`: those of a log of 1 GiB, and of an archive with many Workers and runs.

The program is started by its launcher, as users start it, and asked over HTTP on the loopback address. Times are those of
the whole answer at the client.
"""

import http.client
import itertools
import json
import os
import random
import re
import resource
import signal
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote

import coreclaw
import servers
from work import Step

# So often each page of the log is asked for.
TIMES = 20
VIEWERS = 5
# Between the pages of a viewer, in seconds.
PAUSE = 0.5
# Each of these is in one line of seven.
_WORDS = ("proxy", "seller", "review", "session", "locale", "category", "dataset", "selector")
# What is searched for: how the page is told, and how zgrep is. Each time it is something else, because what was found is
# remembered.
_SEARCHES = {
    "text": lambda word, _: (f"q={word}&case=1", ["-c", word]),
    "text in any case": lambda word, _: (f"q={word}", ["-ci", word]),
    "expression": lambda word, turn: (
        f"q={quote(f'{word}/[0-9]+ -> 200 in {turn + 2}[0-9][0-9] ms')}&regex=1&case=1",
        ["-cP", f"{word}/[0-9]+ -> 200 in {turn + 2}[0-9][0-9] ms"]),
}


class Serve:
    """A server of pages, from its start on."""

    def __init__(self, program, task):
        self.port = servers.free_ports(1)[0]
        self.log = task.directory / "serve.log"
        command = [*program.command, "serve", "--listen", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(command, cwd=task.directory, env=program.environment(task),
                                        stdin=subprocess.DEVNULL, stdout=self.log.open("wb"), stderr=subprocess.STDOUT)
        self.viewer = Viewer(self.port)

    def __enter__(self):
        servers.await_port(self.port, self.process, "serve", self.log)
        return self

    def memory(self):
        """The most that it ever had, in bytes."""
        return int(re.search(r"VmHWM:\s+(\d+) kB", self._proc("status"))[1]) * 1024

    def read(self):
        """All bytes that it ever read: from files, and from connections."""
        return int(re.search(r"rchar: (\d+)", self._proc("io"))[1])

    def cpu(self):
        fields = self._proc("stat").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _proc(self, file):
        return Path(f"/proc/{self.process.pid}/{file}").read_text()

    def __exit__(self, *_):
        self.viewer.close()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


class Viewer:
    """Somebody with a browser. Whoever has another address is another one."""

    def __init__(self, port, number=1):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600,
                                                     source_address=(f"127.0.0.{number}", 0))

    def get(self, path):
        """The answer, and the seconds until it was there."""
        began = time.perf_counter()
        self.connection.request("GET", path)
        response = self.connection.getresponse()
        body = response.read()
        took = time.perf_counter() - began
        if response.status != 200:
            sys.exit(f"bench: {path} answered {response.status}: {body[-2000:].decode(errors='replace')}")
        return body.decode(errors="replace"), took

    def close(self):
        self.connection.close()


class Text:
    """What can be known of the large log without our program."""

    def __init__(self, path):
        self.path = path
        self.size = path.stat().st_size
        self.lines = int(_output("wc", "-l", path).split()[0])
        self.first_error = int(_output("grep", "-nm1", " ERROR ", path).split(":")[0])


def _output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}).stdout


def measure(bench, scenario, program, stores, databases):
    """All rows of the scenario, one at a time."""
    text = Text(bench.logs.path(scenario, 0))
    for store in stores:
        yield from LogPages(bench, scenario, program, store, text).measure()
    for database in databases:
        yield from LedgerPages(bench, scenario, program, database).measure()


class LogPages:
    """The pages of a large log."""

    def __init__(self, bench, scenario, program, store, text):
        self.scenario = scenario
        self.program = program
        self.text = text
        self.rounds = bench.options.rounds
        self.store = store.name if store else "directory"
        bench.platform.serve(scenario.name, len(scenario.sizes), bench.logs.directory / scenario.name)
        self.task = bench.task(scenario, len(scenario.sizes))
        if store:
            self.objects = store.bucket() / "logs"
            store.clear()
            self.task.variables.update({"AWS_ENDPOINT_URL_S3": store.endpoint()})
        else:
            self.objects = self.task.directory / "store"
            self.task.variables["ARCHIVER_STORE_URI"] = f"file:{self.objects}"

    def measure(self):
        self.program.run(self.task, Step())
        path, empty, small = (f"/logs/{self.scenario.worker(number)}/{coreclaw.RUN}{number:07d}" for number in range(3))
        with Serve(self.program, self.task) as server:
            # else the program's own classes would be among the bytes that are read
            for page in (small, f"{small}?line=1", empty):
                server.viewer.get(page)
            yield from self._pages(server, {"empty log": empty, "first error": path,
                                            "last line": f"{path}?line={self.text.lines}"})
            for turn, name in itertools.product(range(self.rounds), _SEARCHES):
                yield from self._search(server, path, turn, name)
        with Serve(self.program, self.task) as server:
            yield self._viewers(server, path)

    def _row(self, step, contender="log-archiver", **figures):
        return {"scenario": self.scenario.name, "step": step, "s3": self.store, "database": "h2",
                "contender": contender, "workers": 1, "of": 1, "bytes": self.text.size, "lines": self.text.lines,
                "load": os.getloadavg()[0], **figures}

    def _pages(self, server, pages):
        """They take turns, so that they are equally warm."""
        taken = {name: [] for name in pages}
        read = {name: [] for name in pages}
        targets = {"first error": self.text.first_error, "last line": self.text.lines}
        for _, (name, page) in itertools.product(range(TIMES), pages.items()):
            before = server.read()
            body, took = server.viewer.get(page)
            read[name].append(server.read() - before)
            taken[name].append(took)
            if name in targets and f'data-target="{targets[name]}"' not in body:
                sys.exit(f"bench: the page of the {name} doesn't show line {targets[name]}")
        nothing = statistics.median(read["empty log"])
        for name in pages:
            yield self._row(name, wall=statistics.median(taken[name]), first=taken[name][0],
                            beyond=statistics.median(taken[name]) - statistics.median(taken["empty log"]),
                            read=max(0, max(read[name]) - nothing), memory=server.memory())

    def _search(self, server, path, turn, name):
        asked, arguments = _SEARCHES[name](_WORDS[turn % len(_WORDS)], turn)
        cpu = server.cpu()
        body, wall = server.viewer.get(f"{path}/find?{asked}")
        last = json.loads(body.splitlines()[-1])
        yield self._row(f"search: {name}", wall=wall, cpu=server.cpu() - cpu, found=last.get("count"),
                        memory=server.memory())
        found, row = self._zgrep(arguments)
        yield self._row(f"search: {name}", "zgrep", **row)
        if last.get("count") != found:
            sys.exit(f"bench: the search for {asked} ended with {last}, zgrep found {found} lines")

    def _zgrep(self, arguments):
        file = self.objects / f"worker={self.scenario.worker(0)}/date={coreclaw.RUN_DATE}/{coreclaw.RUN}{0:07d}.log.gz"
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.perf_counter()
        # it ends with 1 where nothing is found
        found = int(subprocess.run(["zgrep", *arguments, file], stdout=subprocess.PIPE, text=True, check=False,
                                   env={**os.environ, "LC_ALL": "C.UTF-8"}).stdout)
        wall = time.perf_counter() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return found, {"wall": wall, "found": found,
                       "cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime}

    def _viewers(self, server, path):
        """Each searches the whole log, and pages through it meanwhile."""
        taken, ended = [], []
        cpu, began = server.cpu(), time.perf_counter()
        threads = [threading.Thread(target=self._view, args=(server, path, number, taken, ended))
                   for number in range(VIEWERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if len(ended) < VIEWERS:
            sys.exit(f"bench: not all viewers could search and page: {ended}")
        slowest, page = max(taken)
        return self._row(f"{VIEWERS} viewers", wall=statistics.median(took for took, _ in taken), slowest=slowest,
                         slowest_page=page.removeprefix(path), together=time.perf_counter() - began,
                         pages=len(taken), cpu=server.cpu() - cpu,
                         # after archiver.web.search-timeout
                         stopped=sum("problem" in search for search in ended), memory=server.memory())

    def _view(self, server, path, number, taken, ended):
        pager, seeker = Viewer(server.port, number + 2), Viewer(server.port, number + 2)
        seeking = threading.Thread(target=lambda: ended.append(json.loads(
            seeker.get(f"{path}/find?q={_WORDS[number]}&case=1")[0].splitlines()[-1])))
        taken.append((pager.get(path)[1], path))
        seeking.start()
        generator = random.Random(number)
        while seeking.is_alive():
            line = generator.randrange(1, self.text.lines)
            for page in (f"{path}?line={line}", f"{path}/lines?from={line + 1000}&to={line + 1999}",
                         f"{path}/find?to=next-error&line={line}", f"{path}?fold=1&from={line}"):
                taken.append((pager.get(page)[1], page))
                time.sleep(PAUSE)
        seeking.join()
        pager.close()
        seeker.close()


class LedgerPages:
    """The pages of an archive with many Workers and runs."""

    def __init__(self, bench, scenario, program, database):
        self.scenario = scenario
        self.program = program
        self.database = database
        self.rounds = bench.options.rounds
        self.workers = bench.options.workers or scenario.workers
        bench.platform.serve(scenario.name, self.workers, bench.logs.directory / scenario.name)
        self.task = bench.task(scenario, self.workers)
        self.task.variables["ARCHIVER_STORE_URI"] = f"file:{self.task.directory / 'store'}"

    def measure(self):
        rows = self.database.make_history(self.scenario, self.workers, self.task, self.program)
        pages = {"overview": "/", "/workers": "/workers", "/workers by error lines": "/workers?sort=errors",
                 "/executions": "/executions", "/report": "/report",
                 "one Worker": f"/workers/{self.scenario.worker(0)}"}
        with Serve(self.program, self.task) as server:
            started = {name: server.viewer.get(path)[1] for name, path in pages.items()}
            for _, (name, path) in itertools.product(range(self.rounds), pages.items()):
                self.database.touch(self.task)
                load, cpu = os.getloadavg()[0], server.cpu()
                body, first = server.viewer.get(path)
                cpu = server.cpu() - cpu
                yield {"scenario": self.scenario.name, "step": name, "s3": "directory", "database": self.database.name,
                       "contender": "log-archiver", "workers": self.workers, "of": self.workers, "rows": rows,
                       "started": started[name], "first": first, "cpu": cpu, "wall": server.viewer.get(path)[1],
                       "bytes": len(body), "memory": server.memory(), "load": load}
