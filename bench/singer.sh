#!/bin/sh
# ./caravan target beside two other targets on the same file and the same server (the embedded PostgreSQL): first load, nothing changed,
# every row changed. Needs python3 and its package index, from which it installs the others once into target/bench.
# usage: bench/singer.sh [records, default 500000] [rounds, default 3] [names, default caravan,pipelinewise,dlt]
set -eu
cd "$(dirname "$0")/.."
sh bench/environment.sh pipelinewise dlt
exec target/bench/pipelinewise/bin/python bench/singer.py "${1:-500000}" "${2:-3}" "${3:-caravan,pipelinewise,dlt}"
