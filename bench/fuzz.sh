#!/bin/sh
# Asks a running interface what its OpenAPI document allows and what it does not, with schemathesis (installed once into target/bench), and fails on
# an answer of 5xx or one that the document does not know. GitHub and Pipedrive are the sandbox.
# usage: bench/fuzz.sh [requests of each operation, default 500] [port, default 8098]
set -eu
cd "$(dirname "$0")/.."
each=${1:-500}
port=${2:-8098}
./caravan version >/dev/null
mkdir -p target/bench
if [ ! -f target/bench/schemathesis/ready ]; then
  python3 -m venv --clear target/bench/schemathesis
  target/bench/schemathesis/bin/pip install -q --no-input --disable-pip-version-check 'schemathesis>=4,<5'
  touch target/bench/schemathesis/ready
fi
data=target/bench/fuzz
rm -rf "$data"
mkdir -p "$data"
java -cp 'target/classes:target/lib/*' io.caravan.sandbox.Sandbox 0 >"$data/sandbox.log" 2>&1 &
sandbox=$!
server=
trap 'kill $server $sandbox 2>/dev/null; wait $server $sandbox 2>/dev/null || true' EXIT
until grep -q '^ready' "$data/sandbox.log"; do
  kill -0 $sandbox
  sleep 0.2
done
# As the sandbox has it; without a token it takes 60 calls an hour, as GitHub does.
github=$(sed -n 's/.* TOKEN = "\(.*\)".*/\1/p' src/main/java/io/caravan/sandbox/github/GitHub.java)
address=$(sed -n 's/^ready //p' "$data/sandbox.log")
CARAVAN_DATA_DIR=$data HTTP_PORT=$port PEOPLE_ENABLED=true WEB_READS_PER_MINUTE=0 WEB_WRITES_PER_MINUTE=0 \
  EMBEDDED_BINARIES_DIR=$PWD/.caravan/postgres PIPEDRIVE_TOKEN=sandbox-api-token PIPEDRIVE_BASE_URL=$address GITHUB_TOKEN=$github GITHUB_BASE_URL=$address/github \
  ./caravan serve >"$data/serve.log" 2>&1 &
server=$!
until grep -q '^ready in' "$data/serve.log"; do
  kill -0 $server || { cat "$data/serve.log" >&2; exit 1; }
  sleep 0.2
done
target/bench/schemathesis/bin/schemathesis run "http://127.0.0.1:$port/documentation/doc.json" --url "http://127.0.0.1:$port" \
  --max-examples "$each" --seed 1 --workers 2 --no-color \
  --checks not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance
