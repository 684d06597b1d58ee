#!/bin/sh
# ./caravan target with records that hold lists, each of which becomes a row of a table of its own, and with a gigabyte of input; both with
# a heap of 128 MB. Needs what bench/singer.sh installs (python3 and its package index).
# usage: bench/nested.sh [records, default 500000] [gigabytes, default 1]
set -eu
cd "$(dirname "$0")/.."
sh bench/environment.sh pipelinewise
exec target/bench/pipelinewise/bin/python bench/nested.py "${1:-500000}" "${2:-1}"
