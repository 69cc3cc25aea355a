"""The platform of the benchmark.

nginx answers what is asked of each Worker or run, and must cost the contenders next to nothing. Only the few calls that
list runs or Workers go on to a thread of the driver, because nginx can't filter by time.
"""

import json
import shutil
import threading
import time
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

# The calls a second that the limited platform allows.
RATE = 20

_ZONE = timezone(timedelta(hours=8))
_DAY = 86_400
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def _run_prefix(seconds):
    """The ULID of a run but for its last seven digits, which are the Worker's number."""
    value, text = int(seconds * 1000), "0" * 9
    for _ in range(10):
        value, digit = divmod(value, 32)
        text = _ALPHABET[digit] + text
    return text


def _utc(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc)


def _week_before_last():
    """When every Worker's first run was created: one to two weeks ago, and for a week the same."""
    today = datetime.now(timezone.utc).replace(hour=12, minute=0, second=0, microsecond=0)
    return int((today - timedelta(days=today.weekday() + 7)).timestamp())


CREATED = _week_before_last()
RUN = _run_prefix(CREATED)
RUN_DATE = _utc(CREATED).date().isoformat()
_STARTED = CREATED + 1

HTTP = """
    log_format call "$status $request_uri";
    limit_req_zone $limited zone=limited:64k rate={rate}r/s;
""".format(rate=RATE)

# A Worker is SCENARIO~wNNNNNNN. A file takes the place of the generated answer where a Worker has a newer run.
_SERVER = """
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        default_type application/json;
        access_log {directory}/calls.log call;
        set $run {run}0000000;
        {settings}
        location ~ "^/api/v2/workers/(?<scenario>[a-z]+)~w(?<number>[0-9]{{7}})/runs/last/log$" {{
            set $run {run}$number;
            if (-f {directory}/news/$number.log) {{
                rewrite ^ /news/$number.log last;
            }}
            {answer} '{log_answer}';
        }}
        location ~ "^/api/v2/workers/(?<scenario>[a-z]+)~w(?<number>[0-9]{{7}})/runs/last$" {{
            set $run {run}$number;
            if (-f {directory}/news/$number.run) {{
                rewrite ^ /news/$number.run last;
            }}
            {answer} '{run_answer}';
        }}
        location ~ "^/api/v2/worker-runs/(?<asked>[0-9A-Z]{{19}}(?<number>[0-9]{{7}}))/log$" {{
            set $run $asked;
            {answer} '{log_answer}';
        }}
        location ~ "^/api/v2/worker-runs/(?<asked>[0-9A-Z]{{19}}(?<number>[0-9]{{7}}))$" {{
            set $run $asked;
            if (-f {directory}/news/$asked.run) {{
                rewrite ^ /news/$asked.run last;
            }}
            {answer} '{run_answer}';
        }}
        location ~ "^/api/v2/(worker-runs|workers)$" {{
            proxy_pass http://127.0.0.1:{listing};
        }}
        location /news/ {{
            internal;
            root {directory};
        }}
    }}"""

_LIMITED = """
        set $limited "";
        if (-f {directory}/limited) {{
            set $limited all;
        }}
        limit_req zone=limited burst={rate} nodelay;
        limit_req_status 429;
        error_page 429 @limited;
        location @limited {{
            return 429 '{{"code":13000,"message":"too many requests","request_id":"req-$connection"}}';
        }}"""

_LOG_ANSWER = (
    '{{"code":0,"message":"success","request_id":"req-{run}","data":{{'
    '"all_logs_url":"http://127.0.0.1:{logs}/{run}/logs.txt","list":['
    '{{"type":2,"group":"main","content":"run starts","timestamp":{started}000}},'
    '{{"type":2,"group":"main","content":"page 1 of 12: 48 items","timestamp":{started}000}},'
    '{{"type":2,"group":"main","content":"run ends","timestamp":{started}000}}],"result_count":3}}}}'
)
_RUN_ANSWER = '{{"code":0,"message":"success","request_id":"req-{run}","data":{row}}}'


def _row(run, number, started):
    return (f'{{"slug":"{run}","scraper_slug":"w{number}","scraper_title":"bench","version":"latest",'
            '"status":"succeeded","results":48,"usage":"1.00","traffic":0,"origin":"openapi",'
            f'"started_at":{started},"finished_at":{started + 7},"duration":7}}')


