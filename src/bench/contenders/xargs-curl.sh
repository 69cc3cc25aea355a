#!/usr/bin/env bash
# Archives the last log of each Worker by xargs over curl, jq and gzip: the script that one
# writes first. Reads the variables BENCH_*; works in the current directory.
#   xargs-curl.sh                all Workers of the list
#   xargs-curl.sh WORKER ...     these, one after the other; prints those that are stored
set -euo pipefail

: "${BENCH_CONCURRENCY:=16}" "${BENCH_COMPRESSION:=gzip}" "${BENCH_LEVEL:=6}"

case $BENCH_COMPRESSION in
	none) compress=() suffix="" encoding=() ;;
	gzip) compress=(gzip "-$BENCH_LEVEL") suffix=.gz encoding=(-H "Content-Encoding: gzip") ;;
	zstd) compress=(zstd -q "-$BENCH_LEVEL") suffix=.zst encoding=(-H "Content-Encoding: zstd") ;;
	*) echo "xargs-curl: unknown compression $BENCH_COMPRESSION" >&2; exit 64 ;;
esac

# The secrets come as a configuration on standard input: arguments are for everyone to see.
answer() {
	curl -sSf -K - "$BENCH_API/api/v2/workers/$1/runs/last/log" <<<"header = \"Authorization: Bearer $CORECLAW_API_KEY\""
}

download() {
	if [ "$BENCH_COMPRESSION" = none ]; then
		curl -sSf -o "$2" "$1"
	else
		curl -sSf "$1" | "${compress[@]}" >"$2"
	fi
}

# The header because this curl would sign the hash of nothing; newer ones send it themselves.
upload() {
	curl -sSf -o /dev/null -K - --aws-sigv4 "aws:amz:$AWS_REGION:s3" -T "$1" \
		-H "x-amz-content-sha256: UNSIGNED-PAYLOAD" -H "Content-Type: text/plain; charset=utf-8" "${encoding[@]}" \
		"$BENCH_S3/$BENCH_BUCKET/$BENCH_PREFIX/$2" <<<"user = \"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\""
}

# A file in between, since S3 wants the length before the body; each log overwrites the one
# before. %3D because curl signs the path as it is given, and S3 signs = so.
archive() {
	local worker=$1 file="log.${SLOT:-}" url run
	url=$(answer "$worker" | jq -er .data.all_logs_url) &&
		run=${url%/*} && run=${run##*/} &&
		download "$url" "$file" &&
		upload "$file" "worker%3D$worker/date%3D$BENCH_DATE/$run.log$suffix" &&
		echo "$worker"
}

if [ $# -gt 0 ]; then
	for worker in "$@"; do
		archive "$worker" || true
	done
	exit
fi

# Some Workers for each bash, but not so many that one is left alone with the rest.
workers=$(wc -l <"$BENCH_WORKERS")
stored=$(xargs -a "$BENCH_WORKERS" -P "$BENCH_CONCURRENCY" -n $((workers / BENCH_CONCURRENCY / 8 + 1)) \
	--process-slot-var=SLOT "$0" | wc -l) || true
if [ "$stored" -ne "$workers" ]; then
	echo "xargs-curl: $((workers - stored)) of $workers failed" >&2
	exit 1
fi
