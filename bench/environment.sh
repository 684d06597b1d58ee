#!/bin/sh
# What the benchmarks with others need: the built program, the server program, and each peer in a Python environment of its own.
# usage: bench/environment.sh [pipelinewise] [dlt]
set -eu
cd "$(dirname "$0")/.."
./caravan version >/dev/null
mkdir -p target/bench
javac -d target/bench -cp 'target/classes:target/lib/*' bench/SingerServer.java
for name in "$@"; do
  case $name in
    pipelinewise) wanted='pipelinewise-target-postgres==2.1.2' ;;
    dlt) wanted='dlt[postgres]>=1.26 psycopg2-binary' ;;
    *) echo "nobody knows the peer $name" >&2; exit 64 ;;
  esac
  if [ ! -f "target/bench/$name/ready" ]; then
    python3 -m venv --clear "target/bench/$name"
    # The requirements are several words.
    # shellcheck disable=SC2086
    "target/bench/$name/bin/pip" install -q --no-input --disable-pip-version-check $wanted
    touch "target/bench/$name/ready"
  fi
done
