#!/bin/sh
# How long a sync of 100,000 unchanged deals takes (at most 5 s, and not one call), on the embedded PostgreSQL and the sandbox.
cd "$(dirname "$0")/.." && exec mvn -q -B test -Dtest=SyncBenchmark -Dtests.jit=-XX:+TieredCompilation
