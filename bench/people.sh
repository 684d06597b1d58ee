#!/bin/sh
# Asks a running `./caravan serve` for people, with wrk, over loopback: 10,000 people with 50,000 gists and as many files in the embedded PostgreSQL;
# one person at a time, then pages of 100, for as long as told. Says how much memory the process has before, every 30 seconds and after, and at the end
# what was wanted on 2 cores beside what was seen. Memory counts as flat when it ends at most a tenth above what it was once both had been asked for the
# first time; five minutes of each (bench/people.sh 300) show it.
# usage: bench/people.sh [seconds of each, default 30] [port, default 8099]     CARAVAN_OPTS is handed to Java, as everywhere
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-30}
port=${2:-8099}
if ! command -v wrk >/dev/null; then
  echo "SKIPPED: wrk is not on this machine, so nothing was measured. apt-get install wrk" >&2
  exit 0
fi
./caravan --help >/dev/null # builds what is not built
data=target/bench/people
rm -rf "$data"
mkdir -p "$data"
javac -d target/bench -cp 'target/classes:target/lib/*' bench/PeopleBench.java
CARAVAN_DATA_DIR=$data HTTP_PORT=$port PEOPLE_ENABLED=true WEB_READS_PER_MINUTE=0 EMBEDDED_BINARIES_DIR=$PWD/.caravan/postgres \
  ./caravan serve >"$data/serve.log" 2>&1 &
server=$!
sampler=
trap 'exit 130' INT TERM
trap 'kill $sampler $server 2>/dev/null; wait $server 2>/dev/null || true' EXIT
until grep -qs '^ready in' "$data/serve.log"; do
  kill -0 $server || { cat "$data/serve.log" >&2; exit 1; }
  sleep 0.2
done
url=http://127.0.0.1:$port/api/v1/people
curl -sf "$url" >/dev/null
CARAVAN_DATA_DIR=$data java -cp 'target/bench:target/classes:target/lib/*' PeopleBench fill
cat >"$data/one.lua" <<'LUA'
function request() return wrk.format("GET", "/api/v1/people/user-" .. math.random(1, 10000)) end
LUA
cat >"$data/page.lua" <<'LUA'
function request() return wrk.format("GET", "/api/v1/people?limit=100&cursor=" .. math.random(0, 9900)) end
LUA
begun=$(date +%s)
megabytes() { awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$server/status"; }
memory() { printf '%5d s  %4d MB resident  %s\n' $(($(date +%s) - begun)) "$(megabytes)" "$1"; }
# ask WHAT CONNECTIONS: its load for as long as told, and the memory meanwhile.
ask() {
  memory "before $1"
  (while sleep 30; do memory "$1"; done) &
  sampler=$!
  wrk -t1 -c"$2" -d"$seconds" --latency -s "$data/$1.lua" "$url" >"$data/$1.txt"
  kill $sampler
  sampler=
  memory "after $1"
}
# Both are asked for once before anything counts: Java compiles what is used much.
wrk -t1 -c8 -d10 -s "$data/one.lua" "$url" >/dev/null
wrk -t1 -c8 -d10 -s "$data/page.lua" "$url" >/dev/null
first=$(megabytes)
ask one 16
ask page 8
last=$(megabytes)
echo
cat "$data/one.txt" "$data/page.txt"
# Prints what wrk saw as a number: requests a second, milliseconds within which 99 % were, requests that failed.
rate() { awk '/^Requests\/sec/ {printf "%.0f", $2}' "$data/$1.txt"; }
latest() { awk '$1 == "99%" {n = $2 + 0; if ($2 ~ /us$/) n /= 1000; else if ($2 !~ /ms$/) n *= 1000; printf "%.1f", n}' "$data/$1.txt"; }
failed() { awk '/Non-2xx/ {n += $NF} /Socket errors/ {gsub(",", ""); n += $4 + $6 + $8 + $10} END {print n + 0}' "$data/$1.txt"; }
# row WHAT WANTED SEEN UNIT: at least where wanted begins with +, else at most.
row() {
  awk -v what="$1" -v wanted="$2" -v seen="$3" -v unit="$4" 'BEGIN {
    least = wanted ~ /^\+/
    limit = wanted + 0
    good = least ? seen + 0 >= limit : seen + 0 <= limit
    printf "%-28s %-9s %6s  %6s %-4s %s\n", what, least ? "at least" : "at most", limit, seen, unit, good ? "pass" : "MISS"
  }'
}
echo
printf '%-28s %-9s %6s  %6s\n' '' '' wanted seen
row "one person" +2000 "$(rate one)" "/s"
row "one person, 99 % within" 25 "$(latest one)" ms
row "pages of 100" +300 "$(rate page)" "/s"
row "answers that failed" 0 $(($(failed one) + $(failed page))) ""
row "memory at the end" $((first + first / 10)) "$last" MB
