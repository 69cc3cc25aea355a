#!/usr/bin/env bash
# Installs the Debian package where there is neither Java nor a network, and prints how long it takes until the first log is
# archived, what a tick costs in comparison with the launcher in this checkout, what an upgrade keeps, and what a purge leaves.
#   src/bench/package.sh DEB [OLDER_DEB]
# Needs root, debootstrap (only its first call needs a network), and what scripts/demo has built. Everything is in target/package.
# PAIRS: how many ticks of each are measured (default 12).
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work="$home/target/package"
base="$work/bookworm"
root="$work/root"

if [ -z "${ALONE:-}" ]; then
	[ -d "$base/var" ] || { mkdir -p "$work" && debootstrap --variant=minbase bookworm "$base" >&2; }
	[ -s "$home/target/demo-classpath" ] || { echo "call scripts/demo first: it builds the simulated platform" >&2 && exit 1; }
	"$home/scripts/log-archiver" --version >&2
	# a network of its own, with nothing in it but this machine's own address
	ALONE=yes exec unshare --net --mount --propagation private bash "${BASH_SOURCE[0]}" "$@"
fi

deb=$(readlink -f "$1")
older=${2:+$(readlink -f "$2")}
pairs=${PAIRS:-12}
# shellcheck source=scripts/find-java
. "$home/scripts/find-java"
java=$(find_java)

ip link set lo up
mkdir -p "$work"
temporary=$(mktemp -d)
trap end EXIT
mkfifo "$temporary/lifeline"
"$java" -Xmx256m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
	-cp "$home/target/test-classes:$home/target/classes:$(cat "$home/target/demo-classpath")" \
	dev.logarchiver.simulation.DemoServers "$home/jobs/public-workers.csv" "$temporary/servers" "$temporary/environment" \
	<"$temporary/lifeline" >"$temporary/log" 2>&1 &
exec 9>"$temporary/lifeline"

end() {
	exec 9>&-
	wait
	umount "$root/proc" 2>/dev/null || true
	rm -rf "$temporary"
}

until [ -e "$temporary/environment" ]; do
	kill -0 $! || { cat "$temporary/log" >&2 && exit 1; }
	sleep 0.2
done
# shellcheck disable=SC1091 # made above
. "$temporary/environment"

fresh() {
	umount "$root/proc" 2>/dev/null || true
	rm -rf --one-file-system "$root"
	cp -a "$base" "$root"
	mount -t proc proc "$root/proc"
	mkdir "$root/media/packages"
	cp "$@" "$root/media/packages"
	if inside sh -c 'command -v java'; then
		echo "there is a Java in $root" >&2 && exit 1
	fi
}

# Runs a command in the root, as its own root.
inside() {
	inside_as root "$@"
}

inside_as() {
	local user=$1
	shift
	env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive chroot --userspec="$user" "$root" "$@" 9>&-
}

# Runs the installed program as its user.
archiver() {
	inside_as log-archiver env CORECLAW_BASE_URL="$CORECLAW_BASE_URL" CORECLAW_API_KEY="$CORECLAW_API_KEY" log-archiver "$@"
}

install() {
	inside dpkg -i "/media/packages/${1##*/}" >&2
}

of_clone() {
	env -i PATH="$PATH" HOME="$temporary" CORECLAW_BASE_URL="$CORECLAW_BASE_URL" CORECLAW_API_KEY="$CORECLAW_API_KEY" \
		LOG_ARCHIVER_ETC="$temporary" ARCHIVER_STATE_DIR="$temporary/state" "$home/scripts/log-archiver" "$@" 9>&-
}

# Prints the CPU seconds of a tick; 3 is the exit code where some Workers fail on purpose.
cpu() {
	local TIMEFORMAT='%U %S'
	{ time { "$@" >/dev/null 2>&1 || [ $? = 3 ]; }; } 2>&1 | awk '{ print $1 + $2 }'
}

first_log() {
	local begin code
	fresh "$deb"
	begin=$(date +%s.%N)
	install "$deb"
	code=$(date +%s.%N)
	archiver run --worker coreclaw/amazon-product-scraper >&2
	date +%s.%N | awk -v begin="$begin" -v installed="$code" \
		'{ printf "installed after %.1f s, first log archived %.1f s after the start of dpkg -i\n", installed - begin, $1 - begin }'
	archiver cat coreclaw/amazon-product-scraper | wc -l | awk '{ print "its lines: " $1 }'
	du -sk "$root/usr/lib/log-archiver" | awk '{ printf "installed size with caches: %d MiB\n", $1 / 1024 }'
}

ticks() {
	local number list="$home/jobs/public-workers.csv"
	cp "$list" "$root/media/packages"
	cpu archiver run --workers /media/packages/public-workers.csv >/dev/null
	cpu of_clone run --workers "$list" >/dev/null
	for ((number = 0; number < pairs; number++)); do
		echo "$(cpu archiver run --workers /media/packages/public-workers.csv) $(cpu of_clone run --workers "$list")"
	done | tee "$temporary/pairs" >&2
	awk '{ package[NR] = $1; clone[NR] = $2; ratio[NR] = $1 / $2 }
		function median(values, size) { asort_(values, size); return values[int((size + 1) / 2)] }
		function asort_(values, size,   i, j, value) {
			for (i = 2; i <= size; i++) { value = values[i]; for (j = i - 1; j > 0 && values[j] > value; j--) values[j + 1] = values[j]; values[j + 1] = value } }
		END { printf "CPU of a tick over 118 Workers: package %.2f s, clone %.2f s, median of the pairs %.3f\n",
			median(package, NR), median(clone, NR), median(ratio, NR) }' "$temporary/pairs"
}

removal() {
	inside touch /etc/log-archiver/coreclaw-key
	inside dpkg --purge log-archiver >&2
	echo "after a purge:"
	(cd "$root" && find . -path ./proc -prune -o -path '*log-archiver*' -print -prune)
	inside getent passwd log-archiver || true
}

# With the settings and the logs of the version before.
upgrade() {
	fresh "$deb" "$older"
	install "$older"
	archiver run --worker coreclaw/amazon-product-scraper >&2
	echo "# mine" >>"$root/etc/log-archiver/config.yaml"
	archiver cat coreclaw/amazon-product-scraper | cksum >"$temporary/before"
	echo "before the upgrade: $(archiver --version)"
	install "$deb" </dev/null
	echo "after the upgrade: $(archiver --version)"
	tail -n 1 "$root/etc/log-archiver/config.yaml" | grep -q mine && echo "settings kept"
	archiver run --worker coreclaw/amazon-product-scraper | tee /dev/stderr | grep -q unchanged && echo "ledger kept: the log is unchanged"
	archiver cat coreclaw/amazon-product-scraper | cksum | cmp - "$temporary/before" && echo "log kept"
	archiver verify >&2 && echo "verified"
}

first_log
ticks
removal
[ -z "$older" ] || upgrade
