"""The servers of the benchmark: they must cost the contenders next to nothing.

API and log storage are nginx. The S3 server is either nginx too, a stand-in that takes what
it is given, or s3proxy, a real one.
"""

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

KEY = "bench-key"
BUCKET = "bench"
ACCESS_KEY = "bench"
SECRET_KEY = "bench-secret"

# Debian's place; others are found by the name alone.
_ECHO = "/usr/lib/nginx/modules/ngx_http_echo_module.so"

# A ULID of 2025-07-12; the last seven digits are the Worker's number.
RUN = "01K0000000000000000"
RUN_DATE = "2025-07-12"

_NGINX = """
daemon off;
worker_processes 2;
pid {directory}/nginx.pid;
error_log {directory}/error.log crit;
load_module {module};
events {{ worker_connections 4096; }}
http {{
    access_log off;
    sendfile on;
    tcp_nodelay on;
    keepalive_requests 10000000;
    keepalive_timeout 600s;
    client_max_body_size 0;
    client_body_temp_path {objects}/.incoming;
    proxy_temp_path {directory}/proxy;
    fastcgi_temp_path {directory}/fastcgi;
    uwsgi_temp_path {directory}/uwsgi;
    scgi_temp_path {directory}/scgi;
    types {{ }}

    {api_server}
    {slow_api_server}
    server {{
        listen 127.0.0.1:{logs} backlog=4096;
        default_type "text/plain; charset=utf-8";
        location ~ "^/(?<scenario>[a-z]+)/[0-9A-Z]{{22}}(?<number>[0-9]{{4}})/logs.txt$" {{
            alias {texts}/$scenario/$number.log;
        }}
    }}
    map "$request_method $args" $operation {{
        default "";
        "~^POST uploads" initiate;
        "~^POST .*uploadId=" complete;
        "~^GET .*list-type=2" list;
        "~^GET (.*&)?uploads" uploads;
        "~^PUT .*partNumber=(?<part>[0-9]+)" part;
    }}
    server {{
        listen 127.0.0.1:{s3} backlog=4096;
        default_type application/xml;
        root {objects};
        location / {{
            add_header ETag '"00000000000000000000000000000000"';
            dav_methods PUT DELETE;
            create_full_put_path on;
            if ($operation = initiate) {{
                return 200 '<InitiateMultipartUploadResult><UploadId>$request_id</UploadId></InitiateMultipartUploadResult>';
            }}
            if ($operation = complete) {{
                # nginx takes the condition of a request whose answer is 200 for one about a page
                return 202 '<CompleteMultipartUploadResult><ETag>"0-1"</ETag></CompleteMultipartUploadResult>';
            }}
            if ($operation = list) {{
                return 200 '<ListBucketResult><Name>{bucket}</Name><KeyCount>0</KeyCount><IsTruncated>false</IsTruncated></ListBucketResult>';
            }}
            if ($operation = uploads) {{
                return 200 '<ListMultipartUploadsResult><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>';
            }}
            if ($operation = part) {{
                rewrite ^(.*)$ $1.part$part break;
            }}
        }}
    }}
}}
"""

# A Worker is SCENARIO~wNNNNNNN, and its last run ends in the same number.
_API = """
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        default_type application/json;
        location ~ "^/api/v2/workers/(?<scenario>[a-z]+)~w(?<number>[0-9]{{7}})/runs/last/log$" {{
            {answer} '{log_answer}';
        }}
        location ~ "^/api/v2/worker-runs/(?<run>[0-9A-Z]{{26}})$" {{
            {answer} '{run_answer}';
        }}
    }}"""

