#!/bin/sh
# Reads 20 repositories of 5,000 commits from the sandbox of GitHub, each with a few pull requests and runs, twice, within the 5,000 calls that a token
# has an hour: how many calls, how long, and that the second read writes nothing. Without dbt and without GoodData.
# usage: bench/github.sh [repositories, default 20] [commits of each, default 5000]
set -eu
cd "$(dirname "$0")/.."
mvn -q -B -DskipTests -Dspotless.check.skip package
rm -rf target/bench/github
mkdir -p target/bench
javac -d target/bench -cp 'target/classes:target/lib/*' bench/GitHubBench.java
exec java -Xmx512m -XX:+UseSerialGC -cp 'target/bench:target/classes:target/lib/*' GitHubBench "${1:-20}" "${2:-5000}"
