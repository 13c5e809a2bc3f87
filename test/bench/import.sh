#!/bin/bash
# What an import takes and makes, for each extract of the test data:
#   test/with_postgres.sh test/bench/import.sh
# Needs ../shared/data and the installed extension. Peak memory is of the largest single process, client or server.
set -euo pipefail
cd "$(dirname "$0")/../.."
data=../shared/data
test/new_database.sh import_bench
export PGDATABASE=import_bench
trap 'cd /; dropdb --if-exists import_bench' EXIT

query() {
  psql -X -q -v ON_ERROR_STOP=1 -P pager=off -c "$1"
}

postmaster=$(head -1 "$(psql -X -qAt -c 'SHOW data_directory')/postmaster.pid")

# The most that any process of this Postgres or the import came to hold, while a job runs.
peak_while_running() {
  local job=$1 peak=0 kb
  while kill -0 "$job" 2>/dev/null; do
    kb=$(ps --ppid "$postmaster" -C osm2pgsql,gdalwarp,gdallocationinfo -o rss= | sort -n | tail -1)
    [ "${kb:-0}" -le "$peak" ] || peak=$kb
    sleep 0.1
  done
  wait "$job"
  echo "peak memory $((peak / 1024)) MB"
}

for network in andorra liechtenstein heidelberg; do
  echo "== $network"
  dem=()
  [ $network != andorra ] || dem=("$data/dem")
  docker/osm/import.sh "$data/osm/$network.osm.pbf" $network "${dem[@]}" &
  peak_while_running $!
  query "SELECT nodes, edges, km, components, cycle_share, trailheads, trailheads_with_loop, roads_km, places, camps
                  FROM loopgenie.network_stats('$network')"
  query "
    WITH part AS (
      SELECT component, sum(length_m) / 1000 AS km
      FROM $network.edge JOIN pgr_connectedComponents('SELECT id, source, target, 1.0 AS cost FROM $network.edge') ON node = source
      GROUP BY 1)
    SELECT size AS components_of, count(*), round(sum(km)::numeric, 1) AS km
    FROM part, LATERAL (SELECT CASE WHEN km < 0.1 THEN 'under 0.1 km' WHEN km < 1 THEN '0.1 to 1 km' WHEN km < 50 THEN '1 to 50 km' ELSE 'over 50 km' END AS size) AS s
    GROUP BY 1 ORDER BY max(km)"
  # Connectors are what is walked at an appeal that only they have.
  query "SELECT round((sum(length_m) FILTER (WHERE is_connector) / 1000)::numeric, 1) AS connectors_km,
           round((sum(length_m) FILTER (WHERE loopgenie.is_road(kind) AND NOT is_connector) / 1000)::numeric, 1) AS streets_km,
           round((sum(length_m) FILTER (WHERE NOT loopgenie.is_road(kind) AND NOT is_connector) / 1000)::numeric, 1) AS trails_km
         FROM $network.edge, LATERAL (SELECT kind IN ('platform', 'pier', 'ladder') OR (appeal IN (0.15, 0.3) AND kind IN ('footway', 'path', 'cycleway'))
           OR (appeal = 0.2 AND kind IN ('pedestrian', 'footway', 'path', 'service')) OR (appeal = 0.1 AND kind <> 'tertiary') AS is_connector) AS c"
  osm2pgsql -d import_bench --output=flex --style=test/bench/import.lua "$data/osm/$network.osm.pbf" >/dev/null 2>&1
  for user in feet cars; do
    query "SELECT rule AS ways_for_$user, count(*) AS ways, round((sum(ST_Length(geom::geography)) / 1000)::numeric, 1) AS km
           FROM bench_way WHERE used_by = '$user' GROUP BY ROLLUP (1) ORDER BY 3 DESC"
  done
done
