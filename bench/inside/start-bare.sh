#!/usr/bin/env bash
# Starts one etcd for each address and ends, leaving them behind, once each has answered a linearizable read.
# usage: start-bare.sh ETCD ETCDCTL CLIENT_PORT ADDRESS...   (flags of each in ./ADDRESS.flags, one a line)
set -u
etcd=$1 etcdctl=$2 port=$3
shift 3

# Looking for the port first is cheap, and an etcdctl that was refused would wait a second before it dials again.
ready() {
  until (: < "/dev/tcp/$1/$port") 2> /dev/null; do sleep 0.01; done
  until "$etcdctl" --endpoints="$1:$port" --command-timeout=1s get ready; do sleep 0.01; done
}

for address in "$@"; do
  mapfile -t flags < "$address.flags"
  "$etcd" "${flags[@]}" > "$address.log" 2>&1 &
done
polls=()
for address in "$@"; do
  ready "$address" > /dev/null 2>&1 &
  polls+=($!)
done
for poll in "${polls[@]}"; do
  wait "$poll" || exit 1
done
