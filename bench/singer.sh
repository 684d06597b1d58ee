#!/bin/sh
# ./caravan target beside two other targets on the same file and the same server (the embedded PostgreSQL): first load, nothing changed,
# every row changed. Needs python3 and its package index, from which it installs the others once into target/bench.
# usage: bench/singer.sh [records, default 500000] [rounds, default 3] [names, default caravan,pipelinewise,dlt]
set -eu
cd "$(dirname "$0")/.."
./caravan version >/dev/null
mkdir -p target/bench
javac -d target/bench -cp 'target/classes:target/lib/*' bench/SingerServer.java
environment() {
  [ -f "target/bench/$1/ready" ] && return
  python3 -m venv --clear "target/bench/$1"
  "target/bench/$1/bin/pip" install -q --no-input --disable-pip-version-check $2
  touch "target/bench/$1/ready"
}
environment pipelinewise 'pipelinewise-target-postgres==2.1.2'
environment dlt 'dlt[postgres]>=1.26 psycopg2-binary'
exec target/bench/pipelinewise/bin/python bench/singer.py "${1:-500000}" "${2:-3}" "${3:-caravan,pipelinewise,dlt}"
