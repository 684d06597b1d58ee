#!/bin/sh
# Reads 20 repositories of GitHub's sandbox, each of 5,000 commits, 200 pull requests with reviews and 300 runs with jobs, and 50 members, twice: how
# many calls, how many of them were answered with 304 (those count against no limit), how long, how much memory, and that the second read writes
# nothing. The sandbox is a process of its own and allows 5,000 calls an hour; when they are used up its clock moves by an hour and the read goes on.
# Without dbt and without GoodData. Prints a table; ends with 1 unless what is wanted was seen.
# usage: bench/github.sh [repositories, default 20] [commits, default 5000] [pull requests, default 200] [runs, default 300] [members, default 50]
set -eu
cd "$(dirname "$0")/.."
mvn -q -B -DskipTests -Dspotless.check.skip package
work=target/bench/github
rm -rf "$work"
mkdir -p "$work"
javac -d target/bench -cp 'target/classes:target/lib/*' bench/GitHubBench.java
java -Xmx1g -XX:+UseSerialGC -cp 'target/classes:target/lib/*' io.caravan.sandbox.Sandbox 0 >"$work/sandbox" &
sandbox=$!
trap 'kill $sandbox' EXIT
until grep -q ready "$work/sandbox"; do sleep 0.2; done
address=$(sed -n 's/^ready //p' "$work/sandbox")
java -Xmx128m -XX:+UseSerialGC -cp 'target/bench:target/classes:target/lib/*' GitHubBench "$address" "$work/data" \
  "${1:-20}" "${2:-5000}" "${3:-200}" "${4:-300}" "${5:-50}"