_LOG_ANSWER = (
    '{{"code":0,"message":"success","request_id":"req-$number","data":{{'
    '"all_logs_url":"http://127.0.0.1:{logs}/$scenario/{run}$number/logs.txt","list":['
    '{{"type":2,"group":"main","content":"run starts","timestamp":1752278400000}},'
    '{{"type":2,"group":"main","content":"page 1 of 12: 48 items","timestamp":1752278403000}},'
    '{{"type":2,"group":"main","content":"run ends","timestamp":1752278407000}}],"result_count":3}}}}'
)
_RUN_ANSWER = (
    '{{"code":0,"message":"success","request_id":"req-$run","data":{{"slug":"$run","scraper_slug":"bench",'
    '"scraper_title":"bench","version":"latest","status":"succeeded","results":48,"usage":"1.00","traffic":0,'
    '"origin":"openapi","started_at":1752278400,"finished_at":1752278407,"duration":7}}}}'
)


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def await_port(port, process, what, log):
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if process.poll() is not None:
                raise SystemExit(f"bench: {what} ended at once; see {log}")
            time.sleep(0.1)
    raise SystemExit(f"bench: {what} did not start within a minute; see {log}")


class Nginx:
    """Platform, log storage and the S3 stand-in."""

    name = "nginx"

    def __init__(self, directory, texts):
        self.directory = directory / "nginx"
        self.objects = directory / "objects"
        self.texts = texts
        api, slow_api, logs, s3 = free_ports(4)
        self.ports = {"api": api, "slow_api": slow_api, "logs": logs, "s3": s3}
        self.process = None

    def __enter__(self):
        self.directory.mkdir(parents=True, exist_ok=True)
        self.clear()
        answers = {"log_answer": _LOG_ANSWER.format(run=RUN, **self.ports), "run_answer": _RUN_ANSWER.format()}
        configuration = self.directory / "nginx.conf"
        configuration.write_text(_NGINX.format(
            directory=self.directory, objects=self.objects, texts=self.texts, bucket=BUCKET, module=_ECHO,
            logs=self.ports["logs"], s3=self.ports["s3"],
            api_server=_API.format(port=self.ports["api"], answer="return 200", **answers),
            slow_api_server=_API.format(port=self.ports["slow_api"], answer="echo_sleep 0.05; echo", **answers)))
        log = self.directory / "output.log"
        command = [shutil.which("nginx") or "/usr/sbin/nginx", "-p", str(self.directory), "-c", str(configuration)]
        if os.geteuid() == 0:
            # else its workers are another user, who can't see the directory
            command += ["-g", "user root;"]
        self.process = subprocess.Popen(command, stdout=log.open("wb"), stderr=subprocess.STDOUT)
        await_port(self.ports["s3"], self.process, "nginx", log)
        return self

    def clear(self):
        """Empties the bucket."""
        shutil.rmtree(self.objects / BUCKET, ignore_errors=True)
        (self.objects / BUCKET).mkdir(parents=True)
        (self.objects / ".incoming").mkdir(exist_ok=True)

    def endpoint(self):
        return f"http://127.0.0.1:{self.ports['s3']}"

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


class S3Proxy:
    """A real S3 server, in a Java process of its own that ends with its standard input."""

    name = "s3proxy"

    def __init__(self, directory, java, classpath):
        self.directory = directory / "s3proxy"
        self.objects = self.directory / "objects"
        self.java = java
        self.classpath = classpath
        self.port = free_ports(1)[0]
        self.process = None

    def __enter__(self):
        shutil.rmtree(self.directory, ignore_errors=True)
        self.objects.mkdir(parents=True)
        log = self.directory / "output.log"
        self.process = subprocess.Popen(
            [self.java, "-Xmx1g", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
             "--sun-misc-unsafe-memory-access=allow", "-cp", self.classpath,
             "dev.logarchiver.simulation.BenchS3", str(self.objects), str(self.port), ACCESS_KEY, BUCKET],
            stdin=subprocess.PIPE, stdout=log.open("wb"), stderr=subprocess.STDOUT,
            env={**os.environ, "BENCH_SECRET": SECRET_KEY})
        await_port(self.port, self.process, "s3proxy", log)
        return self

    def clear(self):
        bucket = self.objects / BUCKET
        for entry in bucket.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()

    def endpoint(self):
        return f"http://127.0.0.1:{self.port}"

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()


def parts(path):
    """The files that make up an object of the stand-in: itself, or its parts in order."""
    if path.exists():
        return [path]
    found = path.parent.glob(path.name + ".part*")
    return sorted(found, key=lambda part: int(part.name.rsplit("part", 1)[1]))
