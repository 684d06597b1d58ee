#!/bin/sh
# Compares loading with psql on the same data and the same server (the embedded PostgreSQL).
# usage: bench/load.sh [records, default 1000000] [rounds, default 3]
set -eu
cd "$(dirname "$0")/.."
mvn -q -B -DskipTests -Dspotless.check.skip package
mkdir -p target/bench
javac -d target/bench -cp 'target/classes:target/lib/*' bench/LoadBench.java
exec java -Xmx64m -Xmn40m -XX:+UseSerialGC -cp 'target/bench:target/classes:target/lib/*' LoadBench target/bench/data "${1:-1000000}" "${2:-3}"
