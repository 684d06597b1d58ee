#!/bin/sh
# Reads a history of Ender Turing - sessions with tags, scores, summaries and comments, 1.4 calls each for what belongs to one - from the sandbox, in
# a process of its own, into the embedded PostgreSQL, in a process with a heap of 128 MB and otherwise the options of "./caravan run". Prints rows
# of all tables, seconds, calls per second, the most memory it had, and beside what is wanted the processor time of the client for each row: its
# start is not in it, its warming up is. Also prints what of it was Java's compiler: it is the same for few rows and for many.
# usage: bench/enderturing.sh [sessions, default 100000, 500 for each day] [further options for Java, such as -javaagent:...]
set -eu
cd "$(dirname "$0")/.."
sessions=${1:-100000}
[ $# -eq 0 ] || shift
mvn -q -B -DskipTests -Dspotless.check.skip package
work=target/bench/enderturing
rm -rf "$work"
mkdir -p "$work"
javac -d target/bench -cp 'target/classes:target/lib/*' bench/EnderTuringBench.java
java -Xmx2g -XX:+UseSerialGC -cp 'target/classes:target/lib/*' io.caravan.sandbox.Sandbox 0 >"$work/sandbox" &
sandbox=$!
trap 'kill $sandbox' EXIT
until grep -q ready "$work/sandbox"; do sleep 0.2; done
address=$(sed -n 's/^ready //p' "$work/sandbox")
# As the launcher gives them to a run.
jit="$(sed -n '/jit="-XX:Tier3DelayOn/,/"$/p' caravan | tr -d '\n' | sed 's/.*jit="//; s/".*//')"
# The options are several words.
# shellcheck disable=SC2086
java -Xmx128m -XX:+UseSerialGC $jit "$@" -cp 'target/bench:target/classes:target/lib/*' EnderTuringBench "$address" "$sessions" "$work/data"
