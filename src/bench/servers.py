"""The servers of the benchmark: they must cost the contenders next to nothing.

API and log storage are nginx. The S3 server is either nginx too, a stand-in that takes what
it is given, or s3proxy, a real one.
"""

import json
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import coreclaw
from coreclaw import CoreClaw

KEY = "bench-key"
BUCKET = "bench"
ACCESS_KEY = "bench"
SECRET_KEY = "bench-secret"

# Debian's place; others are found by the name alone.
_ECHO = "/usr/lib/nginx/modules/ngx_http_echo_module.so"

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

    {platform_http}
    {platform_servers}
    server {{
        listen 127.0.0.1:{logs} backlog=4096;
        default_type "text/plain; charset=utf-8";
        location ~ "^/[0-9A-Z]{{22}}(?<number>[0-9]{{4}})/logs.txt$" {{
            alias {directory}/texts/$number.log;
        }}
    }}
    map "$request_method $args" $operation {{
        default "";
        "~^POST uploads" initiate;
        "~^POST .*uploadId=" complete;
        "~^GET .*list-type=2" list;
        "~^GET (.*&)?uploads" uploads;
        "~^GET versioning" versioning;
        "~^PUT .*partNumber=(?<part>[0-9]+)" part;
    }}
    server {{
        listen 127.0.0.1:{s3} backlog=4096;
        default_type application/xml;
        root {objects};
        location / {{
            # one that could not be an MD5: nginx doesn't know it
            add_header ETag '"bench"';
            dav_methods PUT DELETE;
            create_full_put_path on;
            # as S3 does: a server that ignores the condition costs another request for each object
            set $taken "$request_method $http_if_none_match";
            if (-e $request_filename) {{
                set $taken "$taken there";
            }}
            if ($taken = "PUT * there") {{
                return 412 '<Error><Code>PreconditionFailed</Code></Error>';
            }}
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
            if ($operation = versioning) {{
                return 200 '<VersioningConfiguration/>';
            }}
            if ($operation = part) {{
                rewrite ^(.*)$ $1.part$part break;
            }}
        }}
    }}
}}
"""

def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def kept_ports(file, names):
    """The same ports as the last time where they are free: a ledger knows the platform by its address."""
    ports = json.loads(file.read_text()) if file.exists() else {}
    if list(ports) != names or not all(map(_is_free, ports.values())):
        ports = dict(zip(names, free_ports(len(names))))
        file.write_text(json.dumps(ports))
    return ports


def _is_free(port):
    with socket.socket() as tried:
        # as nginx does: else a connection that was closed a minute ago would count
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
            return True
        except OSError:
            return False


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


class Bucket:
    """The objects of an S3 server, which are files; those that are put back are links, which a new one replaces."""

    def bucket(self):
        return self.objects / BUCKET

    def keep(self, directory):
        shutil.rmtree(directory, ignore_errors=True)
        shutil.copytree(self.bucket(), directory, copy_function=os.link)

    def restore(self, directory):
        self.clear()
        shutil.copytree(directory, self.bucket(), copy_function=os.link, dirs_exist_ok=True)


class Nginx(Bucket):
    """Platform, log storage and the S3 stand-in."""

    name = "nginx"

    def __init__(self, directory):
        self.directory = directory / "nginx"
        self.objects = directory / "objects"
        self.directory.mkdir(parents=True, exist_ok=True)
        names = ["api", "slow_api", "limited_api", "listing", "logs", "s3"]
        self.ports = kept_ports(self.directory / "ports.json", names)
        self.platform = CoreClaw(self.directory, self.ports)
        self.process = None

    def __enter__(self):
        self.clear()
        self.platform.start()
        configuration = self.directory / "nginx.conf"
        configuration.write_text(_NGINX.format(
            directory=self.directory, objects=self.objects, bucket=BUCKET, module=_ECHO, logs=self.ports["logs"],
            s3=self.ports["s3"], platform_http=coreclaw.HTTP, platform_servers=self.platform.servers()))
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
        self.platform.stop()


class S3Proxy(Bucket):
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
