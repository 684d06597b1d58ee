"""dlt's rest_api source, in a running process: reads the lists that are named on stdin into the schema by_dlt and answers with the seconds each took.

BENCH_URL is the server, BENCH_DB the database as dlt writes it, BENCH_WORK a folder for what dlt keeps.
"""
import os
import sys
import time

import dlt
from dlt.destinations import postgres
from dlt.sources.rest_api import rest_api_source

CURSOR = {"type": "cursor", "cursor_path": "next", "cursor_param": "after"}
NUMBERED = {"type": "page_number", "base_page": 1, "page_param": "page", "total_path": "pages"}


def source(name):
    return rest_api_source(
        {
            "client": {"base_url": os.environ["BENCH_URL"], "paginator": CURSOR if name.startswith("cursor") else NUMBERED},
            "resource_defaults": {"primary_key": "id", "write_disposition": "merge"},
            "resources": [{"name": name, "endpoint": {"path": name, "data_selector": "records"}}],
        }
    )


pipeline = dlt.pipeline(
    "bench_rest", destination=postgres(os.environ["BENCH_DB"]), dataset_name="by_dlt", pipelines_dir=os.environ["BENCH_WORK"]
)
print("ready", flush=True)
for line in sys.stdin:
    begin = time.perf_counter()
    pipeline.run(source(line.strip()))
    print(f"{time.perf_counter() - begin:.3f}", flush=True)
