#!/bin/sh
# Asks a running `./caravan serve` for people, with wrk, over loopback: 10,000 people with 50,000 gists and as many files in the embedded PostgreSQL;
# one person at a time, then pages of 100, for as long as told; and how much memory the process has before and after. Wanted on 2 cores: one person
# 2,000 a second with 99 % within 25 ms, pages 300 a second.
# usage: bench/people.sh [seconds of each, default 30] [port, default 8099]
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-30}
port=${2:-8099}
if ! command -v wrk >/dev/null; then
  echo "SKIPPED: wrk is not on this machine, so nothing was measured. apt-get install wrk" >&2
  exit 0
fi
mvn -q -B -DskipTests -Dspotless.check.skip package
data=target/bench/people
rm -rf "$data"
mkdir -p "$data"
javac -d target/bench -cp 'target/classes:target/lib/*' bench/PeopleBench.java
CARAVAN_DATA_DIR=$data HTTP_PORT=$port PEOPLE_ENABLED=true WEB_READS_PER_MINUTE=0 EMBEDDED_BINARIES_DIR=$PWD/.caravan/postgres \
  ./caravan serve >"$data/serve.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null || true' EXIT
until grep -q '^ready in' "$data/serve.log"; do
  kill -0 $server || { cat "$data/serve.log" >&2; exit 1; }
  sleep 0.2
done
url=http://127.0.0.1:$port/api/v1/people
curl -sf "$url" >/dev/null
CARAVAN_DATA_DIR=$data java -cp 'target/bench:target/classes:target/lib/*' PeopleBench fill
memory() { awk '/VmRSS/ {printf "%d MB resident\n", $2 / 1024}' "/proc/$server/status"; }
cat >"$data/one.lua" <<'LUA'
function request() return wrk.format("GET", "/api/v1/people/user-" .. math.random(1, 10000)) end
LUA
cat >"$data/page.lua" <<'LUA'
function request() return wrk.format("GET", "/api/v1/people?limit=100&cursor=" .. math.random(0, 9900)) end
LUA
wrk -t1 -c8 -d10 -s "$data/one.lua" "$url" >/dev/null
wrk -t1 -c8 -d5 -s "$data/page.lua" "$url" >/dev/null
memory
echo "one person:"
wrk -t1 -c16 -d"$seconds" --latency -s "$data/one.lua" "$url"
memory
echo "pages of 100:"
wrk -t1 -c8 -d"$seconds" --latency -s "$data/page.lua" "$url"
memory
