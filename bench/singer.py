"""Measures Singer targets; see singer.sh. Each is a process of its own, and its start is part of the time."""
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time

import psycopg2

BENCH = os.path.abspath("target/bench")
COLUMNS = {
    "id": {"type": "integer"},
    "account_id": {"type": ["null", "integer"]},
    "title": {"type": ["null", "string"]},
    "status": {"type": ["null", "string"]},
    "amount": {"type": ["null", "number"]},
    "quantity": {"type": ["null", "integer"]},
    "is_open": {"type": ["null", "boolean"]},
    "note": {"type": ["null", "string"]},
    "owner_mail": {"type": ["null", "string"]},
    "created_at": {"type": ["null", "string"], "format": "date-time"},
    "updated_at": {"type": ["null", "string"], "format": "date-time"},
    "city": {"type": ["null", "string"]},
}
CHECKSUM = """
    select count(*) || ' ' || sum(hashtextextended(concat_ws('|', id, account_id, title, status, round(amount::numeric, 2), quantity, is_open, %s,
           owner_mail, to_char(created_at::timestamptz at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'),
           to_char(updated_at::timestamptz at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), city), 0)::numeric) from %s.deals
"""
# PipelineWise stores a line end within a text as a backslash and an n (seen with 2.1.2); all else is compared as it stands.
NOTES = {"pipelinewise": "replace(note, '\\n', chr(10))"}
DLT = """
import json, sys
import dlt
from dlt.destinations import postgres

@dlt.resource(name="deals", write_disposition="merge", primary_key="id")
def deals():
    with open(sys.argv[1]) as lines:
        for line in lines:
            message = json.loads(line)
            if message["type"] == "RECORD":
                yield message["record"]

dlt.pipeline("bench", destination=postgres(sys.argv[2]), dataset_name="by_dlt", pipelines_dir=sys.argv[3]).run(deals())
"""


def write(name, records, version):
    path = f"{BENCH}/{name}-{records}.jsonl"
    if os.path.exists(path):
        return path
    draw = random.Random(7)
    with open(path + ".new", "w") as out:
        schema = {"type": "object", "properties": COLUMNS}
        out.write(json.dumps({"type": "SCHEMA", "stream": "deals", "schema": schema, "key_properties": ["id"]}) + "\n")
        for i in range(1, records + 1):
            n = draw.randrange(1_000_000)
            record = {
                "id": i, "account_id": n, "title": f"Deal {i} of Müller & Söhne", "status": "won" if n % 3 == 0 else "open",
                "amount": n + version + n % 100 / 100, "quantity": n % 50, "is_open": n % 2 == version,
                "note": None if n % 4 == 0 else f"line one\nline {n}", "owner_mail": f"user{n % 5000}@example.com",
                "created_at": "2025-%02d-%02dT08:15:%02dZ" % (n % 12 + 1, n % 28 + 1, n % 60),
                "updated_at": "2026-01-%02dT10:00:%02d.%06dZ" % (n % 28 + 1, n % 60, n), "city": f"Town {n % 1000}",
            }
            out.write(json.dumps({"type": "RECORD", "stream": "deals", "record": record}, ensure_ascii=False) + "\n")
        out.write(json.dumps({"type": "STATE", "value": {"read": records}}) + "\n")
    os.rename(path + ".new", path)
    return path


class Server:
    def __init__(self):
        classes = f"{BENCH}:target/classes:target/lib/*"
        self.process = subprocess.Popen(
            ["java", "-Xmx64m", "-cp", classes, "SingerServer", f"{BENCH}/data"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.address = json.loads(self.process.stdout.readline())

    def url(self):
        return "postgresql://{user}:{password}@{host}:{port}/{dbname}".format(**self.address)

    def ask(self, sql):
        connection = psycopg2.connect(**self.address)
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql)
            answer = cursor.fetchone()[0] if cursor.description else None
        connection.close()
        return answer


def caravan(server, **more):
    at = server.address
    return dict(os.environ, DB_WAREHOUSE_URL=f"postgresql://{at['host']}:{at['port']}/{at['dbname']}", DB_WAREHOUSE_USER=at["user"],
                DB_WAREHOUSE_PASSWORD=at["password"], CARAVAN_DATA_DIR=f"{BENCH}/caravan", **more)


def command(name, server, path):
    if name == "caravan":
        return ["./caravan", "target", "--schema", "by_caravan"], caravan(server)
    if name == "pipelinewise":
        config = f"{BENCH}/pipelinewise.json"
        with open(config, "w") as out:
            json.dump(dict(server.address, default_target_schema="by_pipelinewise"), out)
        return [f"{BENCH}/pipelinewise/bin/target-postgres", "-c", config], dict(os.environ)
    script = f"{BENCH}/dlt_load.py"
    with open(script, "w") as out:
        out.write(DLT)
    return [f"{BENCH}/dlt/bin/python", script, path, server.url(), f"{BENCH}/dlt-state"], dict(os.environ, RUNTIME__DLTHUB_TELEMETRY="false")


def measure(name, server, path):
    line, environment = command(name, server, path)
    server.ask("checkpoint")
    began = time.monotonic()
    with open(path, "rb") as messages, open(f"{BENCH}/{name}.log", "wb") as log:
        process = subprocess.Popen(line, env=environment, stdin=messages, stdout=subprocess.DEVNULL, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - began
    if status != 0:
        sys.exit(f"{name} ended with {status}: " + open(f"{BENCH}/{name}.log").read()[-2000:])
    return seconds, usage.ru_maxrss / 1024


def main():
    records, rounds, names = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3].split(",")
    first, changed = write("first", records, 0), write("changed", records, 1)
    server = Server()
    times, sums, memory = {}, {}, {}
    for _ in range(rounds):
        for name in names:
            server.ask(f"drop schema if exists by_{name} cascade")
            server.ask("drop schema if exists by_dlt_staging cascade" if name == "dlt" else "select 1")
            subprocess.run(["rm", "-rf", f"{BENCH}/dlt-state"], check=True)
            for load, path in (("first load", first), ("nothing changed", first), ("every row changed", changed)):
                seconds, megabytes = measure(name, server, path)
                print(f"{name:14} {load:18} {seconds:7.1f} s {records / seconds:9,.0f} rows/s {megabytes:6.0f} MB", flush=True)
                times.setdefault((name, load), []).append(seconds)
                memory[name] = max(memory.get(name, 0), megabytes)
                sums.setdefault(load, set()).add(server.ask(CHECKSUM % (NOTES.get(name, "note"), f"by_{name}")))
    server.process.stdin.close()
    server.process.wait()
    print(f"\n{records:,} records of {len(COLUMNS)} columns, medians of {rounds}, start included")
    for load in ("first load", "nothing changed", "every row changed"):
        ours = statistics.median(times.get(("caravan", load), [0]))
        for name in names:
            median = statistics.median(times[name, load])
            ratio = f"{median / ours:5.1f} x caravan" if ours and name != "caravan" else ""
            print(f"{load:18} {name:14} {median:7.1f} s {records / median:9,.0f} rows/s  {ratio}")
    print("the same rows from all of them (but for line ends of pipelinewise):", "yes" if all(len(found) == 1 for found in sums.values()) else f"NO {sums}")
    print("peak resident memory:", ", ".join(f"{name} {megabytes:.0f} MB" for name, megabytes in memory.items()))


if __name__ == "__main__":
    main()
