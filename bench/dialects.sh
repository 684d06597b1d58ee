#!/bin/sh
# Upserts into SQLite (a file) and MariaDB (a server of its own, started in target/bench): new rows, the same again, all changed.
# usage: bench/dialects.sh [rows, default 300000] [rounds, default 3]
# MariaDB is Debian's package mariadb-server; without it only SQLite is measured, and that is said.
set -eu
cd "$(dirname "$0")/.."
[ -n "${BENCH_BUILT:-}" ] || mvn -q -B -DskipTests -Dspotless.check.skip package
mkdir -p target/bench
javac -d target/bench -cp 'target/classes:target/lib/*' bench/DialectBench.java
exec java -Xmx256m -XX:+UseSerialGC -cp 'target/bench:target/classes:target/lib/*' DialectBench target/bench "${1:-300000}" "${2:-3}"
