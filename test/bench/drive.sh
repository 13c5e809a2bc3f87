#!/bin/bash
# The search for drives against pgRouting's, on the densest of the test data's maps, in one run:
#   test/with_postgres.sh test/bench/drive.sh
# Needs ../shared/data and the installed extension. (c) OpenStreetMap contributors.
set -euo pipefail
cd "$(dirname "$0")/../.."
test/new_database.sh drive_bench
export PGDATABASE=drive_bench
trap 'dropdb --if-exists drive_bench' EXIT

docker/osm/import.sh ../shared/data/osm/heidelberg.osm.pbf heidelberg >/dev/null
psql -X -q -P pager=off -v ON_ERROR_STOP=1 -v network=heidelberg -f test/bench/drive.sql
