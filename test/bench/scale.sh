#!/bin/bash
# How plan_loop grows with the edges in reach (to 100,000) and with the size of the whole network (to a
# million edges: 31 copies of Heidelberg side by side, joined so that they are one network):
#   make bench-scale
#   COPIES="1 3" make bench-scale                 smaller
# Needs ../shared/data and the installed extension. Prints tables in Markdown and draws them in
# build/bench/scale.svg. "First call" is that of a new connection on a prepared network; memory is
# the proportional share (PSS) of 20 connections after a plan each, less that of 20 idle ones.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PGDATABASE=bench_scale
mkdir -p build/bench
STARTS=12 test/bench/maps.sh "$PGDATABASE" heidelberg
run() { psql -X -q -At -v ON_ERROR_STOP=1 "$@"; }
run -f test/bench/scale.sql

milliseconds() { # of a query in a connection of its own, by the server's clock
  run -c '\timing on' -c "$1" | sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' | tail -1
}
one_plan() { echo "SELECT count(*) FROM start AS s, plan_loop(s.lat, s.lon, 5, 10, network => '$1') WHERE s.id = (SELECT min(id) FROM start)"; }
prepared_mb() { run -c "SELECT coalesce(sum((pg_stat_file('loopgenie/' || f)).size), 0) / 1e6 FROM pg_ls_dir('loopgenie', true, false) AS f"; }

for copies in ${COPIES:-1 3 10 31}; do
  network=copies_$copies
  run -c "CALL build_copies('$network', $copies)"
  before=$(prepared_mb)
  prepare=$(milliseconds "$(one_plan "$network")")
  file=$(run -c "SELECT $(prepared_mb) - $before")
  first=$(for _ in 1 2 3 4 5; do milliseconds "$(one_plan "$network")"; done | sort -n | sed -n 3p)
  run -c "INSERT INTO size (copies, network, edges, prepare_s, file_mb, first_call_ms, warm_ms)
          SELECT $copies, '$network', (SELECT count(*) FROM $network.edge), $prepare / 1e3, $file, $first,
            (SELECT p50(time_plan(s, '$network', 5, 10)) FROM start AS s, generate_series(0, 3) AS round WHERE round > 0)"
done

run -v network="$network" <<'SQL'
INSERT INTO reach
SELECT drive_km, hike_mi,
  edges_in_reach(s, :'network', drive_km, hike_mi),
  middle(ARRAY(SELECT time_plan(s, :'network', drive_km, hike_mi) FROM generate_series(1, 3)))
FROM (SELECT * FROM start ORDER BY id LIMIT 3) AS s, unnest('{0.3,5,10,20,30,40,60}'::float8[]) AS drive_km, unnest('{5,10,20}'::float8[]) AS hike_mi;
SQL

share_of_20() { # the memory in MB of 20 connections that each ran a statement
  local pids=() backends
  for _ in $(seq 20); do
    PGAPPNAME=scale run -c "$1" -c 'SELECT pg_sleep(20)' &>/dev/null &
    pids+=($!)
  done
  sleep 12
  backends=$(run -c "SELECT pid FROM pg_stat_activity WHERE application_name = 'scale'")
  for pid in $backends; do cat "/proc/$pid/smaps_rollup"; done | awk '/^Pss:/ {kb += $2} END {printf "%.0f", kb / 1000}'
  kill "${pids[@]}" 2>/dev/null || true
  run -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'scale'" >/dev/null
  wait "${pids[@]}" 2>/dev/null || true
}
idle=$(share_of_20 'SELECT 1')
planned=$(share_of_20 "$(one_plan "$network")")

run <<'SQL'
SELECT E'\nThe whole network grows, the place stays: 10 miles within 5 km';
SELECT * FROM markdown($$SELECT copies, edges, round(prepare_s::numeric, 1) AS "prepare s", round(file_mb::numeric) AS "file MB",
  round(first_call_ms::numeric) AS "first call ms", round(warm_ms::numeric, 1) AS "warm p50 ms"
  FROM size ORDER BY copies$$);
SELECT E'\nWhat is in reach grows, in the largest network';
SELECT * FROM markdown($$SELECT hike_mi AS miles, drive_km AS "drive km", round(avg(edges)) AS "edges in reach", round(p50(ms), 1) AS "warm p50 ms"
  FROM reach GROUP BY hike_mi, drive_km ORDER BY hike_mi, drive_km$$);
SQL
echo
echo "20 connections on the largest network: $planned MB after a plan each, $idle MB idle."

{
  run -F ' ' -c "SELECT 'size', edges, warm_ms FROM size ORDER BY edges"
  run -F ' ' -c "SELECT 'reach' || hike_mi, round(avg(edges)), p50(ms) FROM reach GROUP BY hike_mi, drive_km ORDER BY hike_mi, drive_km"
} | awk -f test/bench/scale.awk >build/bench/scale.svg
echo "Drawn in build/bench/scale.svg."
