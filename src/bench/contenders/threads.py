"""Archives the last log of each Worker with the standard library alone, by threads that each
keep their connections. Reads the variables BENCH_*; works in the current directory. With
BENCH_STATE, a file that remembers which run of each Worker is stored, it downloads only what
is new; with BENCH_RATE it keeps to so many API calls a second."""

import hashlib
import hmac
import json
import os
import sys
import threading
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from http.client import HTTPConnection, HTTPSConnection, IncompleteRead
from tempfile import SpooledTemporaryFile
from urllib.parse import quote, urlsplit

API = os.environ["BENCH_API"]
S3 = os.environ["BENCH_S3"]
PREFIX = os.environ["BENCH_BUCKET"] + "/" + os.environ["BENCH_PREFIX"]
COMPRESSION = os.environ.get("BENCH_COMPRESSION", "gzip")
DATE = os.environ["BENCH_DATE"]
STATE = os.environ.get("BENCH_STATE") or os.devnull
RATE = float(os.environ.get("BENCH_RATE") or 0)
LEVEL = int(os.environ.get("BENCH_LEVEL", "6"))
REGION = os.environ["AWS_REGION"]
ACCESS_KEY = os.environ["AWS_ACCESS_KEY_ID"]
SECRET_KEY = os.environ["AWS_SECRET_ACCESS_KEY"]
AUTHORIZATION = {"Authorization": "Bearer " + os.environ["CORECLAW_API_KEY"]}
OBJECT = {"content-type": "text/plain; charset=utf-8", "x-amz-content-sha256": "UNSIGNED-PAYLOAD"}
SUFFIX = ".log"
if COMPRESSION == "gzip":
    OBJECT["content-encoding"] = "gzip"
    SUFFIX = ".log.gz"

BLOCK = 1024 * 1024
IN_MEMORY = 8 * BLOCK  # of what is to be stored; the rest goes by a file

kept = threading.local()
stored = {}  # the run of each Worker
lock = threading.Lock()
next_call = 0.0


def archive(worker):
    url = ask(f"/workers/{worker}/runs/last/log")["all_logs_url"]
    run = url.split("/")[-2]
    if stored.get(worker) == run:
        return
    with SpooledTemporaryFile(IN_MEMORY, dir=".") as body:
        with send("GET", url, {}) as log:
            copy(log, body)
        store(f"{PREFIX}/worker={worker}/date={DATE}/{run}{SUFFIX}", body)
    with lock, open(STATE, "a", encoding="utf-8") as state:
        state.write(f"{worker} {run}\n")


def ask(path):
    for pause in (1, 2, 4, 8, 0):
        if RATE:
            await_turn()
        try:
            with send("GET", f"{API}/api/v2{path}", AUTHORIZATION) as answer:
                return json.load(answer)["data"]
        except TooManyRequests:
            if not pause:
                raise
            time.sleep(pause)


def await_turn():
    global next_call
    with lock:
        now = time.monotonic()
        turn = max(now, next_call)
        next_call = turn + 1 / RATE
    time.sleep(turn - now)


class TooManyRequests(OSError):
    pass


def send(method, url, headers, body=None):
    """Sends a request on this thread's connection to the host."""
    parts = urlsplit(url)
    connection = kept.__dict__.get(parts.netloc)
    if connection is None:
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kept.__dict__[parts.netloc] = kind(parts.netloc, timeout=300, blocksize=BLOCK)
    try:
        connection.request(method, parts.path + ("?" + parts.query if parts.query else ""), body, headers)
        response = connection.getresponse()
    except Exception:
        connection.close()  # the next request opens it anew
        raise
    if response.status // 100 != 2:
        kind = TooManyRequests if response.status == 429 else OSError
        raise kind(f"{method} {parts.path}: {response.status} {response.read()[:500]}")
    return response


def copy(log, body):
    compressor = zlib.compressobj(LEVEL, wbits=31) if COMPRESSION == "gzip" else None
    while block := log.read(BLOCK):
        body.write(compressor.compress(block) if compressor else block)
    if log.length:  # or a broken connection would look like the end
        raise IncompleteRead(b"", log.length)
    if compressor:
        body.write(compressor.flush())


def store(key, body):
    parts = urlsplit(S3)
    path = "/" + quote(key)
    now = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    headers = {"host": parts.netloc, "x-amz-date": now, **OBJECT}
    headers["authorization"] = signature(path, headers, now)
    headers["content-length"] = str(body.tell())
    body.seek(0)
    with send("PUT", S3 + path, headers, body) as response:
        response.read()


def signature(path, headers, now):
    """AWS Signature Version 4 of a PUT without a query."""
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    request = f"PUT\n{path}\n\n{lines}\n{names}\n{headers['x-amz-content-sha256']}"
    scope = f"{now[:8]}/{REGION}/s3/aws4_request"
    text = f"AWS4-HMAC-SHA256\n{now}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
    signed = hmac.digest(signing_key(now[:8]), text.encode(), "sha256").hex()
    return f"AWS4-HMAC-SHA256 Credential={ACCESS_KEY}/{scope}, SignedHeaders={names}, Signature={signed}"


@lru_cache(2)
def signing_key(day):
    key = ("AWS4" + SECRET_KEY).encode()
    for part in (day, REGION, "s3", "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    return key


def failed(worker):
    try:
        archive(worker)
        return False
    except Exception as error:
        print(f"threads: {worker}: {error!r}", file=sys.stderr)
        return True


def main():
    if COMPRESSION not in ("gzip", "none"):
        print(f"threads: unknown compression {COMPRESSION}", file=sys.stderr)
        return 64
    with open(os.environ["BENCH_WORKERS"], encoding="utf-8") as file:
        workers = file.read().split()
    if os.path.exists(STATE):
        with open(STATE, encoding="utf-8") as state:
            stored.update(line.split() for line in state)
    with ThreadPoolExecutor(int(os.environ.get("BENCH_CONCURRENCY", "16"))) as threads:
        failures = sum(threads.map(failed, workers))
    if failures:
        print(f"threads: {failures} of {len(workers)} failed", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
