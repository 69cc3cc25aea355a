#!/usr/bin/env bash
# Archives the last log of each Worker step by step for the whole list, each step by one
# program that does many things at a time: curl, jq, curl, gzip, rclone. Reads the variables
# BENCH_*; works in the current directory, which has to have room for all the logs. With
# BENCH_STATE, a file that remembers which run of each Worker is stored, it downloads only what
# is new.
set -euo pipefail

: "${BENCH_CONCURRENCY:=16}" "${BENCH_COMPRESSION:=gzip}" "${BENCH_LEVEL:=6}"
: "${BENCH_STATE:=/dev/null}"

case $BENCH_COMPRESSION in
	none) compress=() suffix="" encoding=() ;;
	gzip) compress=(gzip "-$BENCH_LEVEL") suffix=.gz encoding=(--header-upload "Content-Encoding: gzip") ;;
	zstd) compress=(zstd -q --rm "-$BENCH_LEVEL") suffix=.zst encoding=(--header-upload "Content-Encoding: zstd") ;;
	*) echo "curl-rclone: unknown compression $BENCH_COMPRESSION" >&2; exit 64 ;;
esac

# Each step goes on with what it has got: the one count that matters is at the end. Half a
# log must not be left behind, since the next step would take it for a whole one.
fetch() {
	curl --no-progress-meter --fail --remove-on-error --create-dirs \
		--parallel --parallel-max "$BENCH_CONCURRENCY" --config "$1" || true
}

rm -rf answers logs
mkdir answers logs
# The key comes as a configuration on a file descriptor: arguments are for everyone to see.
fetch <(
	echo "header = \"Authorization: Bearer $CORECLAW_API_KEY\""
	sed "s|.*|url = \"$BENCH_API/api/v2/workers/&/runs/last/log\"\noutput = \"answers/&\"|" "$BENCH_WORKERS"
)

cd answers
xargs -a "$BENCH_WORKERS" jq -r '.data.all_logs_url | "\(input_filename) \(split("/")[-2]) \(.)"' >../found || true
cd ..
[ -e "$BENCH_STATE" ] || touch "$BENCH_STATE"
awk 'FILENAME != "found" { stored[$1] = $2; next } stored[$1] != $2' "$BENCH_STATE" found >new
failed=$(($(wc -l <"$BENCH_WORKERS") - $(wc -l <found)))
if [ -s new ]; then
	fetch <(sed "s|\(.*\) \(.*\) \(.*\)|url = \"\3\"\noutput = \"logs/worker=\1/date=$BENCH_DATE/\2.log\"|" new)
fi

if [ "$BENCH_COMPRESSION" != none ]; then
	# Many files for each process, but not so many that one is left alone with the rest.
	files=$(find logs -type f | wc -l)
	find logs -type f -print0 | xargs -0 -r -P "$(nproc)" -n $((files / 16 + 1)) "${compress[@]}" || true
fi

# Nothing is asked or checked beyond the one PUT for each file. -v makes it a line each.
export RCLONE_CONFIG=/dev/null
export RCLONE_CONFIG_S3_TYPE=s3 RCLONE_CONFIG_S3_PROVIDER=Other RCLONE_CONFIG_S3_ENV_AUTH=true
export RCLONE_CONFIG_S3_REGION=$AWS_REGION RCLONE_CONFIG_S3_ENDPOINT=$BENCH_S3
: >rclone.log
if [ -s new ]; then
	rclone copy logs "s3:$BENCH_BUCKET/$BENCH_PREFIX" --include "*.log$suffix" \
		--transfers "$BENCH_CONCURRENCY" --checkers "$BENCH_CONCURRENCY" --retries 1 --low-level-retries 1 -v --stats 0 \
		--no-traverse --no-check-dest --ignore-checksum --s3-no-check-bucket --s3-no-head --s3-upload-cutoff 5G \
		"${encoding[@]}" --header-upload "Content-Type: text/plain; charset=utf-8" 2>rclone.log || true
fi
grep -v " INFO " rclone.log >&2 || true

sed -n 's|.*: worker=\([^/]*\)/[^/]*/\([^.]*\)[^:]*: Copied (new)$|\1 \2|p' rclone.log | tee -a "$BENCH_STATE" >stored
failed=$((failed + $(wc -l <new) - $(wc -l <stored)))
if [ "$failed" -ne 0 ]; then
	echo "curl-rclone: $failed of $(wc -l <"$BENCH_WORKERS") failed" >&2
	exit 1
fi
