"""Archives the last log of each Worker with the standard library alone, by threads that each
keep their connections. Reads the variables BENCH_*; works in the current directory."""

import hashlib
import hmac
import json
import os
import sys
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from http.client import HTTPConnection, HTTPSConnection, IncompleteRead
from tempfile import SpooledTemporaryFile
from time import gmtime, strftime
from urllib.parse import quote, urlsplit

API = os.environ["BENCH_API"]
S3 = os.environ["BENCH_S3"]
PREFIX = os.environ["BENCH_BUCKET"] + "/" + os.environ["BENCH_PREFIX"]
COMPRESSION = os.environ.get("BENCH_COMPRESSION", "gzip")
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


def archive(worker):
    with send("GET", f"{API}/api/v2/workers/{worker}/runs/last/log", AUTHORIZATION) as answer:
        url = json.load(answer)["data"]["all_logs_url"]
    run = url.split("/")[-2]
    with SpooledTemporaryFile(IN_MEMORY, dir=".") as body:
        with send("GET", url, {}) as log:
            copy(log, body)
        store(f"{PREFIX}/worker={worker}/date=2025-07-12/{run}{SUFFIX}", body)


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
        raise OSError(f"{method} {parts.path}: {response.status} {response.read()[:500]}")
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
    time = strftime("%Y%m%dT%H%M%SZ", gmtime())
    headers = {"host": parts.netloc, "x-amz-date": time, **OBJECT}
    headers["authorization"] = signature(path, headers, time)
    headers["content-length"] = str(body.tell())
    body.seek(0)
    with send("PUT", S3 + path, headers, body) as response:
        response.read()


def signature(path, headers, time):
    """AWS Signature Version 4 of a PUT without a query."""
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    request = f"PUT\n{path}\n\n{lines}\n{names}\n{headers['x-amz-content-sha256']}"
    scope = f"{time[:8]}/{REGION}/s3/aws4_request"
    text = f"AWS4-HMAC-SHA256\n{time}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
    signed = hmac.digest(signing_key(time[:8]), text.encode(), "sha256").hex()
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
    with ThreadPoolExecutor(int(os.environ.get("BENCH_CONCURRENCY", "16"))) as threads:
        failures = sum(threads.map(failed, workers))
    if failures:
        print(f"threads: {failures} of {len(workers)} failed", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
