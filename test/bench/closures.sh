#!/bin/bash
# What closures take, in milliseconds of the processor: 10,000 of them (areas, lines and points) in one statement on a grid, and what
# a plan pays for those of a day when each closes an edge and together a hundredth of them: beside the same plan without a day, which
# is what the plan for the notice takes too.
#   SIDE=283 test/with_postgres.sh test/bench/closures.sh      160,000 edges; SIDE=701: 981,400
set -euo pipefail
cd "$(dirname "$0")/../.."
test/new_database.sh closures_bench
export PGDATABASE=closures_bench
trap 'dropdb --if-exists closures_bench' EXIT

psql -X -q -At -v ON_ERROR_STOP=1 -v side="${SIDE:-283}" -f test/bench/grid.sql -f test/bench/closures.sql
