#!/bin/bash
# What one call may take of a server that holds a grid of about 981,000 edges: how long after its timeout a statement ends while the
# network is prepared, what hard requests take at different efforts, and what plans wait for a swap.
#   test/with_postgres.sh test/bench/limits.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
test/new_database.sh limits_bench
export PGDATABASE=limits_bench
trap 'dropdb --if-exists limits_bench' EXIT
side=${SIDE:-701}

run() { psql -X -q -v ON_ERROR_STOP=1 "$@"; }
# Milliseconds of a statement, whether it ends well or not.
milliseconds() {
  { psql -X -q -At -c "SET statement_timeout = ${2:-0}" -c '\timing on' -c "$1" 2>&1 || true; } | sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' | tail -1
}

run -v side="$side" -f test/bench/grid.sql
echo "$(run -At -c 'SELECT count(*) FROM grid.edge') edges"
for timeout in ${TIMEOUTS:-150 400 650 900 1150 1400 1700 2000 2300 2600 2900 3200}; do
  took=$(milliseconds "SELECT loopgenie.prepare_network('grid')" "$timeout")
  echo "cancelled after $timeout ms of preparing: ended $(awk -v t="$took" -v l="$timeout" 'BEGIN { print (t < l ? "before" : sprintf("%.0f ms late", t - l)) }')"
done
echo "prepared in $(milliseconds "SELECT loopgenie.prepare_network('grid')") ms"
ask() { echo "$1: first $(milliseconds "SELECT count(*) FROM $2") ms, then $(milliseconds "SELECT count(*) FROM $2") ms"; }
ask 'effort => 1' "plan_loop(46.5, 7.7, 30, 12, effort => 1, network => 'grid')"
ask 'usual effort' "plan_loop(46.5, 7.7, 30, 12, network => 'grid')"
ask '20 loops at tolerance 0.5' "plan_loop(46.5, 7.7, 30, 12, loops => 20, tolerance => 0.5, network => 'grid')"
ask '500 miles within 1,000 km, effort => 1' "plan_loop(46.5, 7.7, 1000, 500, effort => 1, network => 'grid')"
ask '500 miles within 1,000 km' "plan_loop(46.5, 7.7, 1000, 500, network => 'grid')"
for timeout in 50 200 500 1000; do
  took=$(milliseconds "SELECT count(*) FROM plan_loop(46.5, 7.7, 1000, 500, loops => 20, tolerance => 0.5, network => 'grid')" "$timeout")
  echo "cancelled after $timeout ms of planning: $(awk -v t="$took" -v l="$timeout" 'BEGIN { printf("%.0f ms late", t - l) }')"
done

# What plans take while a rebuilt network waits to be swapped in behind somebody who reads the old one for eight seconds: one
# after the other from the start of the build until it is swapped in, so some begin while the swap waits for its lock.
run <<SQL
SET client_min_messages = warning;
CREATE TABLE trail AS
SELECT 'Trail ' || i AS name, ST_MakeLine(ST_Point(7 + i * 0.001, 46, 4326), ST_Point(7 + i * 0.001, 46.03, 4326)) AS geom FROM generate_series(0, 30) AS i
UNION ALL SELECT 'Road ' || i, ST_MakeLine(ST_Point(7, 46 + i * 0.001, 4326), ST_Point(7.03, 46 + i * 0.001, 4326)) FROM generate_series(0, 30) AS i;
DO \$\$ BEGIN PERFORM loopgenie.build_network('trail', network => 'swapped'); END \$\$;
SQL
plans_while() {
  local reader builder
  "$@" &
  reader=$!
  sleep 0.5
  run -c "SET client_min_messages = error; SELECT FROM loopgenie.build_network('trail', network => 'swapped')" >/dev/null 2>&1 &
  builder=$!
  {
    printf '%s\n' '\timing on'
    while kill -0 "$builder" 2>/dev/null; do sleep 0.002 && echo "SELECT count(*) FROM plan_loop(46.015, 7.015, 3, 3, effort => 100000, network => 'swapped');"; done
  } | psql -X -q -At | sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' | sort -n |
    awk -v who="$1" '{ t[NR] = $1 } END { printf("while %s reads: %d plans, p50 %.0f ms, p95 %.0f ms, the longest %.0f ms\n", who, NR, t[int(NR / 2)], t[int(NR * 0.95)], t[NR]) }'
  wait "$reader" "$builder" || true
}
old_reader() { run -c 'BEGIN' -c 'LOCK TABLE swapped.edge, swapped.node IN ACCESS SHARE MODE' -c 'SELECT pg_sleep(8)' -c COMMIT >/dev/null; }
dump() { pg_dump -n swapped | { sleep 8; cat >/dev/null; }; }
nobody() { :; }
plans_while nobody
plans_while old_reader
plans_while dump