class CoreClaw:
    """Workers that each have one run; some of them may get a newer one."""

    def __init__(self, directory, ports):
        self.directory = directory
        self.ports = ports
        self.scenario = None
        self.workers = 0
        self.news = {}
        self.news_created = 0  # Unix seconds
        self.server = None

    def servers(self):
        """The part of the nginx configuration."""
        answers = {
            "log_answer": _LOG_ANSWER.format(run="$run", started=_STARTED, **self.ports),
            "run_answer": _RUN_ANSWER.format(run="$run", row=_row("$run", "$number", _STARTED)),
        }

        def server(port, answer, settings=""):
            return _SERVER.format(port=self.ports[port], listing=self.ports["listing"], directory=self.directory,
                                  run=RUN, answer=answer, settings=settings, **answers)

        # nginx returns before it looks at a limit, but echoes after that
        return (server("api", "return 200") + server("slow_api", "echo_sleep 0.05; echo")
                + server("limited_api", "echo", _LIMITED.format(directory=self.directory, rate=RATE)))

    def start(self):
        self.calls_log().touch()
        platform = self

        class Listing(_Listing):

            def answer(self, path, parameters):
                return platform.runs(parameters) if path.endswith("runs") else platform.scrapers(parameters)

        self.server = ThreadingHTTPServer(("127.0.0.1", self.ports["listing"]), Listing)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def serve(self, scenario, workers, texts):
        """Has so many Workers of a scenario, without news and without a limit."""
        self.scenario, self.workers, self.news = scenario, workers, {}
        shutil.rmtree(self.directory / "news", ignore_errors=True)
        (self.directory / "news").mkdir()
        self.limit(False)
        current = self.directory / "texts"
        current.unlink(missing_ok=True)
        current.symlink_to(texts)

    def publish(self, count):
        """Gives so many Workers, evenly spread, a run that has just ended: the number of each Worker with its run."""
        created = time.time() - 10
        prefix = _run_prefix(created)
        apart = self.workers // count
        self.news = {number: f"{prefix}{number:07d}" for number in range(apart - 1, apart * count, apart)}
        self.news_created = int(created)
        files = self.directory / "news"
        for number, run in self.news.items():
            detail = _RUN_ANSWER.format(run=run, row=_row(run, f"{number:07d}", self.news_created))
            (files / f"{run}.run").write_text(detail)
            (files / f"{number:07d}.run").write_text(detail)
            (files / f"{number:07d}.log").write_text(
                _LOG_ANSWER.format(run=run, started=self.news_created, **self.ports))
        return self.news

    def news_date(self):
        return _utc(self.news_created).date().isoformat()

    def limit(self, limited):
        """Allows only so many calls a second, or any number again. The limited server only."""
        if limited:
            (self.directory / "limited").touch()
        else:
            (self.directory / "limited").unlink(missing_ok=True)

    def calls_log(self):
        return self.directory / "calls.log"

    def forget_calls(self):
        with self.calls_log().open("w"):
            pass

    def calls(self):
        """How many calls were answered since, and how many of them were refused as too many."""
        counted = refused = 0
        with self.calls_log().open("rb") as lines:
            for line in lines:
                counted += 1
                refused += line.startswith(b"429")
        return counted, refused

    def runs(self, parameters):
        """GET /worker-runs: newest first, never across the months at UTC+8."""
        start, end = int(parameters.get("start_time", 0)), int(parameters.get("end_time", 0))
        now = datetime.now(_ZONE)
        first, last = _month(now)
        if start or end:
            first, last = start, end + _DAY
            if not start or not end or _month_of(first) != _month_of(last - 1):
                return 400, _error(11000, "run list time range cannot cross months")
        found = []
        if first <= self.news_created < last:
            found = [(run, number, self.news_created) for number, run in reversed(self.news.items())]
        old = range(self.workers - 1, -1, -1) if first <= CREATED < last else range(0)
        worker = parameters.get("worker_id", "")
        if worker:
            known = self._number(worker)
            if known is None:
                return 404, _error(50001, "worker does not exist")
            found = [row for row in found if row[1] == known]
            old = old and range(known, known + 1)
        if parameters.get("status", "") not in ("", "succeeded"):
            found, old = [], range(0)
        page = _page(parameters)
        listed = found[page.start:page.stop]
        listed += [(f"{RUN}{number:07d}", number, _STARTED)
                   for number in old[max(0, page.start - len(found)):max(0, page.stop - len(found))]]
        rows = ",".join(_row(run, f"{number:07d}", started) for run, number, started in listed)
        return 200, _success(f'{{"count":{len(found) + len(old)},"list":[{rows}]}}')

    def scrapers(self, parameters):
        """GET /workers."""
        page = _page(parameters)
        names = (f"w{number:07d}" for number in range(self.workers)[page.start:page.stop])
        rows = ",".join(json.dumps({"slug": name, "path": f"{self.scenario}~{name}", "name": name, "title": name,
                                    "username": self.scenario, "description": ""}) for name in names)
        return 200, _success(f'{{"scraper":[{rows}]}}')

    def _number(self, worker):
        name = worker.removeprefix(f"{self.scenario}~")
        number = int(name[1:]) if name.startswith("w") and name[1:].isdecimal() else self.workers
        return number if number < self.workers else None


class _Listing(BaseHTTPRequestHandler):

    def do_GET(self):
        parts = urlsplit(self.path)
        status, body = self.answer(parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()})
        content = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


def _page(parameters):
    limit = int(parameters.get("limit", 20))
    first = (max(1, int(parameters.get("offset", 1))) - 1) * limit
    return range(first, first + limit)


def _success(data):
    return f'{{"code":0,"message":"success","request_id":"req-listing","data":{data}}}'


def _error(code, message):
    return json.dumps({"code": code, "message": message, "request_id": "req-listing"})


def _month(when):
    first = when.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    following = (first + timedelta(days=32)).replace(day=1)
    return int(first.timestamp()), int(following.timestamp())


def _month_of(second):
    when = datetime.fromtimestamp(second, _ZONE)
    return when.year, when.month
