"""Measures records with lists in them, and more input than memory; see nested.sh."""
import json
import os
import subprocess
import sys
import time

from singer import BENCH, Server, caravan

HEAP = "128m"
LINE = {"type": "object", "properties": {"sku": {"type": "string"}, "quantity": {"type": "integer"}, "price": {"type": "number"}}}
ORDERS = {
    "id": {"type": "integer"},
    "customer": {"type": "string"},
    "placed_at": {"type": "string", "format": "date-time"},
    "lines": {"type": "array", "items": LINE},
}
NOTES = {"id": {"type": "integer"}, "text": {"type": "string"}}


def write(name, properties, records, file=None):
    path = f"{BENCH}/{file or name}.jsonl"
    if os.path.exists(path):
        return path
    with open(path + ".new", "w") as out:
        schema = {"type": "object", "properties": properties}
        out.write(json.dumps({"type": "SCHEMA", "stream": name, "schema": schema, "key_properties": ["id"]}) + "\n")
        for record in records:
            out.write(json.dumps({"type": "RECORD", "stream": name, "record": record}) + "\n")
    os.rename(path + ".new", path)
    return path


def orders(count, version):
    for i in range(1, count + 1):
        lines = [{"sku": f"S-{(i * 7 + n) % 5000}", "quantity": i % 9 + n, "price": i % 100 + version} for n in range(2)]
        yield {"id": i, "customer": f"Customer {i % 20000}", "placed_at": "2026-02-%02dT09:30:00Z" % (i % 28 + 1), "lines": lines}


def notes(gigabytes):
    text = "The quick brown fox jumps over the lazy dog, and then it does so once more. " * 26
    for i in range(1, int(gigabytes * 500_000) + 1):
        yield {"id": i, "text": f"{i} {text}"}


def load(server, path):
    line = ["./caravan", "target", "--schema", "nested", "--nested", "tables"]
    began = time.monotonic()
    with open(path, "rb") as messages, open(f"{BENCH}/nested.log", "wb") as log:
        process = subprocess.Popen(line, env=caravan(server, CARAVAN_HEAP=HEAP), stdin=messages, stdout=subprocess.DEVNULL, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"the target ended with {status}: " + open(f"{BENCH}/nested.log").read()[-2000:])
    return time.monotonic() - began, usage.ru_maxrss / 1024


def main():
    count, gigabytes = int(sys.argv[1]), float(sys.argv[2])
    files = [
        ("first load", write(f"orders_{count}", ORDERS, orders(count, 0))),
        ("nothing changed", f"{BENCH}/orders_{count}.jsonl"),
    ]
    server = Server()
    server.ask("drop schema if exists nested cascade")
    print(f"{count:,} records with {2 * count:,} records in their lists, heap {HEAP}, start included; wanted <= 20 s")
    for load_name, path in files:
        seconds, megabytes = load(server, path)
        print(f"{load_name:18} {seconds:6.1f} s, resident {megabytes:.0f} MB", flush=True)
    tables = server.ask("select string_agg(table_name, ', ' order by table_name) from information_schema.tables where table_schema = 'nested'")
    rows = {table: server.ask(f'select count(*) from nested."{table}"') for table in tables.split(", ")}
    print("rows:", ", ".join(f"{table} {number:,}" for table, number in rows.items()))
    if sorted(rows.values()) != [count, 2 * count]:
        sys.exit("these are not the rows of the file")

    path = write("notes", NOTES, notes(gigabytes), f"notes_{gigabytes}")
    seconds, megabytes = load(server, path)
    rows = server.ask("select count(*) from nested.notes")
    size = os.path.getsize(path)
    print(f"{size / 1e9:.2f} GB of input in {rows:,} records, heap {HEAP}: {seconds:.1f} s, {size / 1e6 / seconds:.0f} MB/s, resident {megabytes:.0f} MB")
    server.process.stdin.close()
    server.process.wait()


if __name__ == "__main__":
    main()
