"""Measures how processes share one call budget: two jobs and a backfill, against a platform that allows 20 calls a second.

The processes are started by the launcher, as users start them, on one PostgreSQL database. No Worker has ever run, so
that nothing but the calls takes time. The platform is a token bucket in this process: it knows by a Worker's name who
asks.
"""

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import ledger
import servers

HOME = Path(__file__).resolve().parents[2]
LAUNCHER = str(HOME / "scripts" / "log-archiver")
FOREIGN = ("ARCHIVER_", "CORECLAW_", "AWS_", "SPRING_", "LD_PRELOAD", "FAKETIME")
WORKERS = 20_000
LIMIT = 20
LOWER_LIMIT = 5
OFF = "-10m"
FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")


@dataclass(frozen=True)
class Call:
    at: float  # seconds, monotonic
    who: str
    accepted: bool


class Platform:
    """A token bucket, and what it was asked for."""

    def __init__(self, limit, burst, latency):
        self.limit = limit
        self.burst = burst or limit
        self.latency = latency
        self.fixed_burst = bool(burst)
        self.tokens = self.burst
        self.filled = time.monotonic()
        self.calls = []
        self.lock = threading.Lock()
        platform = self

        class Handler(_Handler):

            def take(self, who):
                return platform.take(who)

            def wait(self):
                time.sleep(platform.latency)

        self.server = _Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def address(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def _fill(self):
        now = time.monotonic()
        self.tokens = min(self.burst, self.tokens + (now - self.filled) * self.limit)
        self.filled = now
        return now

    def set_limit(self, limit):
        with self.lock:
            self._fill()
            self.limit = limit
            self.burst = self.burst if self.fixed_burst else limit
            self.tokens = min(self.burst, self.tokens)
        return time.monotonic()

    def take(self, who):
        with self.lock:
            now = self._fill()
            accepted = self.tokens >= 1
            self.tokens -= accepted
            self.calls.append(Call(now, who, accepted))
            return accepted

    def between(self, start, end):
        with self.lock:
            return [call for call in self.calls if start <= call.at < end]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_):
        """One of the clients is killed."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # else headers and body are two packets, and the second waits for the first
    wbufsize = -1

    def do_GET(self):
        found = re.search(r"([a-z]+)~w\d+", unquote(self.path))
        accepted = self.take(found[1] if found else "other")
        self.wait()
        if not accepted:
            self.answer(429, '{"code":13000,"message":"too many requests","request_id":"req-1"}')
        elif "/runs/last" in self.path:
            self.answer(404, '{"code":11004,"message":"no such run","request_id":"req-1"}')
        else:
            self.answer(200, '{"code":0,"message":"success","request_id":"req-1","data":{"count":0,"list":[]}}')

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


class Program:
    """One process of log-archiver."""

    def __init__(self, name, directory, variables, arguments, offset=None):
        self.name = name
        listed = directory / f"{name}.txt"
        listed.write_text("".join(f"{name}~w{number:07d}\n" for number in range(WORKERS)))
        environment = {key: value for key, value in os.environ.items() if not key.startswith(FOREIGN)}
        environment |= variables
        environment["ARCHIVER_STATE_DIR"] = str(directory / name)
        self.errors = directory / f"{name}.err"
        # the launcher ends in java
        command = [LAUNCHER, *arguments, "--job", name, "--workers", str(listed)]
        if offset:
            preload = {"LD_PRELOAD": str(FAKETIME), "FAKETIME": offset, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
            environment |= preload
        self.process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=self.errors.open("wb"))

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()


class Measurement:

    def __init__(self, platform, lengths):
        self.platform = platform
        self.lengths = lengths
        self.rows = []

    def share(self, start, end, limit):
        calls = self.platform.between(start, end)
        accepted = [call for call in calls if call.accepted]
        who = {}
        for call in accepted:
            who[call.who] = who.get(call.who, 0) + 1
        refused = len(calls) - len(accepted)
        return {"seconds": round(end - start, 1), "calls": len(calls), "refused": refused,
                "refused %": round(100 * refused / max(1, len(calls)), 2),
                "used %": round(100 * len(accepted) / (end - start) / limit, 1), "accepted by": who}

    def row(self, what, **figures):
        self.rows.append({"phase": what, **figures})
        print(json.dumps(self.rows[-1]), file=sys.stderr, flush=True)

    def convergence(self, start, end, limit):
        """From when on at most 2 % are refused and at least 90 % used, in seconds, until the end."""
        for tenth in range(int((end - start) * 10)):
            found = self.share(start + tenth / 10, end, limit)
            if found["refused %"] <= 2 and found["used %"] >= 90 and self.settled(start + tenth / 10, limit):
                return tenth / 10
        return None

    def settled(self, at, limit):
        found = self.share(at, at + 5, limit)
        return found["refused %"] <= 10 and found["used %"] >= 75

    def wait(self, phase):
        time.sleep(self.lengths[phase])
        return time.monotonic()


def await_callers(platform, names, seconds=180):
    for _ in range(seconds * 10):
        if names <= {call.who for call in platform.between(0, time.monotonic())}:
            return time.monotonic()
        time.sleep(0.1)
    sys.exit(f"bench: of {names} not all call the platform")


def measure(options, database):
    platform = Platform(LIMIT, options.burst, options.latency / 1000)
    directory = options.directory / "budget"
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    variables = {"CORECLAW_API_KEY": servers.KEY, "CORECLAW_BASE_URL": platform.address(),
                 "ARCHIVER_STORE_URI": f"file:{directory}/store"}
    database.create("budget")
    variables |= {"SPRING_DATASOURCE_URL": f"jdbc:postgresql://127.0.0.1:{database.port}/budget",
                  "SPRING_DATASOURCE_USERNAME": "bench"}
    measurement = Measurement(platform, {"steady": options.seconds, "lower": 40, "again": 60, "killed": 20, "off": 40})
    run = ["run", "--no-survey"]
    programs = []

    def start(name, arguments, offset=None):
        programs.append(Program(name, directory, variables, arguments, offset))
        return programs[-1]

    try:
        start("one", run)
        killed = start("two", run)
        start("past", ["backfill", "--no-survey", "--since", "10d"])
        begun = await_callers(platform, {"one", "two", "past"})
        first = platform.calls[0].at
        measurement.row("until all three have called", **measurement.share(first, begun, LIMIT))
        end = measurement.wait("steady")
        steady(measurement, "steady, from the first call on", first, end)
        steady(measurement, "steady, from when all three call", begun, end)
        cut = platform.set_limit(LOWER_LIMIT)
        end = measurement.wait("lower")
        measurement.row(f"limit {LOWER_LIMIT}", **measurement.share(cut, end, LOWER_LIMIT),
                        **{"converged after s": measurement.convergence(cut, end, LOWER_LIMIT)})
        raised = platform.set_limit(LIMIT)
        end = measurement.wait("again")
        measurement.row("limit 20 again", **measurement.share(raised, end, LIMIT),
                        **{"converged after s": measurement.convergence(raised, end, LIMIT)})
        killed.kill()
        at = time.monotonic()
        end = measurement.wait("killed")
        measurement.row("one killed, first second", **measurement.share(at, at + 1, LIMIT))
        measurement.row("one killed, from one second later", **measurement.share(at + 1, end, LIMIT))
        if FAKETIME.exists():
            start("off", run, OFF)
            begun = await_callers(platform, {"off"})
            end = measurement.wait("off")
            steady(measurement, f"a third one whose clock is off by {OFF}", begun, end)
        else:
            print(f"bench: {FAKETIME} is missing (apt install faketime): no clock was set off", file=sys.stderr)
    finally:
        for program in programs:
            program.stop()
        if options.calls:
            options.calls.write_text("".join(f"{call.at - platform.calls[0].at:.3f} {call.who} {int(call.accepted)}\n"
                                             for call in platform.calls))
    for program in programs:
        for line in program.errors.read_text().splitlines():
            if re.search(r"budget|rate of its own", line):
                print(f"{program.name}: {line}", file=sys.stderr)
    return measurement.rows


def steady(measurement, what, start, end):
    found = measurement.share(start, end, LIMIT)
    accepted = found["accepted by"]
    past = accepted.get("past", 0)
    measurement.row(what, **found, **{"run : backfill": round((sum(accepted.values()) - past) / max(1, past), 2)})


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench budget", description=__doc__)
    parser.add_argument("--seconds", type=int, default=120, help="of the steady phase (default: %(default)s)")
    parser.add_argument("--burst", type=int, help="how many calls the platform takes at once (default: a second's)")
    parser.add_argument("--latency", type=int, default=5, help="of the platform's answers, in ms (default: %(default)s)")
    parser.add_argument("--calls", type=Path, help="write each call to this file: second, who, whether accepted")
    parser.add_argument("--directory", type=Path, default=Path("/dev/shm/log-archiver-bench"))
    options = parser.parse_args()
    with ledger.PostgreSql(options.directory) as database:
        rows = measure(options, database)
    print(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
