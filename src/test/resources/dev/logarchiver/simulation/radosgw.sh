#!/bin/bash
# Starts Ceph's S3 gateway and the smallest cluster that it needs, below a directory and as the current user, says "started",
# and ends them when its input ends. Arguments: the directory, the gateway's port, the monitor's, access key and secret.
set -euo pipefail
dir=$1 port=$2 mon_port=$3 access=$4 secret=$5
mkdir -p "$dir"/{mon,osd,mgr,rgw,run,log}
fsid=$(cat /proc/sys/kernel/random/uuid)
conf=$dir/ceph.conf
cat >"$conf" <<CONF
[global]
fsid = $fsid
mon initial members = a
mon host = v2:127.0.0.1:$mon_port
ms bind msgr1 = false
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd crush chooseleaf type = 0
osd objectstore = memstore
memstore device bytes = 2147483648
osd max object name len = 256
osd max object namespace len = 64
mon allow pool size one = true
mon warn on pool no redundancy = false
mon max pg per osd = 1000
run dir = $dir/run
admin socket = $dir/run/\$name.asok
log file = $dir/log/\$name.log
pid file = $dir/run/\$name.pid
keyring = $dir/keyring
mon data = $dir/mon
osd data = $dir/osd
mgr data = $dir/mgr
rgw data = $dir/rgw
mon data avail crit = 0
mon data avail warn = 0
osd pool default pg autoscale mode = off
rgw frontends = beast endpoint=127.0.0.1:$port
rgw crypt require ssl = false
rgw crypt s3 kms backend = testing
rgw crypt s3 kms encryption keys = testkey=YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=
rgw enable usage log = false
rgw thread pool size = 32
CONF
export CEPH_CONF=$conf
children=()
cleanup() { kill "${children[@]}" 2>/dev/null || true; wait 2>/dev/null || true; }
trap cleanup EXIT
ceph-authtool --create-keyring "$dir/keyring" --gen-key -n mon. --cap mon 'allow *' >/dev/null
ceph-authtool "$dir/keyring" --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *' --cap mds 'allow *' >/dev/null
ceph-authtool "$dir/keyring" --gen-key -n osd.0 --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *' >/dev/null
monmaptool --create --addv a "[v2:127.0.0.1:$mon_port]" --fsid "$fsid" "$dir/monmap" >/dev/null
ceph-mon -c "$conf" --mkfs -i a --monmap "$dir/monmap" --keyring "$dir/keyring"
ceph-mon -c "$conf" -i a -f >"$dir/log/mon.out" 2>&1 & children+=($!)
osd=$(cat /proc/sys/kernel/random/uuid)
timeout 30 ceph -c "$conf" osd new "$osd" >/dev/null
timeout 30 ceph -c "$conf" auth add osd.0 -i "$dir/keyring" >/dev/null 2>&1
ceph-osd -c "$conf" -i 0 --mkfs --osd-uuid "$osd" >"$dir/log/mkfs.out" 2>&1
ceph-osd -c "$conf" -i 0 -f >"$dir/log/osd.out" 2>&1 & children+=($!)
timeout 60 radosgw-admin -c "$conf" user create --uid=test --display-name=test --access-key="$access" --secret-key="$secret" >"$dir/log/user.out" 2>&1
radosgw -c "$conf" -n client.admin -f >"$dir/log/rgw.out" 2>&1 & children+=($!)
until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
	kill -0 "${children[-1]}" || exit 1
	sleep 0.2
done
echo started
cat >/dev/null
