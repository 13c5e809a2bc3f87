#!/bin/bash
# How fast and how good plan_loop is on the US trails of the test data, region by region:
#   test/with_postgres.sh test/bench/plan.sh
# Needs ../shared/data and the installed extension. Up to 40 starts a region, each asked for 5, 10,
# 20 and 40 miles: once from that trailhead alone (drive 0.3 km), once from every trailhead within
# a drive of 40 km. Times are server-side, warm, in one backend.
set -euo pipefail
cd "$(dirname "$0")/../.."

test/load_us.sh bench >/dev/null
psql -X -q -d bench -v ON_ERROR_STOP=1 -f test/bench/plan.sql
