#!/usr/bin/env bash
# Starts one etcd for each node, in the network of a Toxiproxy's container, and ends once each has answered a linearizable read.
# usage: start-bare.sh ETCDCTL FOLDER PREFIX SUBNET TOXIPROXY_IMAGE ETCD_IMAGE NODE=ADDRESS...
#   in FOLDER: labels, NODE.ports (words for "docker run") and NODE.flags (words for etcd; none for a node without one), one a line
set -u
etcdctl=$1 folder=$2 prefix=$3 subnet=$4 toxiproxy=$5 etcd=$6
shift 6

labels=()
while read -r label; do labels+=(--label "$label"); done < "$folder/labels"

docker network create --subnet "$subnet" "${labels[@]}" "$prefix" > /dev/null || exit 1

start() {
  local node=${1%%=*} address=${1#*=} place=(--mount "type=bind,source=$folder,target=$folder" --workdir "$folder")
  mapfile -t ports < "$folder/$node.ports"
  docker run --detach --user "$(id -u):$(id -g)" --name "$prefix-$node" "${labels[@]}" "${place[@]}" --network "$prefix" --ip "$address" \
    "${ports[@]}" --entrypoint /program "$toxiproxy" -host "$address" -port 8474 > /dev/null || return 1
  [ -f "$folder/$node.flags" ] || return 0
  mapfile -t flags < "$folder/$node.flags"
  docker run --detach --user "$(id -u):$(id -g)" --name "$prefix-$node-etcd" "${labels[@]}" "${place[@]}" --network "container:$prefix-$node" \
    --entrypoint /program "$etcd" "${flags[@]}" > /dev/null || return 1
  # Looking for the port first is cheap, and an etcdctl that was refused would wait a second before it dials again.
  until (: < "/dev/tcp/$address/2379") 2> /dev/null; do sleep 0.01; done
  until "$etcdctl" --endpoints="$address:2379" --command-timeout=1s get ready > /dev/null 2>&1; do sleep 0.01; done
}

started=()
for node in "$@"; do
  start "$node" &
  started+=($!)
done
for one in "${started[@]}"; do
  wait "$one" || exit 1
done
