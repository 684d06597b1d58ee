#!/bin/sh
# Reads 500 pages of 100 records from a server on this machine into the embedded PostgreSQL, in a running process: with a cursor and with numbered
# pages, with and without a delay of 20 ms for each answer. The first read of each kind creates the table; the median of the others counts.
# usage: bench/rest.sh [pages, default 500] [rounds, default 3]
set -eu
cd "$(dirname "$0")/.."
mvn -q -B -DskipTests -Dspotless.check.skip package
mkdir -p target/bench
javac -d target/bench -cp 'target/classes:target/lib/*' bench/RestBench.java
exec java -Xmx256m -XX:+UseSerialGC -Dsun.net.httpserver.nodelay=true -cp 'target/bench:target/classes:target/lib/*' RestBench target/bench/rest "${1:-500}" "${2:-3}"
