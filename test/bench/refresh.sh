#!/bin/bash
# What a refresh from another cluster takes, and what plans meanwhile feel of it:
#   test/with_postgres.sh test/bench/refresh.sh
#   COPIES=4 test/with_postgres.sh test/bench/refresh.sh
# Needs ../shared/data and the installed extension. The source is a second cluster with TLS and a role that may only read; its table
# is the US trails COPIES times (44: 60,148 lines), each time a degree further east. Prints a table in Markdown.
set -euo pipefail
cd "$(dirname "$0")/../.."
. test/cluster/source.sh
. test/cluster/solver.sh

start_clusters
source_psql -c "DROP TABLE geom; DROP TABLE place"
ogr2ogr -f PostgreSQL "PG:host=$source_dir port=$source_port user=rdsadmin dbname=hikes" \
  "GeoJSONSeq:/vsigzip/../shared/data/us/us_trails.geojsonl.gz" \
  -nln geom -lco GEOMETRY_NAME=wkb_geometry --config PG_USE_COPY YES
source_psql -c "INSERT INTO geom (name, source, wkb_geometry)
    SELECT name, source, ST_Translate(wkb_geometry, copy, 0) FROM geom, generate_series(1, ${COPIES:-44} - 1) AS copy" \
  -c "GRANT SELECT ON geom TO solver" -c "ANALYZE geom"
plan="SELECT count(*) FROM plan_loop(41.24, -74.1, 20, 8)"

# plan_until FILE: plans again and again until FILE is there; "1", then its milliseconds, line by line.
plan_until() {
  until [ -e "$1" ]; do
    echo "$plan;"
    sleep 0.02
  done | solver -c '\timing on' -f - 2>&1
}
# longest LOG FROM TO: the longest plan, and how many there were; fails where one failed or found nothing.
longest() {
  if grep -qvE '^(1|Time: .*|Timing is on\.)$' "$1"; then
    grep -vE '^(1|Time: .*)$' "$1" >&2
    return 1
  fi
  sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' "$1" | sort -n | awk '{ ms[NR] = $1 } END { printf "%s | %.1f | %.0f\n", NR, ms[int((NR + 1) / 2)], ms[NR] }'
}

echo '| refresh | lines | edges | pull s | build s | swap s | plans beside it | p50 ms | longest ms |'
echo '|---|---|---|---|---|---|---|---|---|'
solver -F ' | ' -c "SELECT '| first', lines, edges, pull_s, build_s, swap_s, '| | |' FROM loopgenie.sync_network('rds')" 2>/dev/null
solver -c "$plan" >/dev/null
measure() {
  rm -f build/refreshed
  plan_until build/refreshed >build/plans.log &
  local row
  row=$(solver -F ' | ' -c "SELECT status, coalesce(lines, 0), edges, pull_s, coalesce(build_s, 0), coalesce(swap_s, 0) FROM loopgenie.sync_network('rds')" 2>/dev/null)
  sleep 2
  touch build/refreshed
  wait
  echo "| $row | $(longest build/plans.log) |"
}
measure
source_psql -c "UPDATE geom SET name = name || ' trail' WHERE ogc_fid % 1000 = 0"
measure
